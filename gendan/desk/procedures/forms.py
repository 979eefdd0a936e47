"""The small forms of moves and to-dos."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.models import SignOff
from gendan.spine.procedures.todos import Next
from gendan.ui.form.fields import PersonField, moment_field


class PostponeForm(forms.Form):
    """Another time, and why."""

    due_at = moment_field(label=_("new due time"))
    reason = forms.CharField(label=_("reason"), max_length=200)


class ReassignForm(forms.Form):
    """Somebody else, and why."""

    assignee = PersonField(label=_("who"))
    reason = forms.CharField(label=_("reason"), max_length=200)


class NextStepForm(forms.Form):
    """What is to be done, by when, by whom."""

    title = forms.CharField(label=_("next step"), max_length=200)
    due_at = moment_field(label=_("due"))
    assignee = PersonField(label=_("who"), required=False)


class NoNextStepForm(forms.Form):
    """Why nothing is planned, and until when."""

    reason = forms.CharField(label=_("reason"), max_length=200)
    wakes_at = moment_field(label=_("ask again"))


class CompleteForm(forms.Form):
    """What came of it, and the next step; both parts are one form."""

    outcome = forms.CharField(label=_("result"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    title = forms.CharField(label=_("next step"), max_length=200, required=False)
    due_at = moment_field(label=_("due"), required=False)

    def clean(self) -> dict[str, Any]:
        """A next step has a time, and a time belongs to a next step."""
        data = super().clean() or {}
        if data.get("title") and not data.get("due_at") and "due_at" not in self.errors:
            self.add_error("due_at", _("By when?"))
        if data.get("due_at") and not data.get("title"):
            self.add_error("title", _("What is to be done?"))
        return data

    @property
    def then(self) -> Next | None:
        """The next step that was written, if any."""
        due_at: datetime | None = self.cleaned_data.get("due_at")
        title = self.cleaned_data.get("title")
        return Next(title=title, due_at=due_at) if title and due_at else None


class SignForm(forms.Form):
    """Agree or refuse, with words."""

    verdict = forms.ChoiceField(
        choices=[(SignOff.Verdict.AGREED, _("agree")), (SignOff.Verdict.REFUSED, _("refuse"))], label=_("verdict")
    )
    opinion = forms.CharField(label=_("opinion"), required=False, widget=forms.Textarea({"rows": 3}))

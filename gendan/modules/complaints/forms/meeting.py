"""The joint meeting: called, and its minutes with tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.forms.shared import choice, text
from gendan.modules.complaints.models import Complaint, Meeting
from gendan.modules.complaints.words import Fault
from gendan.ui.form.fields import PeopleField, PersonField, moment_field

TASKS = 3


class MeetingForm(forms.Form):
    """Who meets, and when."""

    at = moment_field(label=_("at"))
    participants = PeopleField(label=_("participants"))


class MinutesForm(forms.Form):
    """Whether there is a problem, which, and who does what until when."""

    minutes = text(label=_("minutes"))
    fault = choice(Fault, label=_("whose fault"), required=False)
    verdict = forms.CharField(label=_("what the problem is"), max_length=300, required=False)
    participants = PeopleField(label=_("participants"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participants"].initial = [one.pk for one in meeting.participants.all()]
        for place in range(1, TASKS + 1):
            self.fields[f"task{place}"] = forms.CharField(label=_("task %d") % place, max_length=200, required=False)
            self.fields[f"who{place}"] = PersonField(label=_("who"), required=False)
            self.fields[f"due{place}"] = moment_field(label=_("until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place in range(1, TASKS + 1):
            if data.get(f"task{place}") and not (data.get(f"who{place}") and data.get(f"due{place}")):
                self.add_error(f"task{place}", _("A task has somebody and a time."))
        return data

    @property
    def tasks(self) -> list[dict[str, Any]]:
        """The tasks that were filled in."""
        data = self.cleaned_data
        return [{"title": data[f"task{place}"], "assignee": data[f"who{place}"], "due_at": data[f"due{place}"]}
                for place in range(1, TASKS + 1) if data.get(f"task{place}")]


class JoinForm(forms.Form):
    """To which complaint this one belongs."""

    to = forms.ModelChoiceField(Complaint.objects.none(), label=_("the same matter as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = found  # type: ignore[attr-defined]

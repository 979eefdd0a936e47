"""Input of follow-ups: what happened and what comes next are one form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import Attitude, Result, Way
from gendan.spine.org.models import Employee
from gendan.ui.form.fields import moment_field


class PointsField(forms.MultipleChoiceField):
    """The points that were ticked, in the words in which they were read."""

    most, longest = 60, 200

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.MultipleHiddenInput, **options)

    def valid_value(self, value: str) -> bool:
        return True

    def clean(self, value: Any) -> list[str]:
        given: list[str] = super().clean(value)
        return [one.strip()[: self.longest] for one in given[: self.most] if one.strip()]


class FollowupForm(forms.Form):
    """One activity with its next step, an optional promise, and the to-do that it completes."""

    way = forms.ChoiceField(label=_("way"), choices=Way, initial=Way.CALL)
    text = forms.CharField(label=_("what happened"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    contact = forms.ModelChoiceField(label=_("contact"), queryset=Contact.objects.none(), required=False)
    result = forms.ChoiceField(label=_("result"), choices=[("", "—"), *Result.choices], required=False)
    attitude = forms.ChoiceField(label=_("attitude"), choices=[("", "—"), *Attitude.choices], required=False)
    at = moment_field(label=_("when"), required=False)
    minutes = forms.IntegerField(label=_("minutes"), min_value=0, max_value=24 * 60, required=False)
    asked_for = forms.CharField(label=_("asked for"), max_length=60, required=False)
    answered_by = forms.CharField(label=_("answered by"), max_length=60, required=False)
    number = forms.CharField(label=_("number called"), max_length=40, required=False)
    purpose = forms.CharField(label=_("purpose"), max_length=200, required=False)
    effect = forms.CharField(label=_("effect on the customer"), max_length=200, required=False)

    next_title = forms.CharField(label=_("next step"), max_length=200, required=False)
    next_due_at = moment_field(label=_("by"), required=False)
    next_way = forms.ChoiceField(label=_("way of the next step"), choices=[("", "—"), *Way.choices], required=False)
    next_assignee = forms.ModelChoiceField(
        label=_("who"), queryset=Employee.objects.exclude(status=Employee.Status.LEFT), required=False
    )
    no_next_reason = forms.CharField(label=_("why there is no next step"), max_length=200, required=False)

    promise_question = forms.CharField(label=_("open question"), max_length=300, required=False)
    promise_due_at = moment_field(label=_("answer promised for"), required=False)

    record_kind = forms.CharField(widget=forms.HiddenInput, required=False)
    record_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    completes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    checked = PointsField(required=False)

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(customer=customer, is_active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text") and not data.get("result"):
            self.add_error("text", _("Write what happened, or choose a result."))
        if bool(data.get("promise_question")) != bool(data.get("promise_due_at")):
            field = "promise_due_at" if data.get("promise_question") else "promise_question"
            self.add_error(field, _("A promise needs both the question and the day of the answer."))
        return data


class MaterialForm(forms.Form):
    """Product material on its way to a customer (F02.4)."""

    what = forms.CharField(label=_("what was sent"), max_length=200)
    technical = forms.BooleanField(label=_("technical documents"), required=False)
    contact = forms.ModelChoiceField(label=_("contact"), queryset=Contact.objects.none(), required=False)
    carrier = forms.CharField(label=_("carrier and number"), max_length=120, required=False)
    arrives_at = moment_field(label=_("expected to arrive"))

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(customer=customer, is_active=True)  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    """A question that gets its answer on a date (F02.6)."""

    question = forms.CharField(label=_("open question"), max_length=300)
    due_at = moment_field(label=_("answer promised for"))


class AnswerForm(forms.Form):
    """The answer to a promised question; a "no" is an answer too (F02.6)."""

    answer = forms.CharField(label=_("answer"), widget=forms.Textarea(attrs={"rows": 3}))

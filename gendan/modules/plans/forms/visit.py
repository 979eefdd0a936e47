"""Input of visits."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import Result
from gendan.modules.plans.models import Visit
from gendan.ui.form.fields import Unwritten, moment_field

QUESTIONS = 3


class VisitForm(Unwritten):
    """The contact plan: when, where, what about, what is expected (F31.1 … F31.4)."""

    at = moment_field(label=Visit._meta.get_field("at").verbose_name)  # type: ignore[union-attr]

    class Meta:
        model = Visit
        fields = ("at", "way", "contact", "focus", "place", "expected_items", "expected_amount", "companions")

    def __init__(self, *args: Any, customer: Customer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["contact"].queryset = Contact.objects.filter(customer=customer, is_active=True)  # type: ignore[attr-defined]


class PutOffForm(forms.Form):
    """Another appointment, and why."""

    at = moment_field(label=_("new appointment"))
    reason = forms.CharField(label=_("reason"), max_length=200)


class ArriveForm(forms.Form):
    """At the door: the place in words, as the phone knows it, and a photo."""

    place = forms.CharField(label=pgettext_lazy("visit", "place"), max_length=200, required=False)
    latitude = forms.DecimalField(max_digits=8, decimal_places=5, min_value=-90, max_value=90, required=False, widget=forms.HiddenInput)
    longitude = forms.DecimalField(max_digits=8, decimal_places=5, min_value=-180, max_value=180, required=False, widget=forms.HiddenInput)
    accuracy = forms.IntegerField(min_value=0, max_value=100_000, required=False, widget=forms.HiddenInput)
    photo = forms.FileField(  # phones send kinds of pictures that a library would refuse
        label=_("photo"), required=False, widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    )


class ReportForm(Unwritten):
    """What came of it, the open questions, and the next step."""

    text = forms.CharField(label=_("what happened"), widget=forms.Textarea(attrs={"rows": 4}))
    result = forms.ChoiceField(label=_("result"), choices=[("", "—"), *Result.choices[:4]], required=False)
    next_title = forms.CharField(label=_("next step"), max_length=200, required=False)
    next_due_at = moment_field(label=_("by"), required=False)
    no_next_reason = forms.CharField(label=_("why there is no next step"), max_length=200, required=False)

    class Meta:
        model = Visit
        fields = (
            "participants", "topics", "problem", "urgency", "actual_items", "actual_amount", "referral_asked", "referral",
            "recording_consent",
        )
        widgets = {  # noqa: RUF012
            "participants": forms.Textarea(attrs={"rows": 2}), "topics": forms.Textarea(attrs={"rows": 2}),
        }

    field_order = ("text", "result", "next_title", "next_due_at", "no_next_reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, QUESTIONS + 1):
            self.fields[f"question_{number}"] = forms.CharField(
                label=format_lazy("{} {}", _("open question"), number), max_length=300, required=False
            )
            self.fields[f"answer_by_{number}"] = moment_field(label=_("answer promised for"), required=False)

    def clean(self) -> dict[str, Any]:
        """A question has a day, a day has a question."""
        data = super().clean() or {}
        for number in range(1, QUESTIONS + 1):
            question, due = data.get(f"question_{number}"), data.get(f"answer_by_{number}")
            if bool(question) != bool(due):
                name = f"answer_by_{number}" if question else f"question_{number}"
                self.add_error(name, _("A promise needs both the question and the day of the answer."))
        return data

    @property
    def questions(self) -> list[tuple[str, Any]]:
        """What was left open, with its dates."""
        data = self.cleaned_data
        pairs = ((data.get(f"question_{number}"), data.get(f"answer_by_{number}")) for number in range(1, QUESTIONS + 1))
        return [(question, due) for question, due in pairs if question and due]

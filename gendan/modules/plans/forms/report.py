"""Input of visit reports and meetings."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.plans.forms.month import day_field
from gendan.modules.plans.models import Meeting
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work
from gendan.ui.form.fields import PersonField, moment_field

DECISIONS = 3


class SummaryForm(forms.Form):
    """The words above the lines of a report."""

    text = forms.CharField(label=_("summary"), widget=forms.Textarea(attrs={"rows": 6}), required=False)


class PeriodicForm(SummaryForm):
    """A report over some days."""

    day = day_field(label=pgettext_lazy("visits", "from"))
    until = day_field(label=pgettext_lazy("visits", "until"))
    field_order = ("day", "until", "text")


class MeetingForm(forms.Form):
    """Who met when, what was talked about, and what was decided."""

    kind = forms.ChoiceField(label=_("kind of meeting"), choices=Meeting.Kind)
    held_at = moment_field(label=_("held at"))
    people = forms.ModelMultipleChoiceField(label=_("who took part"), queryset=Employee.objects.none(), widget=forms.CheckboxSelectMultiple)
    notes = forms.CharField(label=_("what was talked about"), widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, actor: Employee, **options: Any) -> None:
        super().__init__(*args, **options)
        near = at_work().filter(department=actor.department_id).order_by("pinyin", "pk")
        self.fields["people"].queryset = near  # type: ignore[attr-defined]
        self.fields["people"].initial = list(near)
        for number in range(1, DECISIONS + 1):
            self.fields[f"todo_{number}"] = forms.CharField(label=format_lazy("{} {}", _("decided"), number), max_length=200, required=False)
            self.fields[f"who_{number}"] = PersonField(label=_("who"), required=False)
            self.fields[f"due_{number}"] = moment_field(label=_("by"), required=False)

    def clean(self) -> dict[str, Any]:
        """What is decided has a person and a time."""
        data = super().clean() or {}
        for number in range(1, DECISIONS + 1):
            if data.get(f"todo_{number}") and not (data.get(f"who_{number}") and data.get(f"due_{number}")):
                self.add_error(f"todo_{number}", _("Who does it, and by when?"))
        return data

    @property
    def decisions(self) -> list[tuple[str, Employee, Any]]:
        """What was decided, by whom, until when."""
        data = self.cleaned_data
        rows = [(data.get(f"todo_{n}"), data.get(f"who_{n}"), data.get(f"due_{n}")) for n in range(1, DECISIONS + 1)]
        return [(title, who, due) for title, who, due in rows if title and who and due]

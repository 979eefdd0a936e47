"""Input of hand-overs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import ABC
from gendan.modules.handovers.models import Staged
from gendan.spine.org.models import Employee
from gendan.ui.form.fields import Unwritten


class PersonForm(forms.Form):
    """Whose customers go to whom, and why."""

    to = forms.ModelChoiceField(label=_("new owner"), queryset=Employee.objects.none())
    reason = forms.CharField(label=_("reason"), max_length=200)
    classes = forms.MultipleChoiceField(
        label=_("only these classes"), choices=ABC.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )

    def __init__(self, *args: Any, person: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Employee.objects.filter(status=Employee.Status.ACTIVE).exclude(pk=person.pk).select_related("department")
        self.fields["to"].queryset = people  # type: ignore[attr-defined]


class FileForm(Unwritten):
    """What goes along with the customer."""

    class Meta:
        model = Staged
        fields = ("situation", "consulting_plan", "service_plan", "analysis", "guidance")


class NothingForm(forms.Form):
    """Nothing to say but yes."""

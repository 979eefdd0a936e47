"""What people say about classes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.classes.models import Basis, Element
from gendan.modules.customers.models import ABC
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.queries import at_work
from gendan.ui.form.fields import DAY, PersonField, moment_field


class ClassForm(forms.Form):
    """A class by hand, why, and until when."""

    abc = forms.ChoiceField(label=_("class"), choices=ABC)
    reason = forms.CharField(label=_("reason"), max_length=200)
    until = forms.DateField(
        label=_("until"), required=False, widget=DAY,
        help_text=_("From the day after, the turnover speaks again. Empty: until somebody ends it."),
    )


class StrategyForm(forms.Form):
    """What is wanted with customers in a year, and what all of them get."""

    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    aim = forms.CharField(label=_("what we want with our customers"), widget=forms.Textarea(attrs={"rows": 4}))
    common = forms.CharField(
        label=_("what every customer gets, whatever the class"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Each difference between classes costs money: what serves all stands here."),
    )


class MeasureOfStrategyForm(forms.Form):
    """What is done for whom, by whom and until when."""

    element = forms.ChoiceField(label=_("element"), choices=Element)
    abc = forms.ChoiceField(label=_("for class"), choices=[("", _("all classes")), *ABC.choices], required=False)
    what = forms.CharField(label=_("what is done"), max_length=200)
    assignee = PersonField(label=_("who does it"))
    due_at = moment_field(label=_("by"))


class NothingForm(forms.Form):
    """Nothing to say but yes."""


class MeasureForm(forms.Form):
    """How the classes are reckoned."""

    months = forms.IntegerField(label=_("months of turnover"), min_value=1, max_value=60)
    a_share = forms.IntegerField(label=_("A: share of turnover, %"), min_value=1, max_value=98)
    b_share = forms.IntegerField(label=_("A and B together, %"), min_value=2, max_value=99)
    basis = forms.ChoiceField(label=_("turnover"), choices=Basis)
    day = forms.IntegerField(label=_("day of the month"), min_value=1, max_value=28)
    hour = forms.IntegerField(label=_("from this hour on"), min_value=0, max_value=23)
    reason = forms.CharField(label=_("reason"), max_length=200)

    def values(self) -> dict[str, Any]:
        """What is measured, without the reason."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class DutyForm(forms.Form):
    """A department that submits its customer data."""

    department = forms.ModelChoiceField(label=_("department"), queryset=Department.objects.none())
    holder = forms.ModelChoiceField(
        label=_("who submits"), queryset=Employee.objects.none(), required=False, help_text=_("Empty: the head of the department."),
    )
    is_active = forms.BooleanField(label=_("in use"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["holder"].queryset = at_work()  # type: ignore[attr-defined]

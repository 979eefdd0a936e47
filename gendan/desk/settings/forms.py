"""The forms of the settings pages: they parse, the actions decide."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org import tables
from gendan.spine.org.models import Calendar, CalendarDay, Department, Role
from gendan.spine.org.numbers import CompanyNumber
from gendan.spine.org.workdays import parse_times
from gendan.ui.form import fields
from gendan.ui.form.fields import DAY

WEEKDAYS = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


def _empty(options: dict[str, Any]) -> dict[str, Any]:
    """What a choice says while nothing is chosen."""
    words = pgettext_lazy("choice", "choose") if options.get("required", True) else pgettext_lazy("choice", "none")
    return {"empty_label": words, **options}


class PersonField(fields.PersonField):
    """Somebody who works here; says what it means to choose nobody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_empty(kwargs))


class DepartmentField(forms.ModelChoiceField):
    """An open department, indented as in the tree."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=tables.open_departments(), **_empty(kwargs))

    def label_from_instance(self, department: Department) -> str:
        depth = department.path.count("/") - 2
        return f"{'　' * depth}{department.name}"


class CalendarField(forms.ModelChoiceField):
    """A calendar of one's own; without one the nearest upward counts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Calendar.objects.all(), empty_label=_("as above it"), **kwargs)


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DAY, **kwargs)


class DepartmentForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    parent = DepartmentField(label=_("Under"), required=False)
    head = PersonField(label=_("Head"), required=False)
    calendar = CalendarField(label=_("Working calendar"), required=False)


class EmployeeForm(forms.Form):
    """Data of a person; roles, title and leaving have forms of their own."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80)
    department = DepartmentField(label=_("Department"))
    supervisor = PersonField(label=_("Superior"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    calendar = CalendarField(label=_("Working calendar"), required=False)
    joined_on = DayField(label=_("Joined on"), required=False)
    is_administrator = forms.BooleanField(label=_("Administrator: may open all settings"), required=False)


class EmployForm(EmployeeForm):
    username = forms.CharField(label=_("Login name"), max_length=150)
    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    password = forms.CharField(
        label=_("First password"), required=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    field_order = ("username", "name", "title", "department")


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=80, required=False)


class RoleForm(forms.Form):
    role = forms.ModelChoiceField(label=_("Role"), queryset=Role.objects.all(), **_empty({"to_field_name": "key"}))
    department = DepartmentField(label=_("Only for"), required=False, empty_label=_("the whole company"))


class MapTitleForm(forms.Form):
    role = forms.ModelChoiceField(label=_("Role"), queryset=Role.objects.all(), **_empty({"to_field_name": "key"}))
    title = forms.CharField(label=_("Title"), max_length=80)


class AbsenceForm(forms.Form):
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    deputy = PersonField(label=_("Deputy"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class AbsenceOfForm(AbsenceForm):
    employee = PersonField(label=_("Who"))
    field_order = ("employee",)


class LeaveForm(forms.Form):
    successor = PersonField(label=_("Successor"))


class LastDayForm(forms.Form):
    last_day = DayField(label=pgettext_lazy("leaving", "Last day"))


class ContactForm(forms.Form):
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Present password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(label=_("New password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    again = forms.CharField(
        label=_("New password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("The two are not the same."))
        return self.cleaned_data["again"]


class WeekForm(forms.Form):
    """Name and hours of a calendar: one line a weekday, "8:30-12:00 13:00-17:30", empty for a free day."""

    name = forms.CharField(label=_("Name"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, label in enumerate(WEEKDAYS):
            self.fields[f"day{weekday}"] = forms.CharField(label=label, max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["windows"] = {weekday: self._times(weekday) for weekday in range(7)}
        return data

    def _times(self, weekday: int) -> Any:
        try:
            return parse_times(self.cleaned_data.get(f"day{weekday}", ""))
        except ValueError:
            self.add_error(f"day{weekday}", _("Write hours as 8:30-12:00 13:00-17:30."))
            return ()


class DayForm(forms.Form):
    """What one day of the year is."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("It is"), choices=[*CalendarDay.Kind.choices, ("", _("as its weekday says"))], required=False
    )
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    follows = forms.TypedChoiceField(
        label=_("Hours of"), choices=[("", _("its own weekday")), *enumerate(WEEKDAYS)], coerce=int, empty_value=None,
        required=False,
    )
    hours = forms.CharField(label=_("Or own hours"), max_length=80, required=False)


class DaysFileForm(forms.Form):
    file = forms.FileField(label=_("File of days (CSV)"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))


class YearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    @staticmethod
    def year_of(given: str) -> int:
        """The asked year, else this one."""
        form = YearForm({"year": given})
        return form.cleaned_data["year"] if form.is_valid() else timezone.localdate().year


class NumberForm(forms.Form):
    """Another value of a number of the company, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
    field_order = ("value", "reason")

    def __init__(self, *args: Any, number: CompanyNumber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = self._time() if number.is_time else self._number(number)
        self.order_fields(self.field_order)

    def _time(self) -> forms.Field:
        return forms.TimeField(label=_("From now on"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    def _number(self, number: CompanyNumber) -> forms.Field:
        label = f"{_('From now on')} ({number.unit})" if number.unit else _("From now on")
        hint = _("%(low)s to %(high)s; founded with %(default)s") % {
            "low": f"{number.low:g}", "high": f"{number.high:,.0f}", "default": f"{number.default:g}",
        }
        return forms.DecimalField(label=label, min_value=Decimal(str(number.low)), max_value=Decimal(str(number.high)), help_text=hint)

"""Working calendars: the week's hours and the days of a year."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.forms import DayForm, DaysFileForm, WeekForm, YearForm
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.desk.settings.year import year_of
from gendan.spine.org import actions, tables
from gendan.spine.org.models import Calendar


def _by(request: PageRequest) -> dict[str, Any]:
    return {"actor": request.user, "now": timezone.now()}


@for_administrators
def calendars(request: PageRequest) -> HttpResponse:
    """All calendars and who has them, and a form for a new one."""
    initial = tables.week_of(tables.default_calendar())
    form = WeekForm(request.POST or None, initial={key: hours for key, hours in initial.items() if key != "name"})

    def act(data: dict[str, Any]) -> None:
        actions.add_calendar(data["name"], windows=data["windows"], **_by(request))

    if request.method == "POST" and carried_out(form, act):
        return redirect("settings:calendars")
    context = {"calendars": tables.calendar_table(), "form": form}
    return render(request, "settings/calendars.html", context, status=422 if form.errors else 200)


def _page(request: PageRequest, calendar: Calendar, **replaced: Any) -> HttpResponse:
    today = timezone.localdate()
    number = YearForm.year_of(request.GET.get("year", ""))
    context = {
        "calendar": calendar, "year": year_of(number, calendar=calendar, today=today),
        "form": WeekForm(initial=tables.week_of(calendar)), "day_form": DayForm(initial=_asked_day(request, calendar)),
        "file_form": DaysFileForm(), **replaced,
    }
    return render(request, "settings/calendar.html", context, status=422 if replaced else 200)


def _asked_day(request: PageRequest, calendar: Calendar) -> dict[str, Any]:
    """What the day that was clicked is now."""
    form = DayForm({"day": request.GET.get("day", "")})
    if not form.is_valid():
        return {}
    day = form.cleaned_data["day"]
    return {"day": day, **tables.day_values(day, calendar=calendar)}


@for_administrators
def calendar(request: PageRequest, pk: int) -> HttpResponse:
    """One calendar: its week and its year."""
    record = get_object_or_404(tables.calendars_by_name(), pk=pk)
    if request.method != "POST":
        return _page(request, record)
    form = WeekForm(request.POST)

    def act(data: dict[str, Any]) -> None:
        actions.rename_calendar(record, name=data["name"], actor=request.user)
        actions.set_windows(record, windows=data["windows"], **_by(request))

    if carried_out(form, act):
        messages.success(request, _("Saved. Open deadlines are computed anew."))
        return redirect("settings:calendar", pk)
    return _page(request, record, form=form)


@require_POST
@for_administrators
def day(request: PageRequest, pk: int) -> HttpResponse:
    """Say what a day is: the company's calendar sets it for all, another one for itself."""
    record = get_object_or_404(tables.calendars_by_name(), pk=pk)
    form, whose = DayForm(request.POST), None if record.is_default else record

    def act(data: dict[str, Any]) -> None:
        if data["kind"]:
            actions.set_day(**data, calendar=whose, **_by(request))
        else:
            actions.clear_day(data["day"], calendar=whose, **_by(request))

    if carried_out(form, act):
        return redirect(f"{reverse('settings:calendar', args=[pk])}?year={form.cleaned_data['day'].year}")
    return _page(request, record, day_form=form)


@require_POST
@for_administrators
def import_days(request: PageRequest, pk: int) -> HttpResponse:
    """Take the days of a file."""
    record = get_object_or_404(tables.calendars_by_name(), pk=pk)
    form, whose, counted = DaysFileForm(request.POST, request.FILES), None if record.is_default else record, []

    def act(data: dict[str, Any]) -> None:
        counted.append(actions.import_days(data["file"].read(), calendar=whose, **_by(request)))

    if carried_out(form, act):
        words = ngettext("%(count)s day taken over.", "%(count)s days taken over.", counted[0])
        messages.success(request, words % {"count": counted[0]})
        return redirect("settings:calendar", pk)
    return _page(request, record, file_form=form)


@require_POST
@for_administrators
def foresee(request: PageRequest, pk: int) -> HttpResponse:
    """Add the provisional days of a year."""
    number = YearForm.year_of(request.POST.get("year", ""))
    actions.foresee_year(number, **_by(request))
    return redirect(f"{reverse('settings:calendar', args=[pk])}?year={number}")


@require_POST
@for_administrators
def drop(request: PageRequest, pk: int) -> HttpResponse:
    """Remove a calendar."""
    actions.drop_calendar(get_object_or_404(tables.calendars_by_name(), pk=pk), **_by(request))
    return redirect("settings:calendars")

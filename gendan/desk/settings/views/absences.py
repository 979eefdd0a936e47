"""Absences: everybody's for administrators, and each person's own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.forms import AbsenceForm, AbsenceOfForm
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.org import actions, tables


@for_administrators
def absences(request: PageRequest) -> HttpResponse:
    """All absences that run or are still to come, and a form for a new one."""
    form = AbsenceOfForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        actions.plan_absence(data.pop("employee"), **data, actor=request.user, now=timezone.now())

    if request.method == "POST" and carried_out(form, act):
        return redirect("settings:absences")
    context = {"absences": tables.absences(on=timezone.localdate()), "form": form}
    return render(request, "settings/absences.html", context, status=422 if form.errors else 200)


@login_required
def mine(request: PageRequest) -> HttpResponse:
    """One's own absences, and those in which one stands in for others."""
    form = AbsenceForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        actions.plan_absence(request.user, **data, actor=request.user, now=timezone.now())

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Your deputy stands in during these days."))
        return redirect("settings:my_absence")
    today = timezone.localdate()
    context = {
        "absences": tables.absences_of(request.user, on=today), "duties": tables.duties_of(request.user, on=today),
        "form": form,
    }
    return render(request, "settings/my_absence.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def end(request: PageRequest, pk: int) -> HttpResponse:
    """Call an absence off; the action refuses what is not one's own."""
    today = timezone.localdate()
    absence = get_object_or_404(tables.absences(on=today), pk=pk)
    actions.end_absence(absence, actor=request.user, now=timezone.now())
    return redirect("settings:my_absence" if absence.employee_id == request.user.pk else "settings:absences")

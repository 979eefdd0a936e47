"""Absences: from when until when, and who receives the work meanwhile."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.org import book, queries, rules
from gendan.spine.org.changes import day_of, lock_the_tree, tell
from gendan.spine.org.models import Deputy, Employee
from gendan.spine.refusal import NotAllowed


@transaction.atomic
def plan_absence(
    employee: Employee, *, deputy: Employee, starts_on: date, ends_on: date, reason: str = "",
    actor: Employee | None, now: datetime,
) -> Deputy:
    """Plan an absence of one's own, or of somebody below; the deputy is present all the while."""
    _require_own(employee, actor)
    lock_the_tree()
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    if ends_on < day_of(now):
        raise ValidationError({"ends_on": _("These days are over.")})
    if deputy.pk == employee.pk:
        raise ValidationError({"deputy": _("The deputy is another person.")})
    rules.require_deputy_present(deputy, starts_on=starts_on, ends_on=ends_on)
    _require_no_other(employee, starts_on, ends_on)
    absence = Deputy.objects.create(
        employee=employee, deputy=deputy, starts_on=starts_on, ends_on=ends_on, reason=reason.strip()
    )
    book.forget()
    tell(
        "employee.absence_planned", employee, actor=actor, now=now,
        deputy=deputy.name, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat(),
    )
    return absence


def _require_own(employee: Employee, actor: Employee | None) -> None:
    if rules.runs_the_company(actor) or actor is None or actor.pk == employee.pk:
        return
    if employee.pk not in queries.people_under(actor):
        who = employee.supervisor.name if employee.supervisor else rules.administrators()
        raise NotAllowed(_("Only the person, a superior or an administrator may plan this absence."), who=who)


def _require_no_other(employee: Employee, starts_on: date, ends_on: date) -> None:
    if employee.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise ValidationError({"starts_on": _("Another absence covers some of these days.")})


@transaction.atomic
def end_absence(absence: Deputy, *, actor: Employee | None, now: datetime) -> None:
    """Call an absence off; one that has begun ends with yesterday."""
    _require_own(absence.employee, actor)
    lock_the_tree()
    today = day_of(now)
    yesterday = date.fromordinal(today.toordinal() - 1)
    if absence.starts_on < today <= absence.ends_on:
        absence.ends_on = yesterday
        absence.save(update_fields=["ends_on"])
    elif absence.starts_on >= today:
        absence.delete()
    book.forget()
    tell("employee.absence_ended", absence.employee, actor=actor, now=now)

"""Leaving: in one transaction everything of the person goes to a successor."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine import events
from gendan.spine.org import book, queries, rules
from gendan.spine.org.changes import day_of, lock_the_tree, tell
from gendan.spine.org.models import Department, Deputy, Employee, RoleHolder
from gendan.spine.refusal import Refusal


@transaction.atomic
def announce_leaving(employee: Employee, *, last_day: date, actor: Employee | None, now: datetime) -> None:
    """Say that a person will leave: still at work, but nobody hands anything over to that person any more."""
    rules.require_administrator(actor)
    if employee.status == Employee.Status.LEFT:
        raise Refusal(_("%(name)s has left already.") % {"name": employee.name})
    employee.status, employee.left_on = Employee.Status.LEAVING, last_day
    employee.save(update_fields=["status", "left_on"])
    tell("employee.leaving", employee, actor=actor, now=now, last_day=last_day.isoformat())


@transaction.atomic
def leave(employee: Employee, *, successor: Employee, actor: Employee | None, now: datetime) -> None:
    """End the work of a person here, and give everything that is open to the successor.

    Departments headed, people led, roles that nobody else holds and duties as deputy go over here; to-dos, cases
    and records by the listeners of "org.employee_left". All of it happens or nothing.
    """
    rules.require_administrator(actor)
    lock_the_tree()
    employee = _locked(employee)
    rules.require_successor(employee, successor)
    rules.require_another_administrator(employee)
    on = day_of(now)
    orphaned = _roles_only_held_by(employee, on)
    _mark_left(employee, on)
    _hand_over_people(employee, successor)
    _hand_over_roles(employee, successor, orphaned)
    _hand_over_absences(employee, successor, on)
    tell("employee.left", employee, actor=actor, now=now, successor=successor.name)
    events.emit("org.employee_left", employee=employee, successor=successor, actor=actor, now=now)


def _locked(employee: Employee) -> Employee:
    employee.refresh_from_db(from_queryset=Employee.objects.select_for_update())
    if employee.status == Employee.Status.LEFT:
        raise Refusal(_("%(name)s has left already.") % {"name": employee.name})
    return employee


def _roles_only_held_by(employee: Employee, on: date) -> list[str]:
    roles = queries.roles_of(employee, on=on, standing_in=False)
    return [key for key in roles if all(person == employee for person in queries.permanent_holders(key))]


def _mark_left(employee: Employee, on: date) -> None:
    employee.status, employee.left_on, employee.is_administrator = Employee.Status.LEFT, on, False
    employee.set_unusable_password()
    employee.save(update_fields=["status", "left_on", "is_administrator", "password"])


def _hand_over_people(employee: Employee, successor: Employee) -> None:
    """A successor from below moves up to the leaver's place, so that nobody becomes his own superior."""
    moves_up = rules.reports_to(successor, employee)
    Department.objects.filter(head=employee).update(head=successor)
    Employee.objects.filter(supervisor=employee).exclude(pk=successor.pk).update(supervisor=successor)
    if moves_up:
        Employee.objects.filter(pk=successor.pk).update(supervisor=employee.supervisor_id)
    successor.refresh_from_db()


def _hand_over_roles(employee: Employee, successor: Employee, orphaned: list[str]) -> None:
    bound = RoleHolder.objects.filter(employee=employee).exclude(department=None)
    for held in bound:
        RoleHolder.objects.get_or_create(role=held.role, employee=successor, department=held.department)
    for role in queries.roles(orphaned):
        RoleHolder.objects.get_or_create(role=role, employee=successor, department=None)
    RoleHolder.objects.filter(employee=employee).delete()


def _hand_over_absences(employee: Employee, successor: Employee, on: date) -> None:
    """Absences still to come are void; the successor stands in where the leaver did, else the superior does."""
    Deputy.objects.filter(employee=employee, ends_on__gte=on).delete()
    for duty in Deputy.objects.filter(deputy=employee, ends_on__gte=on).select_related("employee"):
        substitute = successor if duty.employee_id != successor.pk else queries.superior_of(successor)
        if substitute is None or substitute.pk in (duty.employee_id, employee.pk):
            duty.delete()
        else:
            duty.deputy = substitute
            duty.save(update_fields=["deputy"])
    book.forget()

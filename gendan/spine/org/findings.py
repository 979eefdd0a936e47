"""What is wrong in the organisation: nobody who left is responsible for anything, and the tree is whole."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat

from gendan.spine.org.models import Calendar, Department, Deputy, Employee, RoleHolder

LEFT = Employee.Status.LEFT


class Finding(NamedTuple):
    """One thing that is wrong: a code, the kind and id of the record, and a sentence."""

    code: str
    kind: str
    id: int
    text: str


def findings(*, today: date) -> list[Finding]:
    """Everything that is wrong; an empty list is the promise of `doctor`."""
    return [*_left_but_responsible(today), *_tree(), *_nobody_to_help()]


def _left_but_responsible(today: date) -> Iterator[Finding]:
    for department in Department.objects.filter(head__status=LEFT, is_active=True).select_related("head"):
        text = f"{department.head} left and still heads {department}"
        yield Finding("head_left", "org.department", department.pk, text)
    led = Employee.objects.filter(supervisor__status=LEFT).exclude(status=LEFT).select_related("supervisor")
    for employee in led:
        text = f"{employee.supervisor} left and is still above {employee}"
        yield Finding("supervisor_left", "org.employee", employee.pk, text)
    for held in RoleHolder.objects.filter(employee__status=LEFT).select_related("employee", "role"):
        yield Finding("role_of_left", "org.employee", held.employee_id, f"{held.employee} left and still is {held.role}")
    coming = Deputy.objects.filter(ends_on__gte=today, deputy__status=LEFT).exclude(employee__status=LEFT)
    for absence in coming.select_related("employee", "deputy"):
        text = f"{absence.deputy} left and still stands in for {absence.employee}"
        yield Finding("deputy_left", "org.employee", absence.employee_id, text)


def _tree() -> Iterator[Finding]:
    own = Concat(Cast("pk", CharField()), Value("/"))
    right = Q(parent=None, path=Concat(Value("/"), own)) | Q(path=Concat(F("parent__path"), own))
    for department in Department.objects.exclude(right):
        text = f"the path of {department} is {department.path}"
        yield Finding("path_wrong", "org.department", department.pk, text)
    misplaced = Employee.objects.exclude(status=LEFT).filter(department__is_active=False)
    for employee in misplaced.select_related("department"):
        text = f"{employee} works in {employee.department}, which is closed"
        yield Finding("department_closed", "org.employee", employee.pk, text)


def _nobody_to_help() -> Iterator[Finding]:
    working = Employee.objects.exclude(status=LEFT)
    if working.exists() and not working.filter(is_administrator=True).exists():
        yield Finding("no_administrator", "org.employee", 0, "nobody is an administrator")
    default = Calendar.objects.filter(is_default=True).first()
    if default is None or not default.windows.exists():
        yield Finding("no_calendar", "org.calendar", 0, "the company has no calendar with working hours")

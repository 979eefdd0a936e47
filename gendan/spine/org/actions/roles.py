"""Roles are given to people and mapped to the company's own titles (Appendix F, F37.5)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.org import rules
from gendan.spine.org.changes import day_of, tell
from gendan.spine.org.models import Department, Employee, Role, RoleHolder, RoleTitle


def _role(key: str) -> Role:
    role = Role.objects.filter(key=key).first()
    if role is None:
        raise ValidationError({"role": _("There is no role “%(key)s”.") % {"key": key}})
    return role


@transaction.atomic
def give_role(
    employee: Employee, role_key: str, *, department: Department | None = None, actor: Employee | None, now: datetime
) -> RoleHolder:
    """Give the role to a person, for the whole company or for one department and those below it."""
    rules.require_permission_giver(actor, on=day_of(now))
    rules.require_at_work(employee, field="employee")
    role = _role(role_key)
    held, new = RoleHolder.objects.get_or_create(role=role, employee=employee, department=department)
    if new:
        tell(
            "employee.role_given", employee, actor=actor, now=now,
            role=role.name, department=department.name if department else "",
        )
    return held


@transaction.atomic
def take_role(
    employee: Employee, role_key: str, *, department: Department | None = None, actor: Employee | None, now: datetime
) -> bool:
    """Take a role away that was given to the person; False when it was not held so."""
    rules.require_permission_giver(actor, on=day_of(now))
    role = _role(role_key)
    count, _rows = RoleHolder.objects.filter(role=role, employee=employee, department=department).delete()
    if count:
        tell("employee.role_taken", employee, actor=actor, now=now, role=role.name)
    return bool(count)


@transaction.atomic
def map_title(role_key: str, *, title: str, actor: Employee | None, now: datetime) -> RoleTitle:
    """Let everybody with the title hold the role."""
    rules.require_permission_giver(actor, on=day_of(now))
    if not title.strip():
        raise ValidationError({"title": _("Write the title as it stands with the employees.")})
    role = _role(role_key)
    mapped, new = RoleTitle.objects.get_or_create(role=role, title=title.strip())
    if new:
        tell("role.title_mapped", role, actor=actor, now=now, title=mapped.title)
    return mapped


@transaction.atomic
def unmap_title(role_key: str, *, title: str, actor: Employee | None, now: datetime) -> None:
    """The title no longer carries the role."""
    rules.require_permission_giver(actor, on=day_of(now))
    role = _role(role_key)
    if RoleTitle.objects.filter(role=role, title=title).delete()[0]:
        tell("role.title_unmapped", role, actor=actor, now=now, title=title)

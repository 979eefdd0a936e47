"""Departments are founded, renamed, moved with all below, and closed."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from gendan.spine.org import rules
from gendan.spine.org.changes import lock_the_tree, tell
from gendan.spine.org.models import Department, Employee
from gendan.spine.refusal import Refusal


@transaction.atomic
def found_department(
    name: str, *, parent: Department | None = None, head: Employee | None = None, actor: Employee | None, now: datetime
) -> Department:
    """Add a department under `parent`, last among its neighbours."""
    rules.require_administrator(actor)
    lock_the_tree()
    rules.require_free_name(name, parent=parent)
    if head:
        rules.require_at_work(head, field="head")
    position = Department.objects.filter(parent=parent).count()
    department = Department(name=name.strip(), parent=parent, head=head, position=position, path=f"?{uuid4().hex}")
    department.save()
    department.path = f"{_path(parent)}{department.pk}/"
    department.save(update_fields=["path"])
    tell("department.founded", department, actor=actor, now=now, name=department.name)
    return department


def _path(parent: Department | None) -> str:
    return Department.objects.values_list("path", flat=True).get(pk=parent.pk) if parent else "/"


@transaction.atomic
def rename_department(department: Department, *, name: str, actor: Employee | None, now: datetime) -> None:
    """Give the department another name."""
    rules.require_administrator(actor)
    rules.require_free_name(name, parent=department.parent, but=department)
    before, department.name = department.name, name.strip()
    department.save(update_fields=["name"])
    tell("department.renamed", department, actor=actor, now=now, before=before, name=department.name)


@transaction.atomic
def name_head(
    department: Department, *, head: Employee | None, actor: Employee | None, now: datetime
) -> None:
    """Say who heads the department; None leaves it to the department above."""
    rules.require_administrator(actor)
    if head:
        rules.require_at_work(head, field="head")
    department.head = head
    department.save(update_fields=["head"])
    tell("department.headed", department, actor=actor, now=now, name=str(head or ""))


_MOVE = """
UPDATE org_department SET path = %(new)s || substr(path, %(cut)s) WHERE starts_with(path, %(old)s)
"""


@transaction.atomic
def move_department(
    department: Department, *, parent: Department | None, actor: Employee | None, now: datetime
) -> None:
    """Hang the department, with all below it, under another one."""
    rules.require_administrator(actor)
    lock_the_tree()
    department.refresh_from_db()
    above = _path(parent)
    if above.startswith(department.path):
        raise ValidationError({"parent": _("A department cannot stand under itself.")})
    rules.require_free_name(department.name, parent=parent, but=department)
    old, new = department.path, f"{above}{department.pk}/"
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, {"new": new, "old": old, "cut": len(old) + 1})
    department.parent, department.path = parent, new
    department.save(update_fields=["parent"])
    tell("department.moved", department, actor=actor, now=now, parent=str(parent or ""))


@transaction.atomic
def close_department(department: Department, *, actor: Employee | None, now: datetime) -> None:
    """Close an empty department; its records stay where they are."""
    rules.require_administrator(actor)
    lock_the_tree()
    if department.children.filter(is_active=True).exists():
        raise Refusal(_("There are open departments below it; move or close them first."))
    if department.employees.exclude(status=Employee.Status.LEFT).exists():
        raise Refusal(_("People work in it; transfer them first."))
    _set_open(department, is_open=False)
    tell("department.closed", department, actor=actor, now=now)


@transaction.atomic
def reopen_department(department: Department, *, actor: Employee | None, now: datetime) -> None:
    """Open a closed department again."""
    rules.require_administrator(actor)
    rules.require_free_name(department.name, parent=department.parent, but=department)
    _set_open(department, is_open=True)
    tell("department.reopened", department, actor=actor, now=now)


def _set_open(department: Department, *, is_open: bool) -> None:
    department.is_active = is_open
    department.save(update_fields=["is_active"])

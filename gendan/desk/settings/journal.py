"""Writes the changes of the organisation into the timeline, each as a sentence."""

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline import declarations

VERBS = {
    "department.founded": ("sitemap", _("%(actor)s founded the department %(name)s")),
    "department.renamed": ("edit", _("%(actor)s renamed %(before)s to %(name)s")),
    "department.headed": ("user-star", _("%(actor)s made %(name)s the head")),
    "department.moved": ("arrows-move", _("%(actor)s moved the department under %(parent)s")),
    "department.closed": ("archive", _("%(actor)s closed the department")),
    "department.reopened": ("archive-off", _("%(actor)s opened the department again")),
    "employee.employed": ("user-plus", _("%(actor)s employed the person in %(department)s")),
    "employee.edited": ("edit", _("%(actor)s changed the person's data")),
    "employee.transferred": ("arrows-move", _("%(actor)s transferred the person from %(before)s to %(department)s")),
    "employee.titled": ("id-badge-2", _("%(actor)s changed the title from “%(before)s” to “%(title)s”")),
    "employee.made_administrator": ("shield", _("%(actor)s made the person an administrator")),
    "employee.no_longer_administrator": ("shield-off", _("%(actor)s took the administrator's right away")),
    "employee.role_given": ("key", _("%(actor)s gave the role %(role)s %(department)s")),
    "employee.role_taken": ("key-off", _("%(actor)s took the role %(role)s away")),
    "employee.absence_planned": ("beach", _("Absent from %(starts_on)s to %(ends_on)s; %(deputy)s stands in")),
    "employee.absence_ended": ("user-check", _("The absence has ended")),
    "employee.password_changed": ("lock", _("%(actor)s changed the password")),
    "employee.password_reset": ("lock", _("%(actor)s set a new password")),
    "employee.second_factor_set": ("shield-lock", _("%(actor)s set up the second factor")),
    "employee.second_factor_taken": ("shield-off", _("%(actor)s took the second factor away")),
    "employee.recovery_code_used": ("key", _("%(actor)s logged in with a recovery code")),
    "employee.passkey_added": ("key", _("%(actor)s set up the passkey “%(name)s”")),
    "employee.passkey_removed": ("key-off", _("%(actor)s removed the passkey “%(name)s”")),
    "employee.identity_bound": ("login", _("%(actor)s logged in with the company's account for the first time")),
    "employee.identity_loosened": ("shield-off", _("%(actor)s loosened the company's account")),
    "employee.leaving": ("door-exit", _("%(actor)s announced the leaving on %(last_day)s")),
    "employee.left": ("door-exit", _("Left; %(successor)s took over")),
    "role.title_mapped": ("id-badge-2", _("%(actor)s mapped the title “%(title)s”")),
    "role.title_unmapped": ("id-badge-2", _("%(actor)s took the title “%(title)s” off")),
}


def declare() -> None:
    """Register the verbs."""
    for verb, (icon, sentence) in VERBS.items():
        declarations.register(verb, icon, sentence)
    declarations.register_group("department", _("Department"))
    declarations.register_group("employee", _("Employee"))
    declarations.register_group("role", _("Role"))


def write_change(*, verb: str, record: Model, actor: Employee | None, now: datetime, data: dict[str, Any]) -> None:
    """The listener of "org.changed"."""
    timeline.record(verb, record, actor=actor, at=now, data=data, system=True)

"""Change rights: open a record to one person, close it again, widen or narrow a role, add participants."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine import events
from gendan.spine.access import viewer as viewers
from gendan.spine.access.declarations import SUPERVISOR, VIEW, default_scope, is_declared
from gendan.spine.access.models import Grant, Mask, Participant, Rule, RuleChange
from gendan.spine.access.queries import supervisors, viewer_of, who_can_help
from gendan.spine.access.scopes import Scope
from gendan.spine.org.models import Employee, Role
from gendan.spine.records import kind_of
from gendan.spine.refusal import NotAllowed, Refusal


def may_grant(record: Any, *, actor: Employee) -> bool:
    """The owner, the head of the responsible department, and the CRM supervisor may open a record to others."""
    if SUPERVISOR in viewer_of(actor).roles:
        return True
    department = getattr(record, "department", None)
    return record.owner_id == actor.pk or (department is not None and department.head_id == actor.pk)


def _require_may_grant(record: Any, actor: Employee) -> None:
    if not may_grant(record, actor=actor):
        reason = _("Only the responsible person, the head of the department or the CRM supervisor may open a record.")
        raise NotAllowed(reason, who=who_can_help(record))


@transaction.atomic
def grant(
    record: Any, *, employee: Employee, actor: Employee, now: datetime, can_edit: bool = False,
    expires_at: datetime | None = None, reason: str = "",
) -> Grant:
    """Open one record to one employee, until `expires_at`; a second grant replaces the first."""
    _require_may_grant(record, actor)
    if expires_at is not None and expires_at <= now:
        raise ValidationError({"expires_at": _("This moment has passed already.")})
    given, _created = Grant.objects.update_or_create(
        kind=kind_of(record), object_id=record.pk, employee=employee,
        defaults={
            "can_edit": can_edit, "expires_at": expires_at, "granted_by": actor, "granted_at": now, "reason": reason,
        },
    )
    viewers.forget()
    events.emit("access.granted", grant=given, record=record, actor=actor, now=now)
    return given


@transaction.atomic
def revoke(record: Any, *, employee: Employee, actor: Employee, now: datetime) -> None:
    """Close the record again; who may grant may revoke."""
    _require_may_grant(record, actor)
    taken, _rows = Grant.objects.filter(kind=kind_of(record), object_id=record.pk, employee=employee).delete()
    viewers.forget()
    if taken:
        events.emit("access.revoked", employee=employee, record=record, actor=actor, now=now)


def may_set_rules(actor: Any) -> bool:
    """The CRM supervisor assigns permissions (PM-37); the administrator opens the settings too."""
    return SUPERVISOR in viewer_of(actor).roles or bool(getattr(actor, "is_administrator", False))


def require_may_set_rules(actor: Any) -> None:
    """Refuse everybody else."""
    if not may_set_rules(actor):
        who = "、".join(str(person) for person in supervisors())
        raise NotAllowed(_("Only the CRM supervisor or an administrator may assign permissions."), who=who)


@transaction.atomic
def set_rule(
    role: Role, *, kind: str, action: str, scope: Scope, actor: Employee, now: datetime, reason: str = ""
) -> Rule:
    """Give a role a scope for one action on one kind; logged with before and after."""
    require_may_set_rules(actor)
    if not is_declared(kind):
        raise ValidationError({"kind": _("Nothing of this kind has permissions.")})
    if role.key == SUPERVISOR and action == VIEW and scope != Scope.ALL:
        raise Refusal(_("The CRM supervisor sees all customer data; this cannot be narrowed."), field="scope")
    current = Rule.objects.select_for_update().filter(role=role, kind=kind, action=action).first()
    before = current.scope if current else default_scope(role.key, kind=kind, action=action)
    rule, _created = Rule.objects.update_or_create(role=role, kind=kind, action=action, defaults={"scope": scope})
    RuleChange.objects.create(
        role=role, kind=kind, action=action, before=before, after=scope, changed_by=actor, changed_at=now, reason=reason
    )
    viewers.forget()
    return rule


@transaction.atomic
def set_mask(role: Role, *, kind: str, field: str, hidden: bool, actor: Employee) -> None:
    """Hide a field from people who hold only this role, or show it again."""
    require_may_set_rules(actor)
    if hidden:
        Mask.objects.get_or_create(role=role, kind=kind, field=field)
    else:
        Mask.objects.filter(role=role, kind=kind, field=field).delete()
    viewers.forget()


# -- business roles in stages (PM-35, PM-36) ------------------------------------------------------------------


def stages_joined(stages: Mapping[str, str | None], *, role: str | None) -> list[str]:
    """The stages that a person with this business role joins: those of the role, or those without any."""
    return [stage for stage, wanted in stages.items() if (wanted or None) == (role or None)]


@transaction.atomic
def join(
    record: Any, *, employee: Employee, stages: Mapping[str, str | None], actor: Employee, now: datetime,
    role: Role | None = None,
) -> list[str]:
    """Add an employee to the record's stages, each given with its business role; refused where none fits (PM-35)."""
    joined = stages_joined(stages, role=role.key if role else None)
    if not joined and role is None:
        reason = _("Every stage asks for a business role; name the role in which the person takes part.")
        raise Refusal(reason, field="role")
    if not joined:
        raise Refusal(_("No stage asks for this business role."), field="role")
    Participant.objects.get_or_create(
        kind=kind_of(record), object_id=record.pk, employee=employee, role=role,
        defaults={"added_by": actor, "added_at": now},
    )
    if employee.pk not in record.related_ids:
        record.related_ids = [*record.related_ids, employee.pk]
        record.save(update_fields=["related_ids"])
    return joined

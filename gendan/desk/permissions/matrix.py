"""The matrix of one kind: for each role and action the scope, where it comes from, and what a form changes in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from gendan.spine.access import actions
from gendan.spine.access.declarations import Kind, default_scope
from gendan.spine.access.models import Mask, Rule, RuleChange
from gendan.spine.access.queries import action_label, role_label
from gendan.spine.access.scopes import Scope
from gendan.spine.access.viewer import SWITCHES, viewer_of
from gendan.spine.org.models import Employee, NumberSetting, Role
from gendan.spine.records import model_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A scope as it holds now; `own` where the company changed the module's default."""

    name: str
    label: str
    scope: Scope
    own: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One role."""

    role: Role
    label: str
    cells: list[Cell]


def roles() -> models.QuerySet[Role]:
    """All roles, in their written order."""
    return Role.objects.all()


def cell_name(role: Role, action: str) -> str:
    """The name of a cell's field in the form."""
    return f"{role.key}.{action}"


def matrix_of(kind: Kind) -> list[Row]:
    """Every role with its scope for every action of the kind."""
    rules = {(rule.role_id, rule.action): Scope(rule.scope) for rule in Rule.objects.filter(kind=kind.kind)}
    return [
        Row(role, role_label(role), [_cell(kind, role, action, rules) for action in kind.actions]) for role in roles()
    ]


def _cell(kind: Kind, role: Role, action: str, rules: Mapping[tuple[int, str], Scope]) -> Cell:
    own = rules.get((role.pk, action))
    scope = default_scope(role.key, kind=kind.kind, action=action) if own is None else own
    return Cell(cell_name(role, action), f"{role_label(role)} · {action_label(action)}", scope, own is not None)


@transaction.atomic
def save_matrix(kind: Kind, *, data: Mapping[str, str], actor: Employee, now: datetime, reason: str) -> int:
    """Set every cell that the form changed; returns how many."""
    changed = 0
    for row in matrix_of(kind):
        for cell, action in zip(row.cells, kind.actions, strict=True):
            wanted = _scope(data.get(cell.name))
            if wanted is None or wanted == cell.scope:
                continue
            actions.set_rule(row.role, kind=kind.kind, action=action, scope=wanted, actor=actor, now=now, reason=reason)
            changed += 1
    return changed


def _scope(text: str | None) -> Scope | None:
    """The scope that the form names; None where it names none."""
    try:
        return Scope(int(text or ""))
    except ValueError:
        return None


def changes_of(kind: Kind) -> models.QuerySet[RuleChange]:
    """The newest changes of the kind's rules."""
    rows = RuleChange.objects.filter(kind=kind.kind).select_related("role", "changed_by")
    return rows.order_by("-changed_at", "-pk")[:20]


def maskable_fields(kind: Kind) -> dict[str, str]:
    """Fields of the kind that may be hidden behind asterisks: text that people write."""
    fields = model_of(kind.kind)._meta.concrete_fields
    texts = (models.CharField, models.TextField, models.DecimalField)
    return {field.name: str(field.verbose_name) for field in fields if field.editable and isinstance(field, texts)}


def masks_of(kind: Kind) -> Iterator[tuple[Mask, str]]:
    """The masks of the kind with the field's name for people."""
    names = maskable_fields(kind)
    for mask in Mask.objects.filter(kind=kind.kind).select_related("role").order_by("role_id", "field"):
        yield mask, names.get(mask.field, mask.field)


def switches_now(user: Any) -> dict[str, bool]:
    """The three switches of PM-33, PM-34 and of how wide scopes are read."""
    viewer = viewer_of(user)
    return {name: viewer.is_on(name) for name in SWITCHES}


def set_switch(name: str, *, value: bool, actor: Employee, now: datetime) -> None:
    """Turn a switch from now on."""
    actions.require_may_set_rules(actor)
    if name in SWITCHES:
        NumberSetting.objects.create(key=name, value=value, valid_from=now, changed_by=actor, changed_at=now)

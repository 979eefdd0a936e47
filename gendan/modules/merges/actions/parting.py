"""Un-merge: what went along goes back, as far as nobody has given it another place since."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import back_to
from gendan.modules.merges import moving, queries
from gendan.modules.merges.actions.joining import KIND, give_todos
from gendan.modules.merges.actions.people import part_people
from gendan.modules.merges.models import Merge
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.fields import actions as fields
from gendan.spine.fields.models import PREFIX
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.actions.entries import plain
from gendan.spine.whole import whole


@whole
def unmerge(merge: Merge, *, actor: Employee, now: datetime) -> Merge:
    """Part the customers again; what somebody changed since stays with the survivor, and `kept` names it."""
    row = Merge.objects.select_for_update(no_key=True).get(pk=merge.pk)
    ids = [row.survivor_id, row.loser_id]
    found = Customer.objects.filter(pk__in=ids).select_related("owner", "department", "case")
    both = {one.pk: one for one in found.order_by("pk").select_for_update(no_key=True, of=("self",))}
    survivor, loser = both[row.survivor_id], both[row.loser_id]
    _require_sense(row, survivor, actor, now)
    stays = part_people(row, actor=actor, now=now)
    own_todos: list[int] = next((found for key, found in row.moved if key == "todos"), [])
    moving.move_back([(key, ids) for key, ids in row.moved if key != "todos"], source=survivor.pk, target=loser.pk)
    row.kept = [*_restore_fields(survivor, row, actor, now), *_restore_own(survivor, loser, row, actor, now), *stays]
    _restore_people(survivor, row, actor, now)
    _revive(loser, row, own_todos, now)
    row.undone_at, row.undone_by = now, actor
    row.save()
    events.emit("customers.people_changed", customer_ids=ids, actor=actor, now=now)
    todos.refresh_next_steps(KIND, ids)
    for one in (survivor, loser):
        customers.refresh_derived([one.pk])
        timeline.record("customer.unmerged", one, actor=actor, at=now, data={"name": loser.name, "kept": row.kept})
    merge.refresh_from_db()
    return row


def _require_sense(row: Merge, survivor: Customer, actor: Employee, now: datetime) -> None:
    require(actor, "merge", survivor)
    if row.undone_at is not None:
        raise Refusal(_("These customers were parted already."), code="moved_on")
    until = queries.undo_until(row, now=now)
    if now > until:
        raise Refusal(_("A merge can be undone for %(days)d days; this one until %(until)s.") % {
            "days": queries.undo_days(now), "until": f"{timezone.localtime(until):%m-%d}"}, code="late")
    later = Merge.objects.filter(survivor=survivor, undone_at=None, merged_at__gte=row.merged_at, pk__gt=row.pk).first()
    if later is not None:
        raise Refusal(_("%(name)s was merged here later: part that one first.") % {"name": later.loser.name}, code="order")


def _restore_fields(survivor: Customer, row: Merge, actor: Employee, now: datetime) -> list[str]:
    """Give the survivor its former values where nobody has changed them since; returns the fields that stay."""
    values, kept = {}, []
    for name, (before, after) in row.changed.items():
        if name.startswith(PREFIX):
            continue
        present = getattr(survivor, name)
        if plain({"v": getattr(present, "pk", present)})["v"] == after:
            values[name] = _read(survivor, name, before)
        else:
            kept.append(name)
    customers.change_customer(survivor, values=values, actor=actor, now=now, duplicate_reason=_("un-merged"))
    survivor.refresh_from_db()
    return kept


def _restore_own(survivor: Customer, loser: Customer, row: Merge, actor: Employee, now: datetime) -> list[str]:
    """The same for the fields of the company's own; the other gets back what it gave up, unless the survivor keeps it."""
    own, kept = dict(survivor.own or {}), []
    for name, (before, after) in row.changed.items():
        key = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and own.get(key) == after:
            own[key] = before
        elif name.startswith(PREFIX):
            kept.append(name)
    fields.settle(survivor, own, actor=actor, now=now)
    back = {key: text for key, text in row.given_up.items() if own.get(key) != text}
    fields.settle(loser, {**(loser.own or {}), **back}, actor=actor, now=now)
    return kept


def _read(survivor: Customer, name: str, value: Any) -> Any:
    field: Any = survivor._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return field.related_model._base_manager.filter(pk=value).first()
    return field.to_python(value) if value is not None else None


def _restore_people(survivor: Customer, row: Merge, actor: Employee, now: datetime) -> None:
    Customer.objects.filter(pk=survivor.pk, last_activity_at=survivor.last_activity_at).update(
        last_activity_at=_last_activity(survivor, row)
    )
    customers.set_related(survivor, ids=row.related_before, actor=actor, now=now)
    owner = row.owner_before
    if owner is not None and owner != survivor.owner and owner.status != Employee.Status.LEFT:
        customers.hand_over([survivor], owner=owner, reason=_("un-merged"), actor=actor, now=now, with_open=False)
    survivor.refresh_from_db()


def _last_activity(survivor: Customer, row: Merge) -> datetime | None:
    """What was before, or what has happened with the survivor itself since."""
    since = survivor.activities.filter(created_at__gt=row.merged_at).order_by("-at").values_list("at", flat=True).first()
    return since or row.activity_before


def _revive(loser: Customer, row: Merge, own_todos: list[int], now: datetime) -> None:
    """The other customer lives again where it stood, with what had been agreed on with it."""
    Customer.objects.filter(pk=loser.pk).update(merged_into=None, deleted_at=None, updated_at=now)
    loser.refresh_from_db()
    engine.perform(loser, back_to(row.stage), actor=None, now=now)
    loser.refresh_from_db()
    still = Todo.objects.filter(pk__in=own_todos, record_kind=KIND, record_id=row.survivor_id)
    give_todos(list(still.values_list("pk", flat=True)), loser)

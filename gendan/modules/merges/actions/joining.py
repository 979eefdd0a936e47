"""Merge: the survivor takes the chosen values and all that names the others, in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import KEY, STANDING
from gendan.modules.merges import moving
from gendan.modules.merges.actions.people import join_people
from gendan.modules.merges.models import Group, Merge
from gendan.modules.merges.moving import Joined
from gendan.spine.access.queries import require
from gendan.spine.fields import actions as fields
from gendan.spine.fields.queries import fields_of
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.actions.entries import plain
from gendan.spine.whole import whole

KIND = "customers.customer"


@whole
def merge(
    survivor: Customer, *, losers: Sequence[Customer], values: Mapping[str, Any], reason: str, actor: Employee,
    now: datetime, owner: Employee | None = None, own: Mapping[str, str] | None = None, people: Sequence[Joined] = (),
) -> list[Merge]:
    """Let the others go into the survivor; `values` are the survivor's fields, `own` all those of the company's own as they
    are stored, `owner` who is responsible from now on, `people` which of their contacts are one person."""
    rows = _locked([survivor, *losers])
    row, others = rows[survivor.pk], [rows[one.pk] for one in losers]
    _require_sense(row, others, reason, actor)
    before = {name: getattr(row, name) for name in values}
    made = [_join(row, other, reason, actor=actor, now=now) for other in others]
    customers.change_customer(row, values=values, actor=actor, now=now, duplicate_reason=reason)
    row.refresh_from_db()
    after = {name: getattr(row, name) for name in values}
    changed = {name: plain({"v": [before[name], after[name]]})["v"] for name in values if before[name] != after[name]}
    taken = _take_own(row, made, own, actor=actor, now=now) if own is not None else {}
    Merge.objects.filter(pk=made[-1].pk).update(changed={n: [_plain(b), _plain(a)] for n, (b, a) in changed.items()} | taken)
    join_people(made, people, actor=actor, now=now)
    _settle_people(row, others, owner, reason, actor, now)
    customers.refresh_derived([row.pk])
    Group.objects.filter(ids__overlap=[one.pk for one in others]).delete()
    survivor.refresh_from_db()
    return made


def _take_own(row: Customer, made: Sequence[Merge], own: Mapping[str, str], *, actor: Employee, now: datetime) -> dict[str, Any]:
    """Write the survivor's own fields; "own.key" → [before, after]. What no two records share, the others give up."""
    unique = {field.key for field in fields_of(KIND) if field.unique}
    before = row.own or {}
    for one in made:
        theirs = one.loser.own or {}
        one.given_up = {key: text for key, text in theirs.items() if key in unique and own.get(key) == text}
        if one.given_up:
            kept = {key: text for key, text in theirs.items() if key not in one.given_up}
            fields.settle(one.loser, kept, actor=actor, now=now)
            one.save(update_fields=["given_up"])
    fields.settle(row, own, actor=actor, now=now)
    keys = [key for key in {**before, **own} if before.get(key) != own.get(key)]
    return {f"own.{key}": [before.get(key), own.get(key)] for key in keys}


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


def _locked(given: Sequence[Customer]) -> dict[int, Customer]:
    rows = Customer.objects.filter(pk__in=[one.pk for one in given], deleted_at=None).select_related("owner", "department")
    found = {row.pk: row for row in rows.order_by("pk").select_for_update(no_key=True, of=("self",))}
    if len(found) != len({one.pk for one in given}):
        raise Refusal(_("One of these customers is no longer on the books."), code="gone")
    return found


def _require_sense(row: Customer, others: Sequence[Customer], reason: str, actor: Employee) -> None:
    if not others or row in others:
        raise Refusal(_("Choose two customers at least."), field="survivor")
    if not reason.strip():
        raise Refusal(_("Say why they are the same."), field="reason")
    for one in (row, *others):
        require(actor, "merge", one)
        if one.state not in STANDING:
            raise Refusal(_("%(name)s lies in the public pool: have it claimed or assigned first.") % {"name": one.name}, code="pooled")


def _join(row: Customer, other: Customer, reason: str, *, actor: Employee, now: datetime) -> Merge:
    """One customer goes into the survivor: rows, to-dos that people agreed on, and an end to its life-cycle."""
    made = Merge(
        survivor=row, loser=other, reason=reason[:200], stage=other.state, merged_at=now, merged_by=actor,
        related_before=row.related_ids, owner_before=row.owner, activity_before=row.last_activity_at,
    )
    made.moved = [*moving.move(source=other.pk, target=row.pk), ("todos", _take_todos(other, row))]
    made.save()
    engine.end_many(KIND, [other.pk], "merge", procedure=KEY, actor=actor, now=now, reason=_("merged"))
    newest = max((at for at in (row.last_activity_at, other.last_activity_at) if at), default=None)
    Customer.objects.filter(pk=row.pk).update(last_activity_at=newest)
    Customer.objects.filter(pk=other.pk).update(merged_into=row, deleted_at=now, updated_at=now)
    row.last_activity_at = newest
    facts = {"name": other.name, "code": other.code, "merge": made.pk}
    timeline.record("customer.merged", row, actor=actor, at=now, text=reason, data=facts)
    return made


def _take_todos(source: Customer, target: Customer) -> list[int]:
    """What people agreed on with the customer goes on; what its own states ask for ends with them."""
    rows = Todo.objects.filter(record_kind=KIND, record_id=source.pk, status__in=todos.LIVE)
    ids = list(rows.exclude(key__startswith="state.").values_list("pk", flat=True))
    give_todos(ids, target)
    return ids


def give_todos(ids: list[int], target: Customer) -> None:
    """Let to-dos stand on this customer, under its case while it runs."""
    running = target.case_id if target.case is not None and target.case.closed_at is None else None
    Todo.objects.filter(pk__in=ids).update(
        record_id=target.pk, main_id=target.pk, main_title=str(target)[:200], case_id=running
    )


def _settle_people(
    row: Customer, others: Sequence[Customer], owner: Employee | None, reason: str, actor: Employee, now: datetime
) -> None:
    """Whoever worked on one of them works on the survivor."""
    responsible = owner or row.owner
    if responsible is not None and responsible != row.owner:
        customers.hand_over([row], owner=responsible, reason=reason, actor=actor, now=now, with_open=False)
    people = {pk for one in (row, *others) for pk in (*one.related_ids, one.owner_id) if pk is not None}
    people.discard(responsible.pk if responsible else 0)
    customers.set_related(row, ids=people, actor=actor, now=now)
    todos.refresh_next_steps(KIND, [row.pk, *(one.pk for one in others)])

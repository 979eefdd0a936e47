"""Who is responsible for a customer and who works on it too (F11.2, F40)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.access import KIND
from gendan.modules.customers.actions.writing import held
from gendan.modules.customers.models import Customer, OwnerChange
from gendan.spine import events, words
from gendan.spine.access.queries import may, require, supervisors
from gendan.spine.bulk import copy_in
from gendan.spine.messages import actions as messages
from gendan.spine.org import queries as org
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import engine, settling, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def change_owner(
    customer: Customer, *, owner: Employee, reason: str, actor: Employee, now: datetime, with_open: bool = True
) -> Customer:
    """Give the customer to somebody else; the department, the case and its to-dos follow."""
    refused = change_owner_of_many(
        [customer.pk], owner=owner, reason=reason, actor=actor, now=now, with_open=with_open
    )
    if refused:
        raise refused[customer.pk]
    customer.refresh_from_db()
    return customer


@whole
def change_owner_of_many(
    customer_ids: Iterable[int], *, owner: Employee, reason: str, actor: Employee, now: datetime, with_open: bool = True
) -> dict[int, Refusal]:
    """Hand over many customers at once; returns the refusals by id, the others are done.

    `with_open` takes along what the former owner still has open under them: opportunities, promises.
    """
    if not reason.strip():
        raise Refusal(_("Say why the customer changes hands."), field="reason")
    if owner.status == Employee.Status.LEFT:
        raise Refusal(_("%(name)s no longer works here.") % {"name": owner.name}, field="owner")
    rows = _locked(customer_ids)
    refused: dict[int, Refusal] = {}
    for row in rows:
        answer = may(actor, "assign", row)
        if not answer:
            refused[row.pk] = Refusal(answer.reason, who=answer.who, code="not_allowed")
        elif (why_not := _why_not(row, owner)) is not None:
            refused[row.pk] = why_not
    allowed = [row for row in rows if row.pk not in refused]
    hand_over(allowed, owner=owner, reason=reason, actor=actor, now=now, with_open=with_open)
    return refused


def _why_not(row: Customer, owner: Employee) -> Refusal | None:
    if row.owner_id == owner.pk:
        return Refusal(_("%(name)s is responsible already.") % {"name": owner.name}, field="owner")
    if row.state == "pool":
        return Refusal(_("It lies in the public pool: assign it there."), code="pooled")
    return None


def _locked(customer_ids: Iterable[int]) -> list[Customer]:
    rows = Customer.objects.filter(pk__in=list(customer_ids)).select_related("owner", "department").order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)))


def hand_over(
    rows: Sequence[Customer], *, owner: Employee, reason: str, actor: Employee | None, now: datetime,
    with_open: bool = True,
) -> None:
    """Write the new owner of locked customers, the history, the timeline, and tell the modules above."""
    if not rows:
        return
    ids = _write_owner(rows, owner=owner, department=owner.department, reason=reason, actor=actor, now=now)
    timeline.record_many(
        "customer.owner_changed", rows, actor=actor, at=now, text=reason,
        data=lambda row: {"from": str(row.owner or "-"), "to": owner.name},
    )
    for previous, theirs in _by_owner(rows).items():
        engine.change_owner(KIND, theirs, previous=previous, owner=owner, actor=actor, now=now)
        if previous is not None and with_open:
            hand_over_open(theirs, previous=previous, owner=owner, actor=actor, now=now)
    events.emit("customers.people_changed", customer_ids=ids, actor=actor, now=now)
    _tell_owner(rows, owner, reason, actor, now)


def hand_over_open(
    customer_ids: list[int], *, previous: Employee, owner: Employee, actor: Employee | None, now: datetime
) -> None:
    """What one person still has open under these customers goes to another; each module sees to its own records."""
    events.emit(
        "customers.owner_changed", customer_ids=customer_ids, previous=previous, owner=owner, actor=actor, now=now
    )


def leave_without_owner(
    rows: Sequence[Customer], *, reason: str, actor: Employee | None, now: datetime
) -> None:
    """Take the owner and the related people off locked customers, for a pool that cares for them from now on."""
    ids = _write_owner(rows, owner=None, department=None, reason=reason, actor=actor, now=now)
    events.emit("customers.people_changed", customer_ids=ids, actor=actor, now=now)


def _write_owner(
    rows: Sequence[Customer], *, owner: Employee | None, department: Department | None, reason: str,
    actor: Employee | None, now: datetime,
) -> list[int]:
    """The owner, since when, and the history; without one the department stays, and nobody else works on it."""
    copy_in([
        OwnerChange(customer_id=row.pk, previous_id=row.owner_id, owner=owner, department=department or row.department,
                    reason=reason[:200], at=now, changed_by=actor)
        for row in rows
    ])
    ids = [row.pk for row in rows]
    where: dict[str, Any] = {"department": department} if department else {"related_ids": []}
    Customer.objects.filter(pk__in=ids).update(
        owner=owner, owned_since=now, updated_at=now, revision=F("revision") + 1, **where
    )
    return ids


def _by_owner(rows: Iterable[Customer]) -> dict[Employee | None, list[int]]:
    groups: dict[Employee | None, list[int]] = {}
    for row in rows:
        groups.setdefault(row.owner, []).append(row.pk)
    return groups


def _tell_owner(
    rows: Sequence[Customer], owner: Employee, reason: str, actor: Employee | None, now: datetime
) -> None:
    if owner == actor:
        return
    first, count = rows[0], len(rows)

    def title() -> str:
        if count == 1:
            return _("You are now responsible for %(name)s") % {"name": first.name}
        return _("You are now responsible for %(count)d customers") % {"count": count}

    url = f"/customers/{first.pk}" if count == 1 else "/customers?view=mine"
    messages.tell(owner, topic="customers.handed_over", title=title, body=reason, url=url, now=now)


# -- related people -------------------------------------------------------------------------------------------


@whole
def add_related(
    customer: Customer, *, employees: Iterable[Employee], actor: Employee, now: datetime, reason: str = ""
) -> Customer:
    """Let more people work on the customer; open requests for collaboration by them are answered with it."""
    row = held(customer)
    require(actor, "edit", row)
    new = [person for person in employees if person.pk not in row.related_ids and person.pk != row.owner_id]
    if not new:
        return row
    _write_related(row, [*row.related_ids, *(person.pk for person in new)], actor, now)
    names = "、".join(person.name for person in new)
    timeline.record("customer.related_added", row, actor=actor, at=now, text=reason, data={"names": names})
    _answer_requests(row, new, actor, now)
    others = [person for person in new if person != actor]
    messages.tell(
        others, topic="customers.collaboration", url=f"/customers/{row.pk}", now=now, body=reason,
        title=lambda: _("You can now work on %(name)s") % {"name": row.name},
    )
    return row


def _answer_requests(row: Customer, people: Sequence[Employee], actor: Employee, now: datetime) -> None:
    for todo in settling.asked(KIND, row.pk, key="collaboration").filter(created_by__in=people):
        settling.end(todo, outcome=_("granted"), actor=actor, now=now)


@whole
def remove_related(customer: Customer, *, employee: Employee, actor: Employee, now: datetime) -> Customer:
    """Take a person off the customer; anybody may take off himself."""
    row = held(customer)
    if actor != employee:
        require(actor, "edit", row)
    if employee.pk in row.related_ids:
        _write_related(row, [pk for pk in row.related_ids if pk != employee.pk], actor, now)
        timeline.record("customer.related_removed", row, actor=actor, at=now, data={"names": employee.name}, system=True)
    return row


@whole
def set_related(customer: Customer, *, ids: Iterable[int], actor: Employee | None, now: datetime) -> Customer:
    """Have exactly these people work on it beside the owner; those who left are passed over."""
    row = held(customer)
    at_work = org.at_work().filter(pk__in=list(ids)).values_list("pk", flat=True)
    _write_related(row, list(at_work), actor, now)
    return row


def _write_related(row: Customer, ids: list[int], actor: Employee | None, now: datetime) -> None:
    row.related_ids, row.updated_at = sorted(set(ids)), now
    row.save(update_fields=["related_ids", "updated_at"])
    events.emit("customers.people_changed", customer_ids=[row.pk], actor=actor, now=now)


@whole
def ask_for_collaboration(customer_id: int, *, reason: str, actor: Employee, now: datetime) -> Employee:
    """Ask whoever is responsible to let the actor work on a customer found by the duplicate check.

    The customer may be outside the actor's scope: nothing of it is shown. Returns the person who was asked.
    """
    row = held(customer_id)
    if actor.pk in (row.owner_id, *row.related_ids):
        raise Refusal(_("You work on this customer already."))
    asked = _who_decides(row, now)
    title = words.say("todo.collaboration", actor.name)
    due_at = add_working_days(now, 1, org.calendar_of(asked))
    todos.add(row, title=title, assignee=asked, due_at=due_at, actor=actor, now=now, key="collaboration", context=reason)
    timeline.record("customer.collaboration_asked", row, actor=actor, at=now, text=reason)
    messages.tell(
        asked, topic="customers.collaboration", url=f"/customers/{row.pk}/related?ask={actor.pk}", now=now, body=reason,
        title=lambda: _("%(actor)s asks to work on %(name)s") % {"actor": actor.name, "name": row.name},
    )
    return asked


def _who_decides(row: Customer, now: datetime) -> Employee:
    """The owner or whoever stands in; without an owner the head, at last the CRM supervisor."""
    on = timezone.localdate(now)
    if row.owner is not None:
        return org.recipient(row.owner, on=on)
    head = org.head_of(row.department) if row.department else None
    person = head or next(iter(supervisors()), None)
    if person is None:
        raise Refusal(_("Nobody is responsible for this customer, and there is no CRM supervisor."))
    return org.recipient(person, on=on)

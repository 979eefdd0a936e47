"""Days: the stages planned back from the promised day, what is booked, and what follows when the promise moves (F14, F21)."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.orders import checking, queries
from gendan.modules.orders.models import Booking, Order, Progress, PromiseMove
from gendan.modules.orders.numbers import BEFORE, TELL_DAYS
from gendan.modules.orders.words import STAGES, Stage
from gendan.spine import events, words
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working, working_day_length
from gendan.spine.procedures import todos
from gendan.spine.timeline import actions as timeline


def planned_days(promised_on: date, *, today: date, now: datetime) -> dict[str, date]:
    """A day for each stage, so many working days before the promised one; nothing is planned into the past."""
    days = {
        stage: checking.working_day(promised_on, -int(checking.value(number, at=now))) if checking.value(number, at=now) else promised_on
        for stage, number in BEFORE.items()
    }
    days[Stage.SHIPPED] = promised_on
    return {stage: max(day, min(today, promised_on)) for stage, day in days.items()}


def lay_out(order: Order, *, now: datetime, line_keys: tuple[int, ...] = (0,)) -> None:
    """Plan the stages of the order as a whole, or of its lines."""
    assert order.promised_on is not None
    days = planned_days(order.promised_on, today=timezone.localdate(now), now=now)
    Progress.objects.bulk_create(
        Progress(order=order, line_key=key, stage=stage, position=position, planned_on=days[stage], first_planned_on=days[stage])
        for key in line_keys for position, stage in enumerate(STAGES)
    )


def replan(order: Order, *, now: datetime) -> None:
    """What is not done yet is planned anew from the promised day."""
    assert order.promised_on is not None
    days = planned_days(order.promised_on, today=timezone.localdate(now), now=now)
    rows = list(order.progress.filter(actual_on=None))
    for row in rows:
        row.planned_on, row.warned_at = days[row.stage], None
    Progress.objects.bulk_update(rows, ["planned_on", "warned_at"])


def follow_progress(order: Order) -> dict[str, object]:
    """What the order shows of its progress: the stage reached, and the day of the next one."""
    whole = queries.progress_of(order).get(0, [])
    upcoming = queries.next_stage(whole)
    return {"stage": queries.reached(whole), "stage_due_on": upcoming.planned_on if upcoming else None}


def show_progress(order: Order) -> None:
    """Write it down."""
    for name, value in follow_progress(order).items():
        setattr(order, name, value)
    order.save(update_fields=["stage", "stage_due_on"])


def book(order: Order, found: checking.Check) -> None:
    """Take the weeks of the check, instead of what was taken before."""
    order.bookings.all().delete()
    Booking.objects.bulk_create(
        Booking(order=order, workshop_id=one.workshop_id, week=one.week, quantity=one.quantity) for one in found.slots or ()
    )


def move_promise(
    order: Order, *, old: date, new: date, reason: str, by_customer: bool, actor: Employee | None, now: datetime
) -> PromiseMove:
    """The promised day of a locked order has moved: the stages follow, and the customer is to be told."""
    moved = PromiseMove.objects.create(
        order=order, old=old, new=new, reason=reason[:200], by_customer=by_customer, moved_at=now, moved_by=actor,
        told_at=now if by_customer else None, told_how=_("asked for it") if by_customer else "",
    )
    if order.progress.exists():
        replan(order, now=now)
        show_progress(order)
    facts = {"old": old.isoformat(), "new": new.isoformat()}
    timeline.record("orders.promise_moved", order, actor=actor, at=now, text=reason, data=facts, main=order.main_object)
    if not by_customer:
        _ask_to_tell(order, actor=actor, now=now)
    events.emit("orders.promise_moved", order=order, old=old, new=new, actor=actor, now=now)
    return moved


def _ask_to_tell(order: Order, *, actor: Employee | None, now: datetime) -> None:
    """A to-do for the salesperson; a second move before it is done needs no second one."""
    owner = order.owner
    if owner is None or order.case_id is None:
        return
    running = order.case.todos.filter(key="tell_customer", status="open") if order.case else None
    if running is not None and running.exists():
        return
    todos.add(
        order, title=words.say("orders.tell_customer", order.number), assignee=owner, actor=actor, now=now, key="tell_customer",
        due_at=within(checking.value(TELL_DAYS, at=now), owner, now=now), way="call",
    )


def within(days: float, person: Employee, *, now: datetime) -> datetime:
    """So many working days of the person from now; at least an hour."""
    calendar = calendar_of(person)
    return add_working(now, max(days * working_day_length(calendar), timedelta(hours=1)), calendar)


def tell_owner(order: Order, *, title: str, body: str = "", topic: str = "orders.progress", now: datetime, once: str | None = None) -> None:
    """The salesperson hears of it."""
    if order.owner is not None:
        tell([order.owner], topic=topic, title=title, body=body, url=f"/orders/{order.pk}", now=now, once=once)

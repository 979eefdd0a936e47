"""The progress of running orders drawn over the weeks: planned days below, actual ones above, today as a line (F14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gendan.modules.orders.models import Order, Progress

PAGE = 40
BEFORE, LENGTH = timedelta(days=14), 56


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a row: days from the left edge, in days; `state` is done, late, today or plan."""

    x: int
    width: int
    stage: str
    day: date
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """An order with its bars; `late` is by how many days the next stage is overdue."""

    order: Order
    planned: tuple[Bar, ...]
    actual: tuple[Bar, ...]
    late: int
    promise: int | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """What is drawn: from a Monday on, eight weeks; `today` is where the line stands."""

    start: date
    days: tuple[tuple[int, date], ...]
    today: int


def weeks(start: date | None, *, today: date) -> Weeks:
    """The window, which begins two weeks ago unless somebody has turned to others."""
    first = start or today - BEFORE
    monday = first - timedelta(days=first.weekday())
    return Weeks(monday, tuple((7 * n, monday + timedelta(days=7 * n)) for n in range(LENGTH // 7)), (today - monday).days)


def page(orders: QuerySet[Order], *, after: tuple[date, int] | None) -> tuple[list[Order], tuple[date, int] | None]:
    """Running orders, what is due next first; and where the following page begins. Two queries for any number."""
    rows = orders.filter(state="running", stage_due_on__isnull=False)
    if after is not None:
        rows = rows.filter(Q(stage_due_on__gt=after[0]) | Q(stage_due_on=after[0], pk__gt=after[1]))
    listed = list(rows.select_related("customer", "owner").order_by("stage_due_on", "pk")[: PAGE + 1])
    shown = listed[:PAGE]
    last = shown[-1] if len(listed) > PAGE else None
    return shown, (last.stage_due_on, last.pk) if last and last.stage_due_on else None


def rows_of(orders: Iterable[Order], *, window: Weeks, today: date) -> list[Row]:
    """Each order with its bars; one query for the stages of all."""
    listed = list(orders)
    stages: dict[int, list[Progress]] = {order.pk: [] for order in listed}
    for one in Progress.objects.filter(order__in=listed, line_key=0).order_by("position"):
        stages[one.order_id].append(one)
    return [_row(order, stages[order.pk], window=window, today=today) for order in listed]


def _row(order: Order, stages: list[Progress], *, window: Weeks, today: date) -> Row:
    planned, actual = [], []
    begun = stages[0].first_planned_on - timedelta(days=5) if stages else window.start
    done = stages[0].actual_on - timedelta(days=3) if stages and stages[0].actual_on else begun
    for one in stages:
        planned.append(_bar(begun, one.planned_on, one, window, _state(one, today)))
        begun = one.planned_on
        if one.actual_on is not None:
            actual.append(_bar(done, one.actual_on, one, window, "done" if one.actual_on <= one.planned_on else "late"))
            done = one.actual_on
    late = (today - order.stage_due_on).days if order.stage_due_on else 0
    promise = (order.promised_on - window.start).days if order.promised_on else None
    shown = promise if promise is not None and 0 <= promise < LENGTH else None
    return Row(order, tuple(filter(None, planned)), tuple(filter(None, actual)), max(late, 0), shown)


def _state(one: Progress, today: date) -> str:
    if one.actual_on is not None:
        return "done"
    return "late" if one.planned_on < today else "today" if one.planned_on == today else "plan"


def _bar(start: date, end: date, one: Progress, window: Weeks, state: str) -> Bar | None:
    """A piece as far as the window shows it; a stage on the day of the one before is drawn as that day."""
    left, right = max((start - window.start).days, 0), min((end - window.start).days, LENGTH)
    if right < 0 or left > LENGTH or end < window.start:
        return None
    return Bar(min(left, LENGTH - 1), max(right - left, 1), one.get_stage_display(), end, state)

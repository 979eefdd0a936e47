"""The month as a grid of customers and days, and on a phone as a list of days."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gendan.modules.customers.models import Customer
from gendan.modules.plans import queries, rules
from gendan.modules.plans.models import Action, Plan, Result
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import is_working_day


@dataclass(frozen=True, slots=True)
class Day:
    """A column: whether work is done on it, and how much is on."""

    day: date
    working: bool
    today: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One customer on one day."""

    day: Day
    key: str
    actions: list[Action]


@dataclass(slots=True)
class Row:
    """A customer with its days, and how many of its actions are done."""

    customer: Customer
    cells: list[Cell] = field(default_factory=list)
    done: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything that the page shows of a month."""

    days: list[Day]
    rows: list[Row]
    agenda: list[tuple[Day, list[Action]]]
    done: int
    count: int


def grid_of(plan: Plan, *, today: date) -> Grid:
    """Two queries: the actions with their customers, and nothing else but the calendar."""
    actions = list(queries.in_the_plan(plan).order_by("day", "pk"))
    by_day: dict[date, list[Action]] = defaultdict(list)
    by_cell: dict[tuple[int, date], list[Action]] = defaultdict(list)
    for one in actions:
        by_day[one.day].append(one)
        by_cell[one.customer_id, one.day].append(one)
    calendar = calendar_of(plan.owner) if plan.owner else None
    days = [
        Day(day, calendar is None or is_working_day(day, calendar), day == today, len(by_day[day])) for day in rules.days_of(plan.month)
    ]
    customers = {one.customer_id: one.customer for one in actions}
    order = sorted(customers.values(), key=lambda one: (one.abc or "Z", one.pinyin, one.pk))
    rows = [_row(one, days, by_cell) for one in order]
    done = sum(one.result == Result.DONE for one in actions)
    return Grid(days, rows, [(day, by_day[day.day]) for day in days if by_day[day.day] or day.today], done, len(actions))


def _row(customer: Customer, days: list[Day], by_cell: dict[tuple[int, date], list[Action]]) -> Row:
    row = Row(customer)
    for day in days:
        found = by_cell.get((customer.pk, day.day), [])
        row.cells.append(Cell(day, f"{customer.pk}:{day.day:%Y-%m-%d}", found))
        row.count += len(found)
        row.done += sum(one.result == Result.DONE for one in found)
    return row


def cell_of(text: str) -> tuple[int, date] | None:
    """What a button of the grid sends: customer and day."""
    pk, _colon, day = text.partition(":")
    try:
        return int(pk), date.fromisoformat(day)
    except ValueError:
        return None


def sums(grid: Grid) -> dict[str, Any]:
    """Actions and customers by class, for whoever approves."""
    found = {abc: [0, 0] for abc in "ABC"}
    for row in grid.rows:
        if row.customer.abc in found:
            found[row.customer.abc][0] += 1
            found[row.customer.abc][1] += row.count
    return {abc: tuple(pair) for abc, pair in found.items() if pair[0]}

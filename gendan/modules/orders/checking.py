"""The check before a day is promised: key materials, then free capacity, then inspection and packing (F21)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.orders import queries, scheduling
from gendan.modules.orders.models import Line, Order, Workshop
from gendan.modules.orders.numbers import FINISH_DAYS, OVERTIME, STOCK_DAYS
from gendan.modules.orders.scheduling import Need, Slot
from gendan.spine.org.queries import company_calendar, number
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures.declare import Number

PROCEDURE = "order"


@dataclass(frozen=True, slots=True)
class Check:
    """When the goods can leave, and why not earlier; `slots` is None where they fit into no week that is known."""

    earliest_on: date | None
    material_on: date
    waits_for: Need | None
    slots: list[Slot] | None
    unchecked: tuple[str, ...] = ()

    @property
    def kept(self) -> dict[str, Any]:
        """As the order keeps it."""
        return {
            "earliest_on": self.earliest_on.isoformat() if self.earliest_on else "",
            "material_on": self.material_on.isoformat(), "waits_for": self.waits_for.name if self.waits_for else "",
            "lead_days": self.waits_for.lead_days if self.waits_for else 0, "unchecked": list(self.unchecked),
            "weeks": [[one.workshop_id, one.week.isoformat(), str(one.quantity)] for one in self.slots or ()],
        }


def value(one: Number, *, at: datetime) -> Any:
    """The company's own value of one of the numbers of orders."""
    return number(f"{PROCEDURE}.{one.key}", one.default, at=at)


def working_day(day: date, days: int) -> date:
    """So many working days of the company later; negative: before. Zero is the day itself or the next one worked."""
    start = timezone.make_aware(datetime.combine(day, time(12)))
    return timezone.localtime(add_working_days(start, days, company_calendar())).date()


def check(order: Order, *, now: datetime, lines: Iterable[Line] | None = None) -> Check:
    """Reckon when the order can leave, as its newest version or these lines say it, beside all that is booked."""
    today = timezone.localdate(now)
    if order.from_stock:
        return Check(working_day(today, int(value(STOCK_DAYS, at=now))), today, None, [])
    wanted = list(queries.lines_of(order) if lines is None else lines)
    needs = [Need(one.name, taken, one.in_stock, one.lead_days) for one, taken in queries.material_uses(wanted)]
    slowest = scheduling.slowest(needs)
    material_on = working_day(today, slowest.waits) if slowest else today
    loads, nowhere = queries.loads_of(wanted)
    slots = scheduling.fill(loads, free=_free(order, loads, since=material_on, now=now), start=material_on)
    unchecked = tuple(one.name for one in nowhere)
    if slots is None:
        return Check(None, material_on, slowest, None, unchecked)
    made = scheduling.ready_on(slots, start=material_on)
    return Check(working_day(made, int(value(FINISH_DAYS, at=now))), material_on, slowest, slots, unchecked)


def _free(order: Order, loads: Mapping[int, Decimal], *, since: date, now: datetime) -> Any:
    """What is free of a workshop's week; a rush order may go beyond it by the company's percentage."""
    start = scheduling.monday(since)
    known, taken = queries.capacity(loads, since=start), queries.booked(loads, since=start, besides=order)
    factor = 1 + Decimal(str(value(OVERTIME, at=now))) / 100 if order.rush else Decimal(1)

    def free(workshop: int, week: date) -> Decimal:
        usual, unlike = known[workshop]
        return unlike.get(week, usual) * factor - taken.get((workshop, week), Decimal(0))

    return free


def why_not(found: Check, *, on: date) -> str | None:
    """Why this day cannot be promised; None where it can."""
    if found.earliest_on is None:
        return _("The workshops have no room for it within two years: write the quantity or the capacity of the weeks anew.")
    if on >= found.earliest_on:
        return None
    facts = {"day": found.earliest_on.isoformat()}
    if found.waits_for is not None:
        words = _("%(name)s takes %(days)d working days to come, the earliest day is %(day)s.")
        return words % (facts | {"name": found.waits_for.name, "days": found.waits_for.lead_days})
    return _("The workshops are full before: the earliest day is %(day)s. A rush request may move others.") % facts


def weeks_of(order: Order) -> list[dict[str, Any]]:
    """What the order has booked, for its page."""
    rows = order.bookings.select_related("workshop").order_by("week", "workshop")
    return [{"workshop": one.workshop.name, "week": one.week, "until": one.week + timedelta(days=4), "quantity": one.quantity} for one in rows]


def load_of_weeks(*, since: date, weeks: int) -> list[dict[str, Any]]:
    """By workshop the pieces and the bookings of the coming weeks."""
    shops = list(Workshop.objects.all())
    ids, start = [one.pk for one in shops], scheduling.monday(since)
    known, taken = queries.capacity(ids, since=start), queries.booked(ids, since=start)
    found = []
    for shop in shops:
        usual, unlike = known[shop.pk]
        cells = []
        for index in range(weeks):
            week = start + index * scheduling.WEEK
            room, used = unlike.get(week, usual), taken.get((shop.pk, week), Decimal(0))
            percent = int(used * 100 / room) if room else (100 if used else 0)
            cells.append({"week": week, "room": room, "used": used, "percent": percent, "unlike": week in unlike})
        found.append({"workshop": shop, "weeks": cells})
    return found

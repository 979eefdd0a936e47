"""When an order can be ready: the key materials first, then the free weeks of the workshops. Pure (F21.6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WEEK = timedelta(days=7)
FRIDAY = timedelta(days=4)
HORIZON = 104


@dataclass(frozen=True, slots=True)
class Slot:
    """What an order takes of a workshop's week; `week` is its Monday."""

    workshop_id: int
    week: date
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Need:
    """How much of a key material is wanted, how much lies there, and how long more is on its way (working days)."""

    name: str
    wanted: Decimal
    in_stock: Decimal
    lead_days: int

    @property
    def waits(self) -> int:
        """Working days until it is there."""
        return 0 if self.in_stock >= self.wanted else self.lead_days


def monday(day: date) -> date:
    """The week of a day."""
    return day - timedelta(days=day.weekday())


def slowest(needs: Iterable[Need]) -> Need | None:
    """The material that the order waits for; None where all is there."""
    waiting = [one for one in needs if one.waits]
    return max(waiting, key=lambda one: (one.waits, one.name), default=None)


def fill(
    loads: Mapping[int, Decimal], *, free: Callable[[int, date], Decimal], start: date, horizon: int = HORIZON
) -> list[Slot] | None:
    """The first weeks from `start` with room for everything; None where it does not fit within the horizon.

    A load is spread over as many weeks as it takes; workshops work side by side.
    """
    slots: list[Slot] = []
    for workshop, quantity in sorted(loads.items()):
        left, week = quantity, monday(start)
        for _number in range(horizon):
            taken = min(left, max(free(workshop, week), Decimal(0)))
            if taken > 0:
                slots.append(Slot(workshop, week, taken))
                left -= taken
            if left <= 0:
                break
            week += WEEK
        if left > 0:
            return None
    return slots


def ready_on(slots: Iterable[Slot], *, start: date) -> date:
    """The Friday of the last week that is needed; the start where nothing is."""
    last = max((one.week + FRIDAY for one in slots), default=start)
    return max(last, start)

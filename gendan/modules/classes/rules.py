"""The company's own numbers of the classes, and the days that follow from them (F36, A7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gendan.modules.classes.models import Basis
from gendan.modules.classes.numbers import SUBMISSION_DAY
from gendan.spine.org.queries import company_calendar, numbers
from gendan.spine.org.workdays import previous_working_day

#: How many customers of all each class should have (F36.5), in percent.
AIMS = {"A": 10, "B": 20, "C": 70}
DEFAULTS = {
    "classes.months": 12, "classes.a_share": 70, "classes.b_share": 90, "classes.day": 1, "classes.hour": 3,
    "classes.basis": Basis.CONTRACTS.value,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """How the classes are reckoned: `months` back, shares in percent, on which day of the month from which hour on."""

    months: int
    a_share: int
    b_share: int
    day: int
    hour: int
    basis: str

    def since(self, day: date) -> date:
        """The first day that counts where `day` is the last one."""
        return months_before(day, self.months) + timedelta(days=1)


def measure(*, at: datetime) -> Measure:
    """The measure in force."""
    found = numbers(DEFAULTS, at=at)
    given = {key.partition(".")[2]: value for key, value in found.items()}
    basis = str(given.pop("basis"))
    return Measure(**{key: int(value) for key, value in given.items()}, basis=basis)


def submission_day(today: date, *, at: datetime) -> date:
    """The 25th of this month, or the last working day before it where nobody works (F92; as A45)."""
    day = today.replace(day=SUBMISSION_DAY.whole_at(at))
    return previous_working_day(day, company_calendar())


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the last of the month where there is none."""
    whole = day.year * 12 + day.month - 1 - months
    first = date(whole // 12, whole % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))

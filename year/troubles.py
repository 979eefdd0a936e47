"""What a year has in store: absences, farewells, edited calendars, changed numbers, a dead mail server, a clock that stood."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError

from gendan.spine.org.actions.absences import plan_absence
from gendan.spine.org.actions.calendars import set_day
from gendan.spine.org.actions.leaving import leave
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.org.models import Deputy
from gendan.spine.procedures import numbers, registry
from gendan.spine.refusal import Refusal
from year.company import SELLING, ZONE, Company


@dataclass
class Troubles:
    """Which days are special; the days are those on which the company works."""

    clock_off: frozenset[date] = frozenset()
    mail_off: frozenset[date] = frozenset()
    told: list[tuple[date, str]] = field(default_factory=list)

    @classmethod
    def of(cls, made: Company, days: list[date]) -> "Troubles":
        """Two days without a clock and one without mail, somewhere in the middle."""
        start = made.dice.randrange(len(days) // 4, max(len(days) // 4 + 1, len(days) * 3 // 4))
        mail = days[made.dice.randrange(len(days) // 4, len(days) - 1)]  # never the last: what lay then is delivered afterwards
        return cls(frozenset(days[start : start + 2]), frozenset({mail}))

    def of_the_day(self, made: Company, day: date, *, number: int) -> None:
        """Sometimes one of them in the morning."""
        now = datetime.combine(day, time(8), tzinfo=ZONE)
        for every, trouble in ((3, _holiday), (20, _farewell), (15, _calendar), (10, _number)):
            if number % every == every - 1:
                try:
                    self.told.append((day, trouble(made, now)))
                except (Refusal, ValidationError):
                    continue


def absent_on(day: date) -> set[int]:
    """Who is not there."""
    return set(Deputy.objects.filter(starts_on__lte=day, ends_on__gte=day).values_list("employee_id", flat=True))


def _holiday(made: Company, now: datetime) -> str:
    person = made.dice.choice(made.at_work())
    colleagues = [one for one in made.at_work() if one.department_id == person.department_id and one != person] or made.at_work()
    day, length = now.date(), made.dice.randint(1, 9)
    plan_absence(person, deputy=made.dice.choice(colleagues), starts_on=day, ends_on=day + timedelta(days=length), actor=None, now=now)
    return f"{person.name} is away for {length} days"


def _farewell(made: Company, now: datetime) -> str:
    person = made.somebody(SELLING[1])
    leave(person, successor=made.somebody(SELLING[1], SELLING[0]), actor=None, now=now)
    made.read_again()
    return f"{person.name} has left"


def _calendar(made: Company, now: datetime) -> str:
    day = now.date() + timedelta(days=made.dice.randint(1, 14))
    kind = made.dice.choice(("holiday", "working"))
    set_day(day, kind=kind, name="调整", actor=None, now=now)
    return f"{day:%m-%d} is a {kind} day now"


def _number(made: Company, now: datetime) -> str:
    procedure = made.dice.choice(list(registry.procedures()))
    listed = numbers.of_procedure(procedure)
    number = made.dice.choice(listed)
    value = round(min(number.high, max(number.low, number.default * made.dice.choice((0.5, 0.75, 1.5)))), 2)
    set_number(numbers.setting_key(procedure, number), value, minimum=number.low, maximum=number.high, actor=None, now=now)
    return f"{procedure.key}.{number.key} is {value} now"

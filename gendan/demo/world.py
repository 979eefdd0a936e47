"""The made-up company while it lives: who is there, what day it is, and chance that falls the same way each time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from gendan.demo import company
from gendan.demo.firms import Firm
from gendan.demo.talk import Talk
from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.org.models import Employee
from gendan.spine.org.workdays import WorkCalendar, is_working_day, next_working_day, windows_of

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Scale:
    """How large the company is and how long it lives."""

    customers: int = 200
    opportunities: int = 80
    days: int = 52
    seed: int = 20_260


@dataclass
class World:
    """Everything that the days share."""

    scale: Scale
    chance: Random
    people: dict[str, Employee]
    products: list[Product]
    talk: Talk
    calendar: WorkCalendar
    days: list[date]
    until: datetime
    firms: dict[str, Iterator[Firm]] = field(default_factory=dict)
    contacts: dict[int, list[Contact]] = field(default_factory=dict)
    left_alone: set[tuple[str, int]] = field(default_factory=set)
    absent: dict[int, tuple[date, date, int]] = field(default_factory=dict)
    twins: set[int] = field(default_factory=set)
    stories: list[Any] = field(default_factory=list)  # those on their way, see stories.py
    chosen: set[int] = field(default_factory=set)  # customers of a story, which no other story chooses
    lot: Random = field(default_factory=lambda: Random(45))  # noqa: S311  for drawings; the days go on as without it
    contracts: int = 0
    deals: int = 0

    # -- time ------------------------------------------------------------------------------------------------

    def ends(self, day: date) -> datetime:
        """When work ends on a day; on the last one, now."""
        return min(windows_of(day, self.calendar)[-1][1], self.until)

    def moment(self, day: date, *, share: float | None = None) -> datetime:
        """Some moment within the working hours of a day."""
        windows = windows_of(day, self.calendar)
        worked = sum((end - start for start, end in windows), timedelta())
        left = worked * (self.chance.random() if share is None else share)
        for start, end in windows:
            if left < end - start:
                return (start + left).replace(microsecond=0)
            left -= end - start
        return windows[-1][1] - timedelta(minutes=5)

    def later(self, now: datetime, *, days: int) -> datetime:
        """An agreed time so many working days later, at a quarter of an hour."""
        day = now.astimezone(ZONE).date()
        for _step in range(max(1, days)):
            day = next_working_day(day + timedelta(days=1), self.calendar)
        hour, minute = self.chance.choice(QUARTERS)
        return datetime.combine(day, time(hour, minute), tzinfo=ZONE)

    def dealt(self) -> str:
        """The running number of a dealer's deal."""
        self.deals += 1
        return f"{self.deals:03}"

    # -- people ----------------------------------------------------------------------------------------------

    def acts_for(self, person_id: int, *, on: date) -> Employee | None:
        """The person, or on days of absence the deputy; None for somebody who left."""
        absence = self.absent.get(person_id)
        if absence and absence[0] <= on <= absence[1]:
            person_id = absence[2]
        person = self.by_id.get(person_id)
        return person if person and person.is_active else None

    @property
    def by_id(self) -> dict[int, Employee]:
        return {person.pk: person for person in self.people.values()}

    def care(self, person: Employee) -> float:
        """How surely the person does today what is due today."""
        known = company.KNOWN.get(person.username)
        return known.care if known else 0.95

    def contact_of(self, customer: Customer) -> Contact | None:
        """Whom one speaks to; mostly the main contact."""
        if customer.pk not in self.contacts:
            self.contacts[customer.pk] = list(customer.contacts.filter(is_active=True))
        listed = self.contacts[customer.pk]
        if not listed:
            return None
        return listed[0] if self.chance.random() < 0.7 else self.chance.choice(listed)


QUARTERS = ((8, 45), (9, 0), (9, 30), (10, 0), (10, 30), (11, 0), (11, 30), (13, 30), (14, 0), (14, 30), (15, 0), (15, 30), (16, 0),
            (16, 30), (17, 0), (17, 15))


def working_days(*, calendar: WorkCalendar, until: date, count: int) -> list[date]:
    """The last `count` working days, today included where it is one."""
    days: list[date] = []
    day = until
    while len(days) < count:
        if is_working_day(day, calendar):
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]

"""Stories that take days: a generator acts, and says after how many working days it goes on."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gendan.demo.world import ZONE, World
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff

Story = Callable[["Teller"], Generator[int, None, Any]]


@dataclass
class Teller:
    """What a story knows: the world, and the moment; `then` lets a little time pass."""

    world: World
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def then(self, minutes: int = 7) -> datetime:
        """So much later on the same day."""
        self.now += timedelta(minutes=minutes)
        return self.now

    def person(self, login: str) -> Employee:
        return self.world.people[login]

    def move(self, record: object, key: str, login: str, **data: object) -> None:
        """Somebody moves a record on."""
        engine.perform(record, key, actor=self.person(login), data=data, now=self.then())
        record.refresh_from_db()  # type: ignore[attr-defined]

    def sign(self, record: object, opinion: str = "同意", *, most: int = 9) -> None:
        """Those who are asked give their opinion, one after the other."""
        case = record.case  # type: ignore[attr-defined]
        rows = SignOff.objects.filter(case=case, verdict="pending").select_related("todo__assignee").order_by("pk")
        for row in rows[:most]:
            engine.sign(row, verdict="agreed", opinion=opinion, actor=row.todo.assignee, now=self.then(4))
        record.refresh_from_db()  # type: ignore[attr-defined]


@dataclass
class Running:
    """A story on its way, and the number of the day on which it goes on."""

    teller: Teller
    steps: Iterator[int]
    due: int


def begin(world: World, story: Story, *, number: int, now: datetime) -> None:
    """From this day on."""
    teller = Teller(world, now)
    world.stories.append(Running(teller, story(teller), number))


def go_on(world: World, *, number: int, now: datetime) -> None:
    """Each that has waited long enough acts, some minutes after the one before."""
    due: list[Running] = [one for one in world.stories if one.due <= number]
    for step, one in enumerate(due):
        one.teller.now = now + timedelta(minutes=4 * step)
        days = next(one.steps, None)
        if days is None:
            world.stories.remove(one)
        else:
            one.due = number + days


def customer_of(teller: Teller, login: str) -> Customer | None:
    """A customer of this person that trades with us and that no story has chosen yet, the most important first."""
    world = teller.world
    rows = Customer.objects.filter(owner__username=login, state__in=("maintain", "follow"), deleted_at=None).exclude(pk__in=world.chosen | world.twins)
    row = rows.select_related("owner__department", "department").order_by("-importance", "abc", "id").first()
    if row is not None:
        world.chosen.add(row.pk)
    return row

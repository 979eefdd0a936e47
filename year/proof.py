"""What is promised, asked after every hour: nothing forgotten, every step taken when its rule says, and once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count

from gendan.spine.messages.models import Message
from gendan.spine.org.models import Employee
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Case, Escalation, Todo

#: Asked every hour; the modules' books, of which there are many, in the evening.
HOURLY = ("procedures.work", "procedures.states", "procedures.next_steps")
#: A message of the last hour may still be on its way, and one that failed waits for its next try.
ON_ITS_WAY = timedelta(hours=1)


@dataclass
class Proof:
    """What was found wrong, and how often was asked."""

    wrong: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    ticked_at: datetime | None = None

    def after_the_hour(self, now: datetime) -> None:
        """The engine's own books."""
        for name in HOURLY:
            self._ask(name, now)

    def in_the_evening(self, now: datetime) -> None:
        """Everybody's books."""
        for name in doctor.names():
            self._ask(name, now)

    def _ask(self, name: str, now: datetime) -> None:
        self.asked[name] += 1
        self.wrong += [f"{now:%m-%d %H:%M} {name}: {finding}" for finding in doctor.run(only=name)]

    def after_the_tick(self, now: datetime) -> None:
        """Every step that was due has been taken: at this look at the clock, and not before it was due."""
        self.asked["steps"] += 1
        left = Escalation.objects.filter(done_at=None, due_at__lte=now, todo__status=Todo.Status.OPEN)
        taken = Escalation.objects.filter(done_at=now)
        early = taken.filter(due_at__gt=now)
        late = taken.filter(due_at__lte=self.ticked_at - timedelta(hours=1)) if self.ticked_at else taken.none()
        unmarked = Todo.objects.filter(status=Todo.Status.OPEN, breached_at=None, due_at__lt=now)
        for what, rows in (("left out", left), ("taken early", early), ("taken late", late), ("breach unmarked", unmarked)):
            count = rows.count()
            if count:
                first = rows.values_list("pk", flat=True)[:5]
                self.wrong.append(f"{now:%m-%d %H:%M} {what}: {count} ({', '.join(str(pk) for pk in first)})")
        self.ticked_at = now

    def at_the_end(self, now: datetime) -> None:
        """Each step told each person once; no message lies; nobody who has left has anything; no case without a to-do."""
        self.in_the_evening(now)
        told = Message.objects.filter(topic="procedures.late").values("once").annotate(count=Count("pk")).filter(count__gt=1)
        lying = Message.objects.filter(state=Message.State.WAITING, address="", not_before__lt=now - ON_ITS_WAY)
        gone = Todo.objects.filter(status__in=("open", "paused")).filter(assignee__status=Employee.Status.LEFT)
        alone = Case.objects.filter(closed_at=None).exclude(todos__status__in=("open", "paused"))
        for what, rows in (("told twice", told), ("message not sent", lying), ("with somebody who left", gone), ("case without a to-do", alone)):
            self.asked[what] += 1
            count = rows.count()
            if count:
                self.wrong.append(f"{what}: {count}")

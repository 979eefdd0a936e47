"""Who is late: the open to-dos of each of my people by urgency, the latest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from gendan.desk.home.counts import tomorrow_of
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, people_under
from gendan.spine.org.workdays import working_time_between
from gendan.spine.prepared import Lasting
from gendan.spine.procedures.models import Todo
from gendan.spine.whole import ask
from gendan.ui.bars import Part, stacked

SHOWN = 12
LATEST = Lasting("""
SELECT assignee_id FROM procedures_todo WHERE status = 'open' AND assignee_id = ANY(%s) AND due_at < %s
GROUP BY assignee_id ORDER BY count(*) DESC, min(due_at), assignee_id LIMIT %s
""")
OTHERS = Lasting("""
SELECT DISTINCT assignee_id FROM procedures_todo WHERE status = 'open' AND assignee_id = ANY(%s) AND assignee_id <> ALL(%s)
ORDER BY assignee_id LIMIT %s
""")


@dataclass(frozen=True, slots=True)
class Load:
    """One person's open to-dos; the bar is drawn on one scale for all people."""

    name: str
    url: str
    me: bool
    late: int
    today: int
    plan: int
    oldest: timedelta | None
    bar: list[Part]


def loads(user: Employee, *, now: datetime) -> list[Load]:
    """The person and the people under him (PM-39), sorted by late to-dos, then by the oldest; empty without people."""
    if not people_under(user):
        return []
    left = Employee.objects.filter(status=Employee.Status.LEFT).values_list("pk", flat=True)
    rows = _counted(_latest(sorted({user.pk, *people_under(user)}.difference(left)), now=now), now=now)
    latest = Employee.objects.filter(pk__in=[row["assignee_id"] for row in rows]).select_related("department", "calendar")
    by_id = {person.pk: person for person in latest}
    scale = max((row["overdue"] + row["today"] + row["planned"] for row in rows), default=0)
    return [_load(row, by_id[row["assignee_id"]], scale=scale, user=user, now=now) for row in rows]


def _latest(people: list[int], *, now: datetime) -> list[int]:
    """The few with the most that is late; then who has anything to do at all. Of a large company only what is late is counted."""
    found = [pk for (pk,) in ask(LATEST, [people, now, SHOWN])]
    return found if len(found) == SHOWN else found + [pk for (pk,) in ask(OTHERS, [people, found, SHOWN - len(found)])]


def _counted(people: list[int], *, now: datetime) -> list[dict[str, Any]]:
    """What these people have to do by urgency, in their order."""
    tomorrow = tomorrow_of(now)
    rows: Any = Todo.objects.filter(assignee__in=people, status=Todo.Status.OPEN).values("assignee_id").annotate(
        overdue=Count("id", filter=Q(due_at__lt=now)),
        today=Count("id", filter=Q(due_at__gte=now, due_at__lt=tomorrow)),
        planned=Count("id", filter=Q(due_at__gte=tomorrow)),
        oldest=Min("due_at", filter=Q(due_at__lt=now)),
    )
    return sorted(rows, key=lambda row: people.index(row["assignee_id"]))


def _load(row: Mapping[str, Any], person: Employee, *, scale: int, user: Employee, now: datetime) -> Load:
    oldest = working_time_between(row["oldest"], now, calendar_of(person)) if row["oldest"] else None
    return Load(
        name=person.name, url=f"/todos?person={person.pk}", me=person.pk == user.pk,
        late=row["overdue"], today=row["today"], plan=row["planned"], oldest=oldest,
        bar=stacked([("late", row["overdue"]), ("today", row["today"]), ("plan", row["planned"])], scale=scale),
    )

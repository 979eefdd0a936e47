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
from gendan.spine.procedures.models import Todo
from gendan.ui.bars import Part, stacked

SHOWN = 12


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
    tomorrow = tomorrow_of(now)
    rows = list(
        Todo.objects.filter(assignee_id__in={user.pk, *people_under(user)}, status=Todo.Status.OPEN)
        .exclude(assignee__status=Employee.Status.LEFT)
        .values("assignee_id")
        .annotate(
            overdue=Count("id", filter=Q(due_at__lt=now)),
            today=Count("id", filter=Q(due_at__gte=now, due_at__lt=tomorrow)),
            planned=Count("id", filter=Q(due_at__gte=tomorrow)),
            oldest=Min("due_at", filter=Q(due_at__lt=now)),
        )
        .order_by("-overdue", "oldest", "assignee_id")[:SHOWN]
    )
    latest = Employee.objects.filter(pk__in=[row["assignee_id"] for row in rows]).select_related("department", "calendar")
    by_id = {person.pk: person for person in latest}
    scale = max((row["overdue"] + row["today"] + row["planned"] for row in rows), default=0)
    return [_load(row, by_id[row["assignee_id"]], scale=scale, user=user, now=now) for row in rows]


def _load(row: Mapping[str, Any], person: Employee, *, scale: int, user: Employee, now: datetime) -> Load:
    oldest = working_time_between(row["oldest"], now, calendar_of(person)) if row["oldest"] else None
    return Load(
        name=person.name, url=f"/todos?person={person.pk}", me=person.pk == user.pk,
        late=row["overdue"], today=row["today"], plan=row["planned"], oldest=oldest,
        bar=stacked([("late", row["overdue"]), ("today", row["today"]), ("plan", row["planned"])], scale=scale),
    )

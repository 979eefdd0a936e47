"""Who is late: the open to-dos of each of my people by urgency, the latest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from gendan.desk.home.counts import tomorrow_of
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, people_under
from gendan.spine.org.workdays import working_time_between
from gendan.spine.procedures.models import Todo

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Load:
    """One person's open to-dos; the widths are percent of the fullest person's."""

    person: Employee
    overdue: int
    today: int
    planned: int
    oldest: timedelta | None
    scale: int

    @property
    def widths(self) -> list[tuple[str, int, int]]:
        """State, start and width of each part of the bar, in percent."""
        x, parts = 0, []
        for state, count in (("overdue", self.overdue), ("today", self.today), ("plan", self.planned)):
            width = round(100 * count / self.scale) if self.scale else 0
            parts.append((state, x, width))
            x += width
        return parts


def loads(user: Employee, *, now: datetime) -> list[Load]:
    """The people under `user` (PM-39), sorted by late to-dos, then by the oldest."""
    people = Employee.objects.filter(pk__in=people_under(user)).exclude(status=Employee.Status.LEFT)
    by_id = {person.pk: person for person in people.select_related("department", "calendar")}
    tomorrow = tomorrow_of(now)
    rows = list(
        Todo.objects.filter(assignee_id__in=by_id, status=Todo.Status.OPEN)
        .values("assignee_id")
        .annotate(
            overdue=Count("id", filter=Q(due_at__lt=now)),
            today=Count("id", filter=Q(due_at__gte=now, due_at__lt=tomorrow)),
            planned=Count("id", filter=Q(due_at__gte=tomorrow)),
            oldest=Min("due_at", filter=Q(due_at__lt=now)),
        )
        .order_by("-overdue", "oldest", "assignee_id")[:SHOWN]
    )
    scale = max((row["overdue"] + row["today"] + row["planned"] for row in rows), default=0)
    return [
        Load(
            by_id[row["assignee_id"]], row["overdue"], row["today"], row["planned"],
            working_time_between(row["oldest"], now, calendar_of(by_id[row["assignee_id"]])) if row["oldest"] else None,
            scale,
        )
        for row in rows
    ]

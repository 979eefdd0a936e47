"""The management's report: what is late today, by department (report 50)."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.desk.home import circle as circles
from gendan.desk.home.counts import tomorrow_of
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import company_calendar
from gendan.spine.org.workdays import working_time_between
from gendan.spine.procedures.models import Todo
from gendan.ui.report.declare import Field, Plot, Report


def _todos(user: Employee) -> QuerySet[Todo]:
    """The open to-dos of the widest circle that the person has."""
    return circles.open_todos(user, circles.circles_of(user)[-1])


def _by_department(todos: QuerySet, now: datetime) -> list[dict[str, Any]]:
    tomorrow, calendar = tomorrow_of(now), company_calendar()
    rows = (
        todos.order_by().values("department_id", "department__name")
        .annotate(
            late=Count("id", filter=Q(due_at__lt=now)), people=Count("assignee", filter=Q(due_at__lt=now), distinct=True),
            today=Count("id", filter=Q(due_at__gte=now, due_at__lt=tomorrow)),
            planned=Count("id", filter=Q(due_at__gte=tomorrow)), first=Min("due_at", filter=Q(due_at__lt=now)),
        )
        .order_by("-late", "first", "department__name")
    )
    return [row | {"oldest": working_time_between(row["first"], now, calendar) if row["first"] else None} for row in rows]


LATE = Report(
    key="late", title=_("Late today, by department"), note=_("open to-dos of everybody whose work you see"), position=5,
    rows=_by_department, scoped=_todos, needs=lambda user: len(circles.circles_of(user)) > 1,
    plot=Plot(x="department__name", bars=("late", "today"), stacked=True),
    fields=(
        Field(key="department__name", title=_("department")),
        Field(key="late", title=_("late"), format="number", total=True),
        Field(key="people", title=_("people who are late"), format="number"),
        Field(key="oldest", title=_("longest, working hours"), format="duration"),
        Field(key="today", title=_("still today"), format="number", total=True),
        Field(key="planned", title=_("later"), format="number", total=True),
    ),
)

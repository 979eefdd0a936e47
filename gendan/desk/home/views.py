"""The home page."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.desk.home import circle as circles
from gendan.desk.home.counts import cells, tomorrow_of
from gendan.desk.home.funnel import funnel_of
from gendan.desk.home.team import loads
from gendan.desk.home.todos import belongs, kinds, rows_of, urgent
from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import (
    WorkCalendar,
    next_working_day,
    windows_of,
    working_day_length,
    working_time_between,
)
from gendan.ui import formats
from gendan.ui.bars import time_track

TODAY = 200
SHOWN = 13


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What is late, what is due today, who waits for whom; one switch chooses whose work it is."""
    user, now = request.user, timezone.now()
    circle = circles.chosen(user, request.GET.get("who", ""))
    group = request.GET.get("group", "all")
    todos = urgent(circles.open_todos(user, circle), limit=TODAY)
    listed = [todo.pk for todo in todos if belongs(todo, group)]
    sees_sales = may_any(user, "view", circles.KIND)
    context = _frame(user, circle, now) | _track(user, todos, now) | {
        "counts": cells(user, circle=circle, now=now),
        "todos": rows_of(listed[:SHOWN], user=user, now=now),
        "kinds": kinds(circle.key),
        "kind_current": group,
        "all_url": f"/todos?who={circle.key}",
        "all_count": len(listed),
        "team": loads(user, now=now),
        "team_title": user.department.name,
        "team_url": f"/todos?who={circles.TEAM.key}",
        "funnel": funnel_of(user, circle=circle, now=now) if sees_sales else None,
    }
    return TemplateResponse(request, "home/home.html", context)


def _frame(user: Employee, circle: circles.Circle, now: datetime) -> dict[str, Any]:
    """The head line: the day, what is left of it, and a day off that is near."""
    calendar = calendar_of(user)
    offered = circles.circles_of(user)
    return {
        "now": now,
        "day_length": working_day_length(calendar),
        "today_left": max(timedelta(0), working_time_between(now, tomorrow_of(now), calendar)),
        "day_off": not windows_of(timezone.localdate(now), calendar),
        "holiday": _holiday(calendar, now),
        "scopes": [(one.key, one.title, f"?who={one.key}") for one in offered] if len(offered) > 1 else [],
        "scope_current": circle.key,
    }


def _holiday(calendar: WorkCalendar, now: datetime) -> str:
    """The next working day is said in words where it is not tomorrow."""
    today = timezone.localdate(now)
    following = next_working_day(today + timedelta(days=1), calendar)
    if following == today + timedelta(days=1) and windows_of(today, calendar):
        return ""
    return _("back to work on %(day)s") % {"day": formats.date_short(following, today=today)}


def _track(user: Employee, todos: list[Any], now: datetime) -> dict[str, Any]:
    """The time track with what is left of it and right of it."""
    calendar, today, tomorrow = calendar_of(user), timezone.localdate(now), tomorrow_of(now)
    midnight = tomorrow - timedelta(days=1)
    following = next_working_day(today + timedelta(days=1), calendar)
    dues = [todo.due_at for todo in todos if todo.due_at]
    next_ones = [due for due in dues if timezone.localdate(due) == following]
    label = formats.date_short(following, today=today)
    return {
        "track": time_track(
            windows_of(today, calendar),
            [(todo.due_at, todo.title, f"/todos/{todo.pk}") for todo in todos
             if todo.due_at and midnight <= todo.due_at < tomorrow],
            now=now,
        ),
        "older": sum(1 for due in dues if due < midnight),
        "later": len(next_ones),
        "later_label": label,
        "sums": {
            "late": sum(1 for due in dues if due < now),
            "today": sum(1 for due in dues if now <= due < tomorrow),
            "plan": len(next_ones),
            "plan_label": label,
        },
    }

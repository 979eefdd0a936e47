"""The home page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from gendan.desk.home import circle as circles
from gendan.desk.home.counts import cells
from gendan.desk.home.funnel import funnel_of
from gendan.desk.home.team import loads
from gendan.desk.home.todos import groups, rows_of
from gendan.desk.home.track import track_of
from gendan.spine.access.queries import may_any
from gendan.spine.org.queries import calendar_of

TODAY = 200
SHOWN = 14


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What is late, what is due today, who waits for whom; one switch chooses whose work it is."""
    user, now = request.user, timezone.now()
    circle = circles.chosen(user, request.GET.get("who", ""))
    todos = list(circles.open_todos(user, circle).select_related("assignee", "case")[:TODAY])
    group = request.GET.get("group", "all")
    rows = rows_of(todos, user=user, group=group, now=now)
    return TemplateResponse(request, "home/home.html", {
        "now": now,
        "circle": circle,
        "circles": circles.circles_of(user),
        "cells": cells(user, circle=circle, now=now),
        "track": track_of([(todo.due_at, todo.title) for todo in todos], calendar=calendar_of(user), now=now),
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "groups": groups(group),
        "loads": loads(user, now=now),
        "funnel": funnel_of(user, circle=circle, now=now) if may_any(user, "view", circles.KIND) else None,
    })

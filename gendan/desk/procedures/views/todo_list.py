"""The list of to-dos: mine, my people's, those I gave, what is done; paged by key."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from gendan.desk.procedures.lines import lines
from gendan.spine.org import queries as org
from gendan.spine.org.workdays import working_day_length
from gendan.spine.procedures import queries
from gendan.spine.procedures.models import Todo
from gendan.spine.words import matching

PAGE = 50
TABS = (("mine", _("Mine")), ("people", _("My people's")), ("asked", _("Given by me")), ("done", _("Done")))
TIMES = (("", _("all")), ("overdue", _("overdue")), ("today", _("today")), ("later", _("later")))


@login_required
def todo_list(request: HttpRequest) -> HttpResponse:
    """One page of at most fifty to-dos, the most urgent first."""
    now = timezone.now()
    tab = request.GET.get("tab", "mine")
    tab = tab if tab in dict(TABS) else "mine"
    due = request.GET.get("due", "")
    rows = _rows(request.user, tab, now)
    rows = rows if tab == "done" else _at(rows, due, now)
    words = request.GET.get("q", "").strip()
    if words:
        rows = rows.filter(matching("title", words) | Q(main_title__icontains=words))
    found = list(_after(rows, request.GET.get("after", ""), tab)[: PAGE + 1])
    calendar = org.calendar_of(request.user)  # type: ignore[arg-type]
    context = {
        "todos": lines(found[:PAGE], now=now, calendar=calendar, people=tab in ("people", "asked")), "tab": tab,
        "tabs": TABS, "times": TIMES, "due": due, "q": words, "now": now, "day_length": working_day_length(calendar),
        "after": _key(found[PAGE - 1], tab) if len(found) > PAGE else "",
    }
    return render(request, "procedures/todos.html", context)


def _rows(user: Any, tab: str, now: datetime) -> QuerySet[Todo]:
    if tab == "people":
        return queries.todos_of_people(user)
    if tab == "asked":
        return queries.todos_asked_by(user)
    if tab == "done":
        return queries.todos_done_by(user)
    return queries.todos_of(user, on=timezone.localdate(now))


def _at(rows: QuerySet[Todo], due: str, now: datetime) -> QuerySet[Todo]:
    """Overdue, still today, or later than today."""
    night = datetime.combine(timezone.localdate(now) + timedelta(days=1), time(), timezone.get_current_timezone())
    if due == "overdue":
        return rows.filter(due_at__lt=now)
    if due == "today":
        return rows.filter(due_at__gte=now, due_at__lt=night)
    return rows.filter(due_at__gte=night) if due == "later" else rows


def _after(rows: QuerySet[Todo], after: str, tab: str) -> QuerySet[Todo]:
    """The rows that come after the last one of the page before."""
    moment, _comma, pk = after.partition(",")
    at = parse_datetime(moment) if moment else None
    if tab == "done":
        rows = rows.order_by("-done_at", "-pk")
        if at is None or not pk.isdigit():
            return rows
        return rows.filter(done_at__lte=at).exclude(done_at=at, pk__gte=int(pk))
    rows = rows.order_by("due_at", "pk")
    if at is None or not pk.isdigit():
        return rows
    return rows.filter(due_at__gte=at).exclude(due_at=at, pk__lte=int(pk))


def _key(todo: Todo, tab: str) -> str:
    moment = todo.done_at if tab == "done" else todo.due_at
    return f"{moment.isoformat() if moment else ''},{todo.pk}"

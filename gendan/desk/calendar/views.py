"""The calendar page, and a next step planned from a day."""

from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.desk.calendar.days import MONTH, SHAPES, WEEK, Span, natures, span_of
from gendan.desk.calendar.forms import StepForm
from gendan.desk.calendar.happenings import chosen, circles, items
from gendan.spine.access.queries import require
from gendan.spine.procedures import todos
from gendan.ui import formats
from gendan.ui.form.dialog import dialog_form

SHOWN = 4
COOKIE = "calendar"


@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """A month, a week or a day of one person or of one's people."""
    now = timezone.now()
    today = timezone.localdate(now)
    shape = request.GET.get("show") or request.COOKIES.get(COOKIE, MONTH)
    span = span_of(shape if shape in SHAPES else MONTH, _day(request, today))
    circle = chosen(request.user, request.GET.get("who", ""))
    found, kinds = items(request.user, circle, span, now=now), natures(request.user, span)
    days = [
        {"day": day, "nature": kinds[day], "items": found.get(day, []), "today": day == today,
         "other": span.shape == MONTH and day.month != span.day.month, "url": _url(span, circle.key, show="day", day=day)}
        for day in span.days()
    ]
    response = render(request, "calendar/page.html", {
        "span": span, "days": days, "weeks": [days[at:at + 7] for at in range(0, len(days), 7)], "title": _title(span, today),
        "circle": circle, "circles": circles(request.user), "now": now, "shown": SHOWN,
        "shapes": [(key, words, _url(span, circle.key, show=key)) for key, words in SHAPES.items()],
        "before_url": _url(span, circle.key, day=span.before), "after_url": _url(span, circle.key, day=span.after),
        "today_url": _url(span, circle.key, day=today), "is_list": span.shape != MONTH,
    })
    response.set_cookie(COOKIE, span.shape, samesite="Lax", httponly=True)
    return response


def _day(request: HttpRequest, today: date) -> date:
    try:
        return parse_date(request.GET.get("day", "")) or today
    except ValueError:
        return today


def _url(span: Span, who: str, *, show: str = "", day: date | None = None) -> str:
    query = {"show": show or span.shape, "day": (day or span.day).isoformat(), "who": who}
    return f"{reverse('calendar:calendar')}?{urlencode(query)}"


def _title(span: Span, today: date) -> str:
    if span.shape == MONTH:
        return _("%(month)s/%(year)s") % {"month": span.day.month, "year": span.day.year}
    if span.shape == WEEK:
        first, last = (formats.date_bare(day, today=today) for day in (span.first, span.last))
        return f"{first} – {last}"
    return formats.date_long(span.day)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A next step on a day, for a customer that the person may follow up."""
    now = timezone.now()
    morning = datetime.combine(_day(request, timezone.localdate(now)), time(9))
    form = StepForm(request.POST or None, initial={"due_at": morning}, user=request.user)

    def save(data: dict[str, Any]) -> None:
        require(request.user, "follow", data["customer"])
        todos.add(data["customer"], title=data["title"], assignee=request.user, due_at=data["due_at"],
                  actor=request.user, now=now)

    back = f"{reverse('calendar:calendar')}?{urlencode({'day': morning.date().isoformat()})}"
    return dialog_form(request, form, title=_("Plan a next step"), save=save, back=back, submit=_("Plan"), done=_("Planned."))

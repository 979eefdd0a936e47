"""The count strip: each cell a number that opens the rows behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gendan.desk.home.circle import Circle, of_the_circle, open_todos, people_of
from gendan.modules.followups.models import Promise
from gendan.modules.opportunities import queries
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.pools.models import Notice
from gendan.spine.messages.queries import unread_count
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days, working_day_length, working_time_between
from gendan.spine.procedures.queries import todos_done_by
from gendan.ui import formats

OWNERS = {"mine": "me", "team": "below", "all": ""}
APPROVALS = Q(key__startswith="sign.") | Q(key__in=("state.submitted", "state.appealed"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the strip; `glyph` is a state of time or empty, `note` one line of context."""

    key: str
    label: str
    number: int
    url: str
    note: str = ""
    glyph: str = ""
    late: bool = False
    note_late: str = ""


def tomorrow_of(now: datetime) -> datetime:
    """The first moment after today."""
    local = timezone.localtime(now)
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def cells(user: Employee, *, circle: Circle, now: datetime) -> list[Cell]:
    """All cells in the one order of urgency."""
    figures = _todo_figures(user, circle, now)
    return [
        *_todo_cells(user, circle, figures, now),
        *_opportunity_cells(user, circle, now),
        _promises(user, circle, now),
        *_leaving(user, circle),
        _messages(user),
    ]


def _todo_figures(user: Employee, circle: Circle, now: datetime) -> dict[str, Any]:
    """All counts over to-dos in one query."""
    tomorrow = tomorrow_of(now)
    soon = add_working_days(now, 3, calendar_of(user))
    return open_todos(user, circle).order_by().aggregate(
        overdue=Count("id", filter=Q(due_at__lt=now)),
        oldest=Min("due_at", filter=Q(due_at__lt=now)),
        today=Count("id", filter=Q(due_at__gte=now, due_at__lt=tomorrow)),
        soon=Count("id", filter=Q(due_at__gte=tomorrow, due_at__lte=soon)),
        approve=Count("id", filter=APPROVALS),
    ) | {"soon_until": soon}


def _todo_cells(user: Employee, circle: Circle, figures: dict[str, Any], now: datetime) -> list[Cell]:
    calendar = calendar_of(user)
    oldest, today = figures["oldest"], timezone.localdate(now)
    longest = ""
    if oldest:
        late = working_time_between(oldest, now, calendar)
        longest = _("longest %(span)s") % {"span": formats.span(late, day=working_day_length(calendar))}
    done = todos_done_by(user).filter(done_at__gte=tomorrow_of(now) - timedelta(days=1)).count()
    asked = Opportunity.objects.filter(submitted_by=user, state="submitted").count()
    until = formats.date_short(timezone.localdate(figures["soon_until"]), today=today)
    address = f"/todos?who={circle.key}"
    return [
        Cell("overdue", _("Overdue"), figures["overdue"], f"{address}&due=overdue", longest, "overdue", late=True),
        Cell("today", _("To do today"), figures["today"], f"{address}&due=today",
             _("%(count)s done") % {"count": done}, "today"),
        Cell("soon", _("Due in three days"), figures["soon"], f"{address}&due=soon",
             _("until %(date)s, working days") % {"date": until}, "plan"),
        Cell("approve", _("For me to decide"), figures["approve"], f"{address}&due=approve",
             _("asked by me: %(count)s") % {"count": asked}, "today" if figures["approve"] else ""),
    ]


def _opportunity_cells(user: Employee, circle: Circle, now: datetime) -> list[Cell]:
    today = timezone.localdate(now)
    rows = of_the_circle(Opportunity.objects.visible_to(user).filter(deleted_at=None), user, circle)
    found = queries.neglected(rows, today=today)
    owner = OWNERS[circle.key]
    address = "/opportunities?view=all" + (f"&f.owner={owner}" if owner else "")
    return [
        Cell("no_next", _("No next step"), found["unplanned"], f"{address}&f.phase=open&f.next=none",
             _money(found["unplanned_amount"]), "none"),
        Cell("expected", _("Expected date passed"), found["passed"], f"{address}&f.attention=expected_passed",
             _money(found["passed_amount"])),
        Cell("no_customer", _("Without customer"), found["nameless"], f"{address}&f.attention=no_customer",
             _("opportunities") if found["nameless"] else ""),
    ]


def _promises(user: Employee, circle: Circle, now: datetime) -> Cell:
    rows = of_the_circle(Promise.objects.visible_to(user), user, circle).filter(state_kind="open")
    found = rows.aggregate(count=Count("id"), late=Count("id", filter=Q(due_at__lt=now)))
    note = ngettext("%(count)s late", "%(count)s late", found["late"]) % {"count": found["late"]} if found["late"] else ""
    return Cell("promises", _("Promised answers"), found["count"], "/followups/promises", note_late=note)


def _leaving(user: Employee, circle: Circle) -> list[Cell]:
    """Customers that go to a public pool unless somebody follows up; nothing where nobody recycles."""
    rows = Notice.objects.visible_to(user)
    people = people_of(user, circle)
    found = (rows if people is None else rows.filter(holder__in=sorted(people))).aggregate(count=Count("id"), first=Min("goes_on"))
    if not found["count"]:
        return []
    holder = OWNERS[circle.key]
    note = _("the first on %(day)s") % {"day": f"{found['first'].month}-{found['first'].day}"}
    return [Cell("leaving", _("Soon in the public pool"), found["count"],
                 "/pools/leaving" + (f"?f.holder={holder}" if holder else "?view=all"), note, "today")]


def _messages(user: Employee) -> Cell:
    return Cell("unread", _("Unread messages"), unread_count(user), "/messages")


def _money(value: Decimal | None) -> str:
    return formats.wan(value) if value else ""

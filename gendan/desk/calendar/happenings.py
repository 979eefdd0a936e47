"""What stands in the calendar: to-dos by the day they are due, visits made, and absences."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.desk.calendar.days import Span
from gendan.modules.followups.models import Activity, Way
from gendan.spine.org.models import Deputy, Employee
from gendan.spine.org.queries import people_under
from gendan.spine.procedures.models import Todo
from gendan.ui import formats
from gendan.ui.records import record_url

MOST = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a day; `state` is its state of time, empty for what is past or lasts all day."""

    kind: str
    title: str
    at: datetime | None = None
    url: str = ""
    state: str = ""
    who: str = ""
    main: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose calendar it is: one person's, or that of all people below."""

    people: frozenset[int]
    key: str
    title: str


def circles(user: Employee) -> list[Circle]:
    """One's own, and for superiors that of their people together and each alone (B1, PM-39)."""
    below = people_under(user)
    mine = Circle(frozenset({user.pk}), "me", _("Mine"))
    if not below:
        return [mine]
    team = Circle(frozenset(below), "team", _("My people"))
    people = Employee.objects.filter(pk__in=below).order_by("pinyin", "pk")[:200]
    return [mine, team, *(Circle(frozenset({one.pk}), str(one.pk), one.name) for one in people)]


def chosen(user: Employee, key: str) -> Circle:
    """The wanted one where the person leads it; else one's own."""
    found = circles(user)
    return next((one for one in found if one.key == key), found[0])


def items(user: Employee, circle: Circle, span: Span, *, now: datetime) -> dict[date, list[Item]]:
    """All lines by day: absences first, then by the hour."""
    found: dict[date, list[Item]] = defaultdict(list)
    for day, item in [*_absences(circle, span), *_visits(user, circle, span), *_todos(circle, span, now)]:
        found[day].append(item)
    for lines in found.values():
        lines.sort(key=lambda item: (item.at is not None, item.at or now))
    return found


def bounds(span: Span) -> tuple[datetime, datetime]:
    """Midnight before the first day and after the last, in the company's zone."""
    zone = timezone.get_current_timezone()
    return tuple(datetime.combine(day, time(), zone) for day in (span.first, span.last + timedelta(days=1)))  # type: ignore[return-value]


def _todos(circle: Circle, span: Span, now: datetime) -> list[tuple[date, Item]]:
    start, end = bounds(span)
    rows = Todo.objects.filter(assignee__in=circle.people, due_at__gte=start, due_at__lt=end, status=Todo.Status.OPEN)
    found = rows.select_related("assignee").order_by("due_at", "pk")[:MOST]
    return [(timezone.localdate(one.due_at), _todo(one, circle, now)) for one in found]


def _todo(todo: Todo, circle: Circle, now: datetime) -> Item:
    return Item(
        "visit" if todo.way == Way.VISIT else "todo", todo.title, todo.due_at, f"/todos/{todo.pk}",
        formats.urgency_of(todo.due_at, now=now), _who(todo.assignee, circle), todo.main_title,
    )


def _who(person: Employee, circle: Circle) -> str:
    return person.name if len(circle.people) > 1 else ""


def _visits(user: Employee, circle: Circle, span: Span) -> list[tuple[date, Item]]:
    """Visits that were made and that the person may read."""
    start, end = bounds(span)
    seen = Activity.objects.visible_to(user).filter(owner__in=circle.people, way=Way.VISIT, at__gte=start, at__lt=end)
    found = seen.select_related("owner", "customer").order_by("at", "pk")[:MOST]
    return [
        (timezone.localdate(one.at),
         Item("visited", str(one), one.at, record_url("customers.customer", one.customer_id), "",
              _who(one.owner, circle), str(one.customer)))
        for one in found
    ]


def _absences(circle: Circle, span: Span) -> list[tuple[date, Item]]:
    """Each day of an absence; for the deputy, whose place he takes."""
    touched = Deputy.objects.filter(starts_on__lte=span.last, ends_on__gte=span.first)
    rows = touched.filter(Q(employee__in=circle.people) | Q(deputy__in=circle.people))
    return [
        (day, _absence(row, circle))
        for row in rows.select_related("employee", "deputy").order_by("starts_on", "pk")
        for day in span.days() if row.starts_on <= day <= row.ends_on
    ]


def _absence(row: Any, circle: Circle) -> Item:
    if row.employee_id in circle.people:
        words = _("%(name)s is absent, %(deputy)s stands in")
    else:
        words = _("%(deputy)s stands in for %(name)s")
    return Item("absence", words % {"name": row.employee.name, "deputy": row.deputy.name}, main=row.reason)

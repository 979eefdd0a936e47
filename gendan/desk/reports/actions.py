"""Verbs of figures: lay out a dashboard, have a report sent."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.desk.reports import tiles
from gendan.desk.reports.models import Dashboard, Subscription
from gendan.desk.reports.tiles import Tile
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee, Role
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import WorkCalendar, next_month, next_working_day, windows_of
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.ui.report.answer import answer_of, in_words
from gendan.ui.report.declare import report_of
from gendan.ui.report.periods import TITLES

TOPIC = "reports"
LINES = 20


def lay_out(found: list[Tile], *, actor: Employee, role: Role | None = None, now: datetime) -> Dashboard:
    """Keep the tiles as one's own, or, as administrator, as those of a role."""
    kept = {"tiles": tiles.write(found), "changed_at": now, "changed_by": actor}
    return Dashboard.objects.update_or_create(**_whose(actor, role), defaults=kept)[0]


def start_over(*, actor: Employee, role: Role | None = None) -> None:
    """Go back to what the role begins with."""
    Dashboard.objects.filter(**_whose(actor, role)).delete()


def require_layout(actor: Employee) -> None:
    """Who may lay out what a role begins with."""
    if not actor.is_administrator:
        raise NotAllowed(_("What a role begins with is laid out by an administrator."))


def _whose(actor: Employee, role: Role | None) -> dict[str, Any]:
    """One's own dashboard, or that of a role."""
    if role is None:
        return {"employee": actor}
    require_layout(actor)
    return {"role": role}


def subscribe(report: str, *, period: str, every: str, actor: Employee, now: datetime) -> Subscription:
    """Have a report sent, from the next time on; a second wish replaces the first."""
    declared = report_of(report)
    if declared is None:
        raise Refusal(_("There is no such report."), field="report")
    declared.require_open_to(actor)
    if every not in Subscription.Every:
        raise Refusal(_("Choose how often the report comes."), field="every")
    wish = {"period": period if period in TITLES else "all", "every": every, "next_at": next_time(every, actor, after=now)}
    return Subscription.objects.update_or_create(employee=actor, report=report, defaults=wish)[0]


def unsubscribe(report: str, *, actor: Employee) -> None:
    """The report comes no more."""
    Subscription.objects.filter(employee=actor, report=report).delete()


def next_time(every: str, person: Employee, *, after: datetime) -> datetime:
    """The start of the person's next working day, or of the first one of the next week or month."""
    return _opening(_first_day(every, timezone.localdate(after)), calendar_of(person))


def _first_day(every: str, today: date) -> date:
    if every == Subscription.Every.WEEK:
        return today + timedelta(days=7 - today.weekday())
    if every == Subscription.Every.MONTH:
        return next_month(today)
    return today + timedelta(days=1)


def _opening(day: date, calendar: WorkCalendar) -> datetime:
    return windows_of(next_working_day(day, calendar), calendar)[0][0]


def send_due(now: datetime) -> int:
    """Send what is due, each in a transaction of its own; after days without a clock a report comes once, not for each day."""
    due = list(Subscription.objects.filter(next_at__lte=now).order_by("next_at", "id").values_list("pk", flat=True))
    return sum(_send(pk, now) for pk in due)


@transaction.atomic
def _send(pk: int, now: datetime) -> bool:
    wish = Subscription.objects.select_for_update(skip_locked=True, of=("self",)).select_related("employee").filter(
        pk=pk, next_at__lte=now
    ).first()
    if wish is None:
        return False
    declared, person = report_of(wish.report), wish.employee
    if declared is None or not person.is_active or not declared.open_to(person):
        wish.delete()
        return False
    answer = answer_of(declared, user=person, period=wish.period, now=now)
    tell(
        person, topic=TOPIC, title=lambda: _("Report: %(title)s") % {"title": declared.title},
        body=lambda: in_words(answer, lines=LINES), url=f"/reports/{wish.report}?period={wish.period}",
        once=f"report.{wish.pk}.{wish.next_at:%Y%m%d}", now=now,
    )
    wish.next_at = next_time(wish.every, person, after=now)
    wish.save(update_fields=["next_at"])
    return True

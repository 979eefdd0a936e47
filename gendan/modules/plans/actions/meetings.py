"""Whoever leads sales is reminded of the sales situation meetings: before and after work each day, and once a week (F26)."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.plans.models import Meeting
from gendan.modules.plans.numbers import MEETING_MINUTES, MEETINGS
from gendan.spine.messages import actions as messages
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, holders_of
from gendan.spine.org.workdays import windows_of

TOPIC = "plans.meetings"
#: Who holds which meetings: heads with their people before and after work, directors with the heads once a week.
LEADERS = {Meeting.Kind.MORNING: "sales_head", Meeting.Kind.EVENING: "sales_head", Meeting.Kind.WEEKLY: "director"}
#: How long a reminder that was missed still helps.
HELPS = timedelta(hours=2)


def remind_of_meetings(*, now: datetime) -> int:
    """Tell each once of each meeting that he has not written down yet; returns how many were told."""
    if not MEETINGS.whole_at(now):
        return 0
    told = 0
    for kind, role in LEADERS.items():
        for leader in holders_of(role, on=timezone.localdate(now)):
            told += _remind(leader, kind, now=now)
    return told


def _remind(leader: Employee, kind: Meeting.Kind, *, now: datetime) -> int:
    today = timezone.localdate(now)
    due = _due(leader, kind, today, now=now)
    if due is None or not due <= now < due + HELPS or _held(leader, kind, today):
        return 0
    said = lambda: _("Sales situation meeting %(kind)s") % {"kind": kind.label}  # noqa: E731  said in the reader's language
    messages.tell(
        [leader], topic=TOPIC, title=said, url="/meetings/new", once=f"meeting-{kind}-{leader.pk}-{today:%Y%m%d}", now=now,
    )
    return 1


def _due(leader: Employee, kind: Meeting.Kind, today: date, *, now: datetime) -> datetime | None:
    """So long before work begins, or ends; the weekly one on the first working day of the week."""
    calendar = calendar_of(leader)
    windows = windows_of(today, calendar)
    lead = timedelta(minutes=MEETING_MINUTES.whole_at(now))
    if not windows:
        return None
    if kind == Meeting.Kind.EVENING:
        return windows[-1][1] - lead
    earlier = (today - timedelta(days=back) for back in range(1, today.weekday() + 1))
    if kind == Meeting.Kind.WEEKLY and any(windows_of(day, calendar) for day in earlier):
        return None
    return windows[0][0] - lead


def _held(leader: Employee, kind: Meeting.Kind, today: date) -> bool:
    return Meeting.objects.filter(kind=kind, owner=leader, held_at__date=today).exists()

"""The joint meeting of production and inspection the same afternoon, with minutes and tasks (F35.4, F56.3)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.models import Complaint, Meeting
from gendan.modules.complaints.words import Klass
from gendan.spine import words
from gendan.spine.access.queries import require
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import company_calendar, holders_of
from gendan.spine.org.workdays import add_working, windows_of
from gendan.spine.procedures import settling, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.ui.records import record_url

MINUTES, TASK = "meeting", "meeting_task"
AFTERNOON, LEAD = time(14), timedelta(minutes=30)
#: Who sits together (F35.4); a batch defect is analysed with development too (F56.3).
ROLES = ("production", "quality")
ANALYSTS = (*ROLES, "technology")


def this_afternoon(*, now: datetime) -> datetime:
    """The same afternoon; where the working day is over or none, the first afternoon that comes."""
    day, calendar = timezone.localdate(now), company_calendar()
    for step in range(31):
        windows = windows_of(day + timedelta(days=step), calendar)
        if not windows:
            continue
        wanted = max(timezone.make_aware(datetime.combine(day + timedelta(days=step), AFTERNOON)), now + LEAD)
        if wanted < windows[-1][1]:
            return wanted
    return now + timedelta(days=1)


def usual_participants(complaint: Complaint, *, now: datetime) -> list[Employee]:
    """One of production, one of inspection, of technology where a batch is analysed, and who handles it."""
    on, roles = timezone.localdate(now), ANALYSTS if complaint.klass == Klass.TRADE else ROLES
    found = [next(iter(holders_of(role, near=complaint.department, on=on)), None) for role in roles]
    return list(dict.fromkeys(one for one in [*found, complaint.owner] if one is not None))


@whole
def call_meeting(
    complaint: Complaint, *, participants: Iterable[Employee], at: datetime, actor: Employee, now: datetime
) -> Meeting:
    """Everybody is told at once; the minutes are due at the end of the meeting's day, and climb like every to-do."""
    require(actor, "edit", complaint)
    people = list(dict.fromkeys(participants))
    if complaint.state_kind not in ("open", "waiting"):
        raise Refusal(_("This complaint is closed; open it again first."), code="closed")
    if at <= now:
        raise ValidationError({"at": _("This time has already passed.")})
    if len(people) < 2:  # noqa: PLR2004  one person is no meeting
        raise ValidationError({"participants": _("A meeting has at least two participants.")})
    row = Meeting.objects.create(complaint=complaint, at=at, called_by=actor, called_at=now)
    row.participants.set(people)
    facts = {"number": complaint.number, "at": f"{timezone.localtime(at):%m-%d %H:%M}"}
    tell(
        [one for one in people if one != actor], topic="complaints.meeting", url=f"{record_url(KIND, complaint.pk)}?tab=meetings", body=complaint.subject,
        title=lambda: _("Meeting on complaint %(number)s, %(at)s") % facts, now=now,
    )
    todos.add(
        complaint, key=MINUTES, title=words.say("todo.complaint_minutes", complaint.number), assignee=complaint.owner or actor, way="meeting",
        due_at=_end_of(at), actor=actor, now=now, context=complaint.subject,
    )
    timeline.record("complaints.meeting", complaint, actor=actor, at=now, data=facts | {"who": "、".join(one.name for one in people)}, main=complaint.main_object)
    return row


def _end_of(at: datetime) -> datetime:
    """The end of that day's work, at least an hour later."""
    windows = windows_of(timezone.localdate(at), company_calendar())
    return max(windows[-1][1], at + timedelta(hours=1)) if windows else add_working(at, timedelta(hours=1), company_calendar())


@whole
def write_minutes(
    meeting: Meeting, *, values: Mapping[str, Any], tasks: Sequence[Mapping[str, Any]] = (), actor: Employee, now: datetime
) -> Meeting:
    """Who was there, whether there is a problem and which; each task is a to-do of the complaint."""
    complaint = meeting.complaint
    if actor not in meeting.participants.all():
        require(actor, "edit", complaint)
    if meeting.written_at is not None:
        raise Refusal(_("The minutes are written already: %(name)s.") % {"name": str(meeting.written_by)}, code="written")
    if not values["minutes"].strip():
        raise ValidationError({"minutes": _("What was said and decided?")})
    meeting.minutes, meeting.fault, meeting.verdict = values["minutes"].strip(), values.get("fault", ""), values.get("verdict", "")
    meeting.written_by, meeting.written_at = actor, now
    meeting.save()
    if values.get("participants"):
        meeting.participants.set(values["participants"])
    for task in tasks:
        todos.add(
            complaint, key=TASK, title=task["title"], assignee=task["assignee"], due_at=task["due_at"], actor=actor, now=now,
            context=_("Meeting on complaint %(number)s") % {"number": complaint.number},
        )
    settling.settle(KIND, complaint.pk, key=MINUTES, outcome=meeting.verdict, now=now)
    timeline.record("complaints.minutes", complaint, actor=actor, at=now, text=meeting.minutes, data={"tasks": len(tasks)}, main=complaint.main_object)
    return meeting

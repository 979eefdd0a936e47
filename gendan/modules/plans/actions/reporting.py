"""Verbs of visit reports and of sales situation meetings (F50, F26)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.followups.models import Activity
from gendan.modules.plans import queries
from gendan.modules.plans.models import Meeting, ReportKind, Visit, VisitReport
from gendan.modules.plans.procedure import VISIT_REPORT
from gendan.spine.access.queries import require, require_any
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work
from gendan.spine.procedures import engine, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


class Decision(NamedTuple):
    """What somebody is to do by when."""

    title: str
    assignee: Employee
    due_at: datetime


def begin_reports(*, now: datetime) -> int:
    """The clock's errand: whoever met a customer in person today has a daily report to submit, once."""
    today = timezone.localdate(now)
    met = Activity.objects.filter(at__date=today, at__lte=now, way__in=queries.IN_PERSON)
    have = VisitReport.objects.filter(kind=ReportKind.DAILY, day=today).values("owner")
    people = at_work().filter(pk__in=met.values("owner")).exclude(pk__in=have).select_related("department").order_by("pk")
    return sum(daily_report(owner, day=today, actor=None, now=now) is not None for owner in people)


@whole
def daily_report(owner: Employee, *, day: date, actor: Employee | None, now: datetime) -> VisitReport:
    """The report of one day: the one there is, or a new draft."""
    made = VisitReport(
        kind=ReportKind.DAILY, day=day, until=day, owner=owner, department=owner.department, created_at=now,
    )
    Employee.objects.select_for_update(no_key=True, of=("self",)).get(pk=owner.pk)
    known = VisitReport.objects.filter(kind=ReportKind.DAILY, day=day, owner=owner).first()
    return known or _begin(made, actor=actor, now=now)


def _begin(made: VisitReport, *, actor: Employee | None, now: datetime) -> VisitReport:
    made.save()
    engine.start(made, procedure=VISIT_REPORT, actor=actor, now=now, owner=made.owner)
    return made


@whole
def periodic_report(*, day: date, until: date, text: str, actor: Employee, now: datetime) -> VisitReport:
    """A report over some days, by the person who writes it."""
    require_any(actor, "create", VisitReport)
    if until < day:
        raise ValidationError({"until": _("The end lies before the beginning.")})
    made = VisitReport(
        kind=ReportKind.PERIODIC, day=day, until=until, text=text, owner=actor, department=actor.department, created_at=now,
    )
    return _begin(made, actor=actor, now=now)


@whole
def urgent_report(visit: Visit, *, actor: Employee, now: datetime) -> VisitReport:
    """What cannot wait for the evening is submitted as it stands (F50)."""
    day = timezone.localdate(visit.arrived_at or now)
    made = VisitReport(
        kind=ReportKind.URGENT, day=day, until=day, visit=visit, text=visit.problem or visit.focus, owner=actor,
        department=actor.department, created_at=now,
    )
    _begin(made, actor=actor, now=now)
    engine.perform(made, "submit", actor=actor, now=now)
    return made


@whole
def write_report(report: VisitReport, *, text: str, actor: Employee, now: datetime) -> VisitReport:
    """The summary above the lines, while it is a draft."""
    row: VisitReport = VisitReport.objects.select_for_update(no_key=True, of=("self",)).get(pk=report.pk)
    require(actor, "edit", row)
    if row.state != "draft":
        raise Refusal(_("The report is submitted already."), code="moved_on")
    row.text = text
    row.save(update_fields=["text"])
    timeline.record("reports.written", row, actor=actor, at=now, system=True)
    return row


@whole
def hold_meeting(
    *, kind: str, held_at: datetime, notes: str, people: Collection[Employee], actor: Employee, now: datetime,
    decisions: Iterable[Decision] = (),
) -> Meeting:
    """Write down a meeting; each decision becomes a to-do of the person who carries it out."""
    require_any(actor, "create", Meeting)
    if held_at > now:
        raise ValidationError({"held_at": _("This time is still to come.")})
    row = Meeting.objects.create(
        kind=kind, held_at=held_at, notes=notes, owner=actor, department=actor.department, created_at=now, created_by=actor,
        related_ids=sorted({one.pk for one in people} - {actor.pk}),
    )
    for one in decisions:
        todos.add(row, key="decision", title=one.title, assignee=one.assignee, due_at=one.due_at, actor=actor, now=now)
    timeline.record("meetings.held", row, actor=actor, at=now, text=notes)
    return row


def reports_follow_transfer(*, employee: Employee, **_facts: object) -> None:
    """Listener of "org.employee_transferred": what is not collated goes along."""
    VisitReport.objects.filter(owner=employee, state_kind="open").update(department=employee.department_id)


def pass_on_reports(*, employee: Employee, successor: Employee, **_facts: object) -> None:
    """Listener of "org.employee_left": drafts are submitted by the successor."""
    rows = VisitReport.objects.filter(owner=employee, state="draft")
    taken = VisitReport.objects.filter(owner=successor, kind=ReportKind.DAILY).values("day")
    rows.exclude(kind=ReportKind.DAILY, day__in=taken).update(owner=successor, department=successor.department)

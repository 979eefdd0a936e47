"""The month summed up by the fifth (F76.4, A45), and the report for the management review (F59): begun, with the figures of their time."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.complaints import outward, reckoning
from gendan.modules.complaints.access import DIGEST as KIND
from gendan.modules.complaints.models import Complaint, Digest
from gendan.modules.complaints.numbers import DAY, DIGEST, REVIEW_DAYS
from gendan.spine.access.queries import require_any
from gendan.spine.documents import papering, papers
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import company_calendar, head_of, holders_of, number
from gendan.spine.org.workdays import add_working_days, is_working_day, previous_working_day
from gendan.spine.procedures import engine
from gendan.spine.whole import whole

Span = Digest.Span


def due_day(month: date, *, now: datetime) -> date:
    """The fifth of the month after it; on a holiday the working day before (A45)."""
    wanted = next_month(month).replace(day=int(number(f"{DIGEST}.{DAY.key}", DAY.default, at=now)))
    calendar = company_calendar()
    return wanted if is_working_day(wanted, calendar) else previous_working_day(wanted, calendar)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=7)).replace(day=1)


def prepare_digest(*, now: datetime) -> Digest | None:
    """The tick: from the first on, last month's summary is asked for, once; a month without a complaint too."""
    last = (timezone.localdate(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    until = next_month(last) - timedelta(days=1)
    if Digest.objects.filter(span=Span.MONTH, since=last).exists() or not Complaint.objects.filter(received_at__date__lte=until).exists():
        return None
    owner = _writer(now=now)
    return _begin(Span.MONTH, last, until, due_on=due_day(last, now=now), owner=owner, actor=None, now=now) if owner else None


def _writer(*, now: datetime) -> Employee | None:
    return outward.desk_of(outward.company(), on=timezone.localdate(now))


@whole
def begin_review(*, since: date, until: date, actor: Employee, now: datetime) -> Digest:
    """A report for the management review over whole months (report 30)."""
    require_any(actor, "create", Digest)
    if until <= since:
        raise ValidationError({"until": _("It ends after it begins.")})
    if Digest.objects.filter(span=Span.REVIEW, since=since, until=until).exists():
        raise ValidationError({"since": _("There is a report over this time already.")})
    days = int(number(f"{DIGEST}.{REVIEW_DAYS.key}", REVIEW_DAYS.default, at=now))
    due_on = timezone.localdate(add_working_days(now, days, company_calendar()))
    return _begin(Span.REVIEW, since, until, due_on=due_on, owner=actor, actor=actor, now=now)


@whole
def _begin(span: str, since: date, until: date, *, due_on: date, owner: Employee, actor: Employee | None, now: datetime) -> Digest:
    row = Digest(
        number=next_number(KIND, at=now), span=span, since=since, until=until, due_on=max(due_on, timezone.localdate(now)), owner=owner,
        department=owner.department, created_at=now, approver=_approver(span, owner, now=now),
    )
    row.figures, row.cost_cny = figures_of(row, now=now)
    row.save(force_insert=True)
    engine.start(row, procedure=DIGEST, actor=actor, now=now, owner=owner)
    return row


def _approver(span: str, owner: Employee, *, now: datetime) -> Employee | None:
    """The department manager for the month; for the review the management representative, or the general manager."""
    on = timezone.localdate(now)
    above = next((found[0] for role in ("management_representative", "general_manager") if (found := holders_of(role, on=on))), None)
    if span == Span.REVIEW:
        return above
    return (head_of(owner.department, besides=owner) if owner.department else None) or above


def figures_of(digest: Digest, *, now: datetime) -> tuple[dict[str, Any], Any]:
    """What is reported over its time, as plain values; and the cost."""
    rows = Complaint.objects.filter(received_at__date__gte=digest.since, received_at__date__lte=digest.until)
    every = reckoning.whole(rows, now=now)
    known = ("count", "justified", "open", "due", "in_time", "on_time", "first_contact", "at_first", "reopened", "score")
    groups = {
        key: [{"name": str(row[field] or ""), "count": row["count"], "justified": row["justified"], "on_time": row["on_time"]}
              for row in reckoning.grouped(rows, field, now=now)[:12]]
        for key, field in (("klass", "klass"), ("cause", "cause__name"), ("department", "responsible_department__name"), ("product", "product__name"),
                           ("channel", "channel"))
    }
    whole_sum = sum((row["cost"] for row in reckoning.costs(rows, now=now)), 0) or None
    repeated = [{"name": f"{row['product__name']} · {row['what']}", "count": row["count"]} for row in reckoning.repeats(rows, now=now)[:12]]
    figures = {name: float(every[name]) if every[name] is not None else None for name in known}
    return {**figures, "repeat_rate": reckoning.repeat_rate(rows, now=now), "groups": groups, "repeats": repeated}, whole_sum


def refresh_figures(*, case: Any, transition: Any, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": the figures are those of the day on which the summary is handed in."""
    if case.procedure == DIGEST and transition.key == "hand_in":
        row = Digest.objects.get(pk=case.record_id)
        row.figures, row.cost_cny = figures_of(row, now=now)
        row.save(update_fields=["figures", "cost_cny"])


def print_digest(*, digest: Digest, actor: Employee, now: datetime, **_facts: Any) -> None:
    """Listener of "complaints.digest_published": the paper, ready to sign, made by who may see what it shows."""
    paper = f"complaint_{digest.span}"
    maker = next((one for one in (actor, digest.owner) if one is not None and papering.is_open(one, papers.paper_of(paper))), None)
    if maker is not None:
        papering.make(digest, paper=paper, actor=maker, now=now)

"""Figures of complaints, reckoned from a scoped queryset to rows (reports 28 to 30)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Lower, NullIf, Trim, TruncMonth, TruncWeek
from django.utils import timezone

from gendan.modules.complaints.models import Complaint
from gendan.ui.report.shares import share

Row = dict[str, Any]
#: Joined ones are counted with what they were joined to; what was none, not at all.
COUNTED = ~Q(state__in=("joined", "discarded"))
JUSTIFIED = Q(fault="ours")
MOST = 200
WEEKS = 40


def counted(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """What is a complaint of its own."""
    return rows.filter(COUNTED)


def sums(*, now: datetime) -> dict[str, Any]:
    """What every report counts of each group."""
    answered = Q(responded_at__isnull=False)
    return {
        "count": Count("id"), "justified": Count("id", filter=JUSTIFIED), "open": Count("id", filter=Q(state_kind__in=("open", "waiting"))),
        "due": Count("id", filter=Q(respond_due_at__isnull=False) & (answered | Q(respond_due_at__lt=now))),
        "in_time": Count("id", filter=answered & Q(responded_at__lte=F("respond_due_at"))),
        "first_in_time": Count("id", filter=Q(first_answered_at__lte=F("first_due_at"))),
        "first_due": Count("id", filter=Q(first_due_at__isnull=False) & (Q(first_answered_at__isnull=False) | Q(first_due_at__lt=now))),
        "decided": Count("id", filter=Q(decided_at__isnull=False)), "first_contact": Count("id", filter=Q(first_contact=True)),
        "reopened": Count("id", filter=Q(reopened_times__gt=0)), "score": Avg("outcome_score"), "asked": Count("outcome_score"),
    }


def _shares(row: Row) -> Row:
    return dict(row) | {
        "late": row["due"] - row["in_time"], "on_time": share(row["in_time"], row["due"]), "first_on_time": share(row["first_in_time"], row["first_due"]),
        "justified_rate": share(row["justified"], row["decided"]), "at_first": share(row["first_contact"], row["decided"]),
        "reopened_rate": share(row["reopened"], row["count"]),
    }


def grouped(rows: QuerySet[Complaint], *fields: str, now: datetime) -> list[Row]:
    """By these fields, the most first."""
    return [_shares(row) for row in counted(rows).order_by().values(*fields).annotate(**sums(now=now)).order_by("-count", *fields)[:MOST]]


def whole(rows: QuerySet[Complaint], *, now: datetime) -> Row:
    """All of them together."""
    return _shares(counted(rows).order_by().aggregate(**sums(now=now)))


def by_month(rows: QuerySet[Complaint], *, now: datetime) -> list[Row]:
    """Month after month, the empty ones too."""
    zone = timezone.get_default_timezone()
    found = counted(rows).order_by().annotate(month=TruncMonth("received_at", tzinfo=zone)).values("month").annotate(**sums(now=now)).order_by("month")
    known = {timezone.localtime(row["month"], zone).date(): _shares(dict(row)) for row in found}
    return [known.get(month) or {"month": month, **_empty()} for month in _months(min(known, default=None), timezone.localdate(now))]


def _empty() -> Row:
    return {"count": 0, "justified": 0, "due": 0, "in_time": 0, "late": 0, "on_time": None, "reopened": 0, "first_contact": 0, "at_first": None}


def _months(first: date | None, last: date) -> Iterable[date]:
    while first is not None and first <= last:
        yield first
        first = (first.replace(day=28) + timedelta(days=7)).replace(day=1)


def by_week(rows: QuerySet[Complaint], *, now: datetime) -> list[Row]:
    """The last weeks up to the one before this one, with what had to be answered in each: for the control charts."""
    zone, today = timezone.get_default_timezone(), timezone.localdate(now)
    this = today - timedelta(days=today.weekday())
    since = timezone.make_aware(datetime.combine(this - timedelta(weeks=WEEKS), datetime.min.time()), zone)
    found = counted(rows).order_by().filter(received_at__gte=since).annotate(week=TruncWeek("received_at", tzinfo=zone)).values("week").annotate(
        **sums(now=now)).order_by("week")
    known = {timezone.localtime(row["week"], zone).date(): row for row in found}
    first = min(known, default=this)
    weeks = [first + timedelta(weeks=step) for step in range(max((this - first).days // 7, 0))]
    return [_week(day, known.get(day)) for day in weeks]


def _week(day: date, row: Any) -> Row:
    return {"week": day, "count": row["count"] if row else 0, "due": row["due"] if row else 0, "late": row["due"] - row["in_time"] if row else 0}


def repeats(rows: QuerySet[Complaint], *, now: datetime) -> list[Row]:  # noqa: ARG001  the shape of reports
    """The same product with the same defect and cause, more than once: what was not corrected for good."""
    words = Coalesce(NullIf(Lower(Trim("defect")), Value("")), Lower(Trim("subject")))
    found = counted(rows).exclude(product=None).order_by().annotate(what=words).values("product_id", "product__name", "what", "cause__name").annotate(
        count=Count("id"), customers=Count("customer", distinct=True), first=Min("received_at"),
    ).filter(count__gt=1).order_by("-count", "product__name")[:MOST]
    return [dict(row) for row in found]


def repeat_rate(rows: QuerySet[Complaint], *, now: datetime) -> float | None:
    """How many of all are repeats of one that was there before."""
    every = counted(rows).count()
    return share(sum(row["count"] - 1 for row in repeats(rows, now=now)), every)


def by_person(rows: QuerySet[Complaint], *, now: datetime) -> list[Row]:
    """Justified complaints per person complained about (F99.2): only those whose verdict is ours count in an assessment."""
    found = grouped(rows.exclude(respondent=None), "respondent_id", "respondent__name", "respondent__department__name", now=now)
    return sorted(found, key=lambda row: (-row["justified"], -row["count"], row["respondent__name"]))


def per_person(rows: QuerySet[Complaint], *, people: int) -> float | None:
    """Justified complaints for each person complained about or not (F99)."""
    return share(counted(rows).filter(JUSTIFIED).count(), people)


def costs(rows: QuerySet[Complaint], *, now: datetime) -> list[Row]:  # noqa: ARG001
    """What complaints cost, by class and cause."""
    found = counted(rows).exclude(cost_cny=None).order_by().values("klass", "cause__name").annotate(
        count=Count("id"), cost=Sum("cost_cny"), average=Avg("cost_cny")).order_by("-cost")[:MOST]
    return [dict(row) for row in found]


def promises(rows: QuerySet[Complaint], *, now: datetime) -> list[Row]:
    """By handler: how often somebody was told when he hears next, and heard by then."""
    found: dict[str, Row] = defaultdict(lambda: {"count": 0, "kept": 0, "broken": 0})
    kept, broken = Q(promises__kept_at__lte=F("promises__at")), Q(promises__kept_at__gt=F("promises__at")) | Q(promises__kept_at=None, promises__at__lt=now)
    for row in rows.exclude(promises=None).order_by().values("owner__name").annotate(
        count=Count("promises"), kept=Count("promises", filter=kept), broken=Count("promises", filter=broken)
    ).order_by("owner__name"):
        found[row["owner__name"] or ""] = {"count": row["count"], "kept": row["kept"], "broken": row["broken"]}
    return [{"owner": owner, **row, "rate": share(row["kept"], row["kept"] + row["broken"])} for owner, row in found.items()]

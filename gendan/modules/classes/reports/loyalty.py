"""Satisfaction, the five signs of loyalty, and the four costs that a customer bears (F43, C41, C42, report 16)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Avg,
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.classes import rules
from gendan.modules.classes.models import Standing
from gendan.modules.classes.reports.seven import window
from gendan.modules.customers.models import ABC, Customer, OwnerChange, SatisfactionScore, Source
from gendan.modules.followups.models import NOT_REACHED, Activity, Attitude, Promise
from gendan.modules.opportunities.models import CompetitorMet, Line, Opportunity
from gendan.ui.report.shares import share

Row = dict[str, Any]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of loyalty that a later module knows of: how many of these buyers showed it between two days."""

    key: str
    label: Any
    count: Callable[[QuerySet[Any], date, date], int]


_more: dict[str, Sign] = {}


def register_sign(sign: Sign) -> None:
    """Add a sign to the report."""
    _more[sign.key] = sign


def satisfaction(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """By class: what customers said of us, how they met us, and whether promises were kept (F43)."""
    start, today = window(now)
    met = Activity.objects.filter(at__date__range=(start, today), customer__in=customers.order_by().values("pk")).exclude(attitude="")
    given = Promise.objects.filter(due_at__date__range=(start, today), customer__in=customers.order_by().values("pk"), kept__isnull=False)
    attitudes = {row["customer__abc"]: row for row in met.order_by().values("customer__abc").annotate(
        met=Count("pk"), warm=Count("pk", filter=Q(attitude=Attitude.WARM)),
        cold=Count("pk", filter=Q(attitude__in=(Attitude.COLD, Attitude.ANNOYED))),
    )}
    promises = {row["customer__abc"]: row for row in given.order_by().values("customer__abc").annotate(
        given=Count("pk"), kept=Count("pk", filter=Q(kept=True)))}
    asked = SatisfactionScore.objects.filter(at__date__range=(start, today), customer__in=customers.order_by().values("pk")).order_by()
    scores = {row["customer__abc"]: row for row in asked.values("customer__abc").annotate(answers=Count("pk"), mean=Avg("score"))}
    rows = []
    for abc in (*ABC.values, ""):
        one, said = attitudes.get(abc, {}), promises.get(abc, {})
        told: dict[str, Any] = dict(scores.get(abc, {}))
        if one or said or told:
            rows.append({
                "answers": told.get("answers", 0), "score": told.get("mean"),
                "abc": abc or "—", "met": one.get("met", 0), "warm": share(one.get("warm", 0), one.get("met")),
                "cold": share(one.get("cold", 0), one.get("met")), "given": said.get("given", 0),
                "kept": share(said.get("kept", 0), said.get("given")),
            })
    return rows


def loyalty_signs(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """Of those who have bought, how many show each sign (F43): also by what later modules know of them."""
    start, today = window(now)
    buyers = Standing.objects.filter(customer__in=customers.order_by().values("pk")).order_by().values("customer")
    whole = buyers.count()
    of_buyers = Opportunity.objects.filter(customer__in=buyers, deleted_at=None)
    lost = of_buyers.filter(state="lost", closed_on__range=(start, today)).values("customer")
    rivals = CompetitorMet.objects.filter(opportunity__customer__in=buyers, met_at__date__range=(start, today)).values("opportunity__customer")
    active = Standing.objects.filter(customer__in=buyers, purchases__gt=0)
    last = Activity.objects.filter(customer=OuterRef("pk")).exclude(attitude="").order_by("-at", "-pk").values("attitude")[:1]
    trusting = Customer.objects.filter(pk__in=buyers).annotate(last=Subquery(last)).filter(last=Attitude.WARM)
    signs = (
        ("intention", _("wants to buy again"), of_buyers.filter(state_kind="open").values("customer").distinct().count()),
        ("again", _("has bought again"), of_buyers.filter(state="won").order_by().values("customer").annotate(n=Count("pk")).filter(n__gt=1).count()),
        ("exclusive", _("buys from us alone, as far as known"), active.exclude(customer__in=lost).exclude(customer__in=rivals).count()),
        ("trust", _("strong trust: met us warmly last time"), trusting.count()),
    )
    came = customers.filter(source__in=(Source.REFERRAL, Source.CHAIN_REFERRAL), created_at__date__range=(start, today)).count()
    known = [*signs, *((one.key, one.label, one.count(buyers, start, today)) for one in _more.values())]
    rows = [{"sign": key, "label": label, "customers": count, "share": share(count, whole)} for key, label, count in known]
    return [*rows, {"sign": "recommended", "label": _("recommended by others: customers who came so"), "customers": came, "share": None}]


def costs(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """Money, effort, time and energy that customers spend on us: this time and the one before (F43, C42)."""
    start, today = window(now)
    before = rules.measure(at=now).since(start - DAY)
    spans = {"now": (start, today), "before": (before, start - DAY)}
    found = {key: _costs_of(customers, span) for key, span in spans.items()}
    titles = (
        ("money", _("money"), _("price paid, % of the list price")),
        ("effort", _("effort"), _("contacts before a contract")),
        ("time", _("time"), _("days from registration to contract")),
        ("answer", _("time"), _("hours until a promised answer")),
        ("energy", _("energy"), _("new people to get used to, of 100 customers")),
        ("missed", _("energy"), _("calls that missed, of 100")),
    )
    return [
        {"key": key, "cost": cost, "label": label, "now": found["now"][key], "before": found["before"][key]}
        for key, cost, label in titles
    ]


def costs_by_month(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """For each month of the time: days until the contract, and contacts before it."""
    won = _won_in(customers, window(now))
    about = Activity.objects.filter(record_kind="opportunities.opportunity", record_id__in=won.order_by().values("pk"))
    met = dict(about.order_by().values_list("record_id").annotate(n=Count("pk")))
    months: dict[date, list[tuple[int, int]]] = {}
    for pk, signed, at in won.annotate(began=BEGAN).values_list("pk", "signed_on", "began"):
        if signed:
            months.setdefault(signed.replace(day=1), []).append((max(0, (signed - timezone.localdate(at)).days), met.get(pk, 0)))
    return [
        {"month": month, "days": round(sum(days for days, _n in found) / len(found), 1),
         "contacts": round(sum(n for _days, n in found) / len(found), 1)}
        for month, found in sorted(months.items())
    ]


BEGAN = Case(When(submitted_at__isnull=False, then=F("submitted_at")), default=F("created_at"))


def _won_in(customers: QuerySet[Customer], span: tuple[date, date]) -> QuerySet[Opportunity]:
    whose = customers.order_by().values("pk")
    return Opportunity.objects.filter(state="won", deleted_at=None, signed_on__range=span, customer__in=whose)


def _costs_of(customers: QuerySet[Customer], span: tuple[date, date]) -> dict[str, float | None]:
    theirs = {"customer__in": customers.order_by().values("pk")}
    won = _won_in(customers, span)
    # What is far above the list price is the price of a whole delivery, written into one line.
    lines = Line.objects.filter(
        opportunity__in=won.order_by().values("pk"), product__list_price__gt=0, price__lte=2 * F("product__list_price")
    )
    met = Activity.objects.filter(at__date__range=span, **theirs)
    calls = met.filter(way="call").aggregate(all=Count("pk"), missed=Count("pk", filter=Q(result__in=NOT_REACHED)))
    about = Activity.objects.filter(record_kind="opportunities.opportunity", record_id__in=won.order_by().values("pk"))
    changes = OwnerChange.objects.filter(at__date__range=span, previous__isnull=False, owner__isnull=False, **theirs)
    contracts, number = won.count(), customers.count()
    sums = lines.aggregate(paid=_worth("price"), listed=_worth("product__list_price"))
    return {
        "money": _each(100 * (sums["paid"] or 0), sums["listed"] or 0), "effort": _each(about.count(), contracts), "time": _days_to_sign(won),
        "answer": _hours_to_answer(Promise.objects.filter(answered_at__date__range=span, **theirs)),
        "energy": _each(100 * changes.count(), number), "missed": _each(100 * calls["missed"], calls["all"]),
    }


def _worth(price: str) -> Sum:
    return Sum(F("quantity") * F(price), output_field=FloatField())


def _each(count: float, of: float) -> float | None:
    found = share(count, of)
    return None if found is None else round(found, 1)


def _days_to_sign(won: QuerySet[Opportunity]) -> float | None:
    days = [(signed - timezone.localdate(at)).days for signed, at in won.annotate(began=BEGAN).values_list("signed_on", "began") if signed]
    real = [count for count in days if count >= 0]
    return round(sum(real) / len(real), 1) if real else None


def _hours_to_answer(promises: QuerySet[Promise]) -> float | None:
    took = ExpressionWrapper(F("answered_at") - F("created_at"), output_field=DurationField())
    mean = promises.aggregate(x=Avg(took))["x"]
    return round(mean.total_seconds() / 3600, 1) if mean else None

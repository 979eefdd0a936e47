"""The seven P analyses (F42, C62, report 15), from what is held today: costs of our own, and ethnic or sex data, are not."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.db.models import Count, DecimalField, F, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.classes import rules
from gendan.modules.classes.models import Standing
from gendan.modules.customers.models import Customer, Nature, Source
from gendan.modules.followups.models import Activity
from gendan.modules.opportunities.models import Line, Opportunity, Payment
from gendan.ui.report.shares import share

Row = dict[str, Any]
MONEY = DecimalField(max_digits=18, decimal_places=2)
NOTHING = Value(Decimal(0), output_field=MONEY)
LARGEST = 50
PAIRS = 30
#: Where the company itself went before the public.
PROMOTED = (Source.EXHIBITION, Source.NEWSPAPER, Source.SALES_LETTER, Source.OTHER_MEDIA, Source.DIRECTORY, Source.MARKET)


def window(now: datetime) -> tuple[date, date]:
    """The days that the classes are reckoned from."""
    today = timezone.localdate(now)
    return rules.measure(at=now).since(today), today


def won(customers: QuerySet[Customer], *, now: datetime | None = None) -> QuerySet[Opportunity]:
    """What these customers bought; with `now`, in the time of the classes."""
    rows = Opportunity.objects.filter(state="won", deleted_at=None, customer__in=customers.order_by().values("pk"))
    return rows.filter(signed_on__range=window(now)) if now else rows


def profiling(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:  # noqa: ARG001
    """Level, risk and habits by nature of the customer (F42.4 profiling)."""
    sums = {abc: Count("pk", filter=Q(abc=abc)) for abc in "ABC"}
    found = customers.order_by().values("nature").annotate(
        customers=Count("pk"), **sums, risk=Count("pk", filter=~Q(credit_problems="") | Q(prospect_state="suspected")),
        habits=Count("pk", filter=~Q(purchase_type="") | ~Q(market_positioning="") | ~Q(price_positioning="")),
    )
    names = dict(Nature.choices)
    return [
        {**row, "label": names.get(row["nature"], row["nature"]), "risk_share": share(row["risk"], row["customers"]),
         "habits_share": share(row["habits"], row["customers"])}
        for row in sorted(found, key=lambda row: -row["customers"])
    ]


SPANS = ((0, 1), (1, 2), (2, 3), (3, 5), (5, None))


def persistency(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """How long customers have bought from us, and who still does (F42.4 persistency)."""
    rows = Standing.objects.filter(customer__in=customers.order_by().values("pk"))
    today, start = timezone.localdate(now), window(now)[0]
    found = []
    for low, high in SPANS:
        within = Q(first_on__lte=rules.months_before(today, 12 * low))
        if high is not None:
            within &= Q(first_on__gt=rules.months_before(today, 12 * high))
        sums = rows.filter(within).aggregate(
            customers=Count("pk"), still=Count("pk", filter=Q(last_on__gte=start)), purchases=Sum("purchases"), turnover=Coalesce(Sum("turnover"), NOTHING),
        )
        label = _("%(low)d–%(high)d years") % {"low": low, "high": high} if high else _("%(low)d years and more") % {"low": low}
        found.append({"label": label, **sums, "kept": share(sums["still"], sums["customers"]),
                      "each": share(sums["purchases"] or 0, sums["customers"])})
    return found


def profitability(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """The largest customers: turnover, money received and open, and how many contacts they took (F42.4 profitability).

    What goods and work cost us is not kept, so that no profit is shown.
    """
    start, today = window(now)
    mine = list(won(customers, now=now).values("customer", "customer__name").annotate(
        deals=Count("pk"), turnover=Coalesce(Sum("contract_amount"), NOTHING)
    ).order_by("-turnover", "customer")[:LARGEST])
    ids = [row["customer"] for row in mine]
    paid = dict(Payment.objects.filter(
        opportunity__customer__in=ids, opportunity__state="won", opportunity__signed_on__range=(start, today)
    ).order_by().values_list("opportunity__customer").annotate(sum=Sum("amount")))
    met = dict(Activity.objects.filter(customer__in=ids, at__date__range=(start, today)).order_by()
               .values_list("customer").annotate(n=Count("pk")))
    return [
        {"id": row["customer"], "name": row["customer__name"], "contracts": row["deals"], "turnover": row["turnover"],
         "received": paid.get(row["customer"], Decimal(0)), "owed": row["turnover"] - paid.get(row["customer"], Decimal(0)),
         "contacts": met.get(row["customer"], 0), "each": share(row["turnover"], met.get(row["customer"], 0))}
        for row in mine
    ]


def performance(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """Sales by kind of goods, channel and outlet (F42.4 performance)."""
    rows = won(customers, now=now)
    lines = Line.objects.filter(opportunity__in=rows.order_by().values("pk"), price__isnull=False)
    kinds = lines.order_by().values_list("product__line__name").annotate(
        n=Count("opportunity", distinct=True), sum=Sum(F("quantity") * F("price"), output_field=MONEY))
    channels = rows.order_by().values_list("source").annotate(n=Count("pk"), sum=Coalesce(Sum("contract_amount"), NOTHING))
    outlets = rows.order_by().values_list("department__name").annotate(n=Count("pk"), sum=Coalesce(Sum("contract_amount"), NOTHING))
    names = dict(Source.choices)
    groups = (
        (_("kind of goods"), kinds), (_("channel"), [(names.get(key, "—"), n, total) for key, n, total in channels]),
        (_("outlet"), outlets),
    )
    return [
        {"by": title, "label": label or "—", "contracts": n, "turnover": total}
        for title, found in groups for label, n, total in sorted(found, key=lambda row: -row[2])
    ]


def prospecting(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:  # noqa: ARG001
    """Who may still buy, by source: how many, what is on the way, and how many of that source bought so far (F42.4 prospecting)."""
    found = customers.order_by().values("source").annotate(
        known=Count("pk"), future=Count("pk", filter=Q(transaction_class="will")),
    )
    open_ones = Opportunity.objects.filter(state_kind="open", deleted_at=None, customer__in=customers.order_by().values("pk"))
    on_way = {
        row["customer__source"]: row for row in open_ones.order_by().values("customer__source").annotate(
            n=Count("pk"), sum=Coalesce(Sum("amount"), NOTHING))
    }
    names, nothing = dict(Source.choices), {"n": 0, "sum": Decimal(0)}
    rows = []
    for row in sorted(found, key=lambda row: -row["future"]):
        rate, way = share(row["known"] - row["future"], row["known"]), on_way.get(row["source"], nothing)
        rows.append({
            "source": row["source"], "label": names.get(row["source"], "—"), "future": row["future"], "rate": rate,
            "expected": round(row["future"] * (rate or 0)), "open": way["n"], "amount": way["sum"],
        })
    return rows


def product(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:  # noqa: ARG001
    """Which product lines the same customers buy: who buys the first, how many of them buy the second too (F42.4 product)."""
    rows = Line.objects.filter(opportunity__in=won(customers).order_by().values("pk"))
    bought: dict[int, set[str]] = {}
    for customer, line in rows.order_by().values_list("opportunity__customer", "product__line__name").distinct():
        bought.setdefault(customer, set()).add(line)
    single = Counter(line for lines in bought.values() for line in lines)
    pairs = Counter(pair for lines in bought.values() for pair in combinations(sorted(lines), 2))
    whole = len(bought)
    return [
        {"first": first, "second": second, "label": f"{first} + {second}", "both": both, "of_first": share(both, single[first]),
         "of_second": share(both, single[second]), "lift": share(both * whole, single[first] * single[second])}
        for (first, second), both in pairs.most_common(PAIRS)
    ]


def promotion(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:  # noqa: ARG001
    """What exhibitions, letters, media and directories brought in: customers, buyers, turnover (F42.4 promotion).

    What they cost is not kept.
    """
    names = dict(Source.choices)
    rows = customers.filter(source__in=PROMOTED).order_by().values("source", "source_note").annotate(
        customers=Count("pk"), bought=Count("standing"), turnover=Coalesce(Sum("standing__turnover"), NOTHING), newest=Max("created_at"),
    )
    return [
        {**row, "label": " · ".join(str(part) for part in (names.get(row["source"], ""), row["source_note"]) if part),
         "rate": share(row["bought"], row["customers"])}
        for row in sorted(rows, key=lambda row: (-row["turnover"], -row["customers"]))[:LARGEST]
    ]

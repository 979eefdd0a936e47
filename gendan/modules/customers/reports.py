"""Figures of customers, each a function from a scoped queryset to rows (F01, F46)."""

from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from gendan.modules.customers import archive
from gendan.modules.customers.models import Contact, Customer, Source
from gendan.modules.customers.procedure import PROCEDURE

Row = dict[str, Any]


def number_per_stage(customers: QuerySet[Customer]) -> list[Row]:
    """How many stand at each stage of the life-cycle, in its order (F01)."""
    counted = dict(customers.order_by().values_list("state").annotate(n=Count("pk")))
    return [
        {"state": state.key, "label": state.title, "count": counted.get(state.key, 0)}
        for state in PROCEDURE.states if state.key != "bin"
    ]


def ratings(customers: QuerySet[Customer]) -> list[Row]:
    """How many customers have each rating, and how many visited ones still lack one (F01.10)."""
    counted = customers.order_by().values("rating").annotate(
        count=Count("pk"), visited=Count("pk", filter=Q(state__in=("follow", "sign", "collect", "maintain")))
    )
    rows: list[Row] = [dict(row) for row in counted]
    return sorted(rows, key=lambda row: -(row["rating"] or 0))


def completeness_bands(customers: QuerySet[Customer]) -> list[Row]:
    """Customers by how complete their archive is, with the average (F01.8)."""
    bands = ((0, 24), (25, 49), (50, 74), (75, 100))
    sums = {f"from_{low}": Count("pk", filter=Q(completeness__range=(low, high))) for low, high in bands}
    found = customers.aggregate(average=Avg("completeness"), **sums)
    rows: list[Row] = [{"low": low, "high": high, "count": found[f"from_{low}"]} for low, high in bands]
    return [*rows, {"low": 0, "high": 100, "average": round(found["average"] or 0, 1)}]


def missing_items(customers: QuerySet[Customer]) -> list[Row]:
    """What archives lack, of the items that stand on the customer itself; the commonest gap first."""
    own = [item for item in archive.ITEMS if not item.of_contact and item.key not in ("telephone", "email")]
    sums = {item.key: Count("pk", filter=_empty(item.fields)) for item in own}
    found = customers.aggregate(**sums)
    reached = Contact.objects.filter(customer__in=customers, is_active=True).values("customer").distinct().count()
    rows = [{"item": item.key, "label": item.label, "count": found[item.key]} for item in own]
    rows.append({"item": "head", "label": archive.ITEMS[1].label, "count": customers.count() - reached})
    return sorted(rows, key=lambda row: -row["count"])


def _empty(fields: tuple[str, ...]) -> Q:
    condition = Q()
    for name in fields:
        null = Q(**{f"{name}__isnull": True})
        field = Customer._meta.get_field(name)
        condition &= null if field.get_internal_type() == "PositiveSmallIntegerField" else null | Q(**{name: ""})
    return condition


def by_source(customers: QuerySet[Customer]) -> list[Row]:
    """How many came from each source, and how many of them trade now (F46)."""
    labels = dict(Source.choices)
    counted = customers.order_by().values("source").annotate(
        count=Count("pk"), trading=Count("pk", filter=Q(transaction_class="having"))
    )
    rows = [{**row, "label": labels.get(row["source"], "")} for row in counted]
    return sorted(rows, key=lambda row: -row["count"])


def by_region(customers: QuerySet[Customer]) -> list[Row]:
    """How many in each province."""
    counted = customers.order_by().values("province").annotate(count=Count("pk")).order_by("-count", "province")
    return [dict(row) for row in counted]


def by_class(customers: QuerySet[Customer]) -> list[Row]:
    """How many of each class, and how large a share of all (F36)."""
    counted = list(customers.order_by().values("abc").annotate(count=Count("pk")).order_by("abc"))
    whole = sum(row["count"] for row in counted) or 1
    return [{**row, "share": round(100 * row["count"] / whole, 1)} for row in counted]

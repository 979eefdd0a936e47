"""Reads of returns."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from gendan.modules.returns.models import DeskDay, DeskReturn, Return, Voice, Wanted
from gendan.modules.returns.numbers import KEY, SAMPLE_SHARE
from gendan.modules.returns.words import DeskKind, Inspection, Money, Place, Size
from gendan.spine.org.models import Department
from gendan.spine.org.queries import number
from gendan.spine.procedures.declare import Number


def value(one: Number, *, at: Any, procedure: str = KEY) -> Any:
    """The company's own value of one of the numbers."""
    return number(f"{procedure}.{one.key}", one.default, at=at)


def of(kind: str, object_id: int) -> QuerySet[Return]:
    """The returns that a record asked for, newest first; the caller narrows them to what somebody may see."""
    found: QuerySet[Return] = Return.objects.filter(source_kind=kind, source_id=object_id).select_related("owner", "customer", "case")
    return found.order_by("-created_at", "-pk")


def to_destroy(rows: QuerySet[Return], *, on: date) -> QuerySet[Return]:
    """Those whose time of retention is over (F56.8)."""
    return rows.filter(keep_until__lt=on)


def wanted_inspection(record: Return) -> Inspection:
    """F56.6: a batch is sampled, a small lot is inspected whole."""
    return Inspection.SAMPLING if record.size == Size.BATCH else Inspection.FULL


def least(record: Return, *, at: Any) -> Decimal:
    """How many pieces the inspection looks at, at the least."""
    share: Decimal = record.quantity * Decimal(str(value(SAMPLE_SHARE, at=at))) / 100
    whole: Decimal = record.quantity
    return whole if wanted_inspection(record) == Inspection.FULL else max(Decimal(1), share)


# -- the desk -----------------------------------------------------------------------------------------------------------


def system_total(day: DeskDay) -> Decimal:
    """What the desk has taken back or paid back on this day, by gendan (F106.9)."""
    found: Decimal | None = day.deskreturns.filter(done_at__isnull=False).aggregate(total=Sum("amount"))["total"]
    return found or Decimal(0)


def expected_cash(day: DeskDay) -> Decimal:
    """What has to lie in the till: the float less cash paid back and expenses (F106.11)."""
    paid = day.deskreturns.filter(paid_by=Money.CASH).exclude(kind=DeskKind.EXCHANGE).aggregate(total=Sum("amount"))["total"]
    spent = day.expenses.aggregate(total=Sum("amount"))["total"]
    return (day.float_start or Decimal(0)) - (paid or Decimal(0)) - (spent or Decimal(0))


def day_of(department: Department, *, on: date) -> DeskDay | None:
    """The desk's day, if somebody has signed in."""
    return DeskDay.objects.filter(department=department, day=on).select_related("owner", "case").first()


def day_before(department: Department, *, on: date) -> DeskDay | None:
    """The desk's last day before this one."""
    return DeskDay.objects.filter(department=department, day__lt=on).order_by("-day").first()


def open_items(day: DeskDay) -> list[dict[str, str]]:
    """What the next shift has to know of: returns, complaints and wanted goods that are open, with telephone numbers (F106.8)."""
    found = []
    for model in (DeskReturn, Voice, Wanted):
        rows = model.objects.filter(department=day.department, state_kind__in=("open", "waiting")).order_by("created_at", "pk")
        found += [
            {"kind": f"returns.{model._meta.model_name}", "id": str(row.pk), "what": str(row), "name": row.name, "phone": row.phone} for row in rows
        ]
    return found


def quality_list(rows: QuerySet[DeskReturn]) -> QuerySet[DeskReturn]:
    """商品质量退货明细表: goods with a defect (F106.10)."""
    return rows.filter(sorted_to=Place.LIST)

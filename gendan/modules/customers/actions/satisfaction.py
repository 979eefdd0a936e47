"""What customers say of us, and its mean on the customer (F43, F54.5, F60.6)."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Round

from gendan.modules.customers.models import Customer, SatisfactionScore
from gendan.modules.customers.numbers import SATISFACTION_DAYS
from gendan.spine.records import kind_of
from gendan.spine.whole import whole


@whole
def note_satisfaction(customer: Customer, *, record: Any, score: float | Decimal, now: datetime) -> None:
    """Keep what was said to a complaint, a survey or a visit; said again on the same record, the last word counts."""
    said = {"customer": customer, "score": Decimal(score), "at": now}
    SatisfactionScore.objects.update_or_create(record_kind=kind_of(record), record_id=record.pk, defaults=said)
    _write(Customer.objects.filter(pk=customer.pk), now=now)


@whole
def refresh_satisfaction(*, now: datetime) -> int:
    """What was said too long ago no longer counts: one statement over those whose mean is no longer right."""
    return _write(Customer.objects.filter(Q(satisfaction__isnull=False)), now=now)


def _write(customers: QuerySet[Customer], *, now: datetime) -> int:
    since = now - timedelta(days=SATISFACTION_DAYS.whole_at(now))
    counted = SatisfactionScore.objects.filter(customer=OuterRef("pk"), at__gt=since).order_by().values("customer")
    mean = Subquery(counted.annotate(mean=Round(Avg("score"), precision=1)).values("mean"))
    wrong = customers.annotate(mean=mean).filter(~Q(mean=F("satisfaction")) | Q(mean=None) | Q(satisfaction=None))
    return wrong.exclude(mean=None, satisfaction=None).update(satisfaction=mean)

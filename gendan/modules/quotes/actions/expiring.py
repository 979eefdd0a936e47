"""What is no longer valid expires by the clock."""

from datetime import datetime

from django.utils import timezone

from gendan.modules.quotes import queries
from gendan.modules.quotes.models import Quote
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal

AT_ONCE = 500


def expire_due(*, now: datetime) -> int:
    """Each in a transaction of its own; one that somebody moves at the same moment is left alone."""
    found = queries.expired(today=timezone.localdate(now)).order_by("valid_until", "pk")[:AT_ONCE]
    return sum(_expire(quote, now=now) for quote in found)


def _expire(quote: Quote, *, now: datetime) -> int:
    try:
        engine.perform(quote, "expire", actor=None, now=now)
    except Refusal:
        return 0
    return 1

"""First serve, then sell (F43.4): what is still open with a customer, as the modules above have declared it."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from gendan.modules.customers.access import KIND
from gendan.spine.procedures.models import Case
from gendan.ui.detail.declare import Card
from gendan.ui.listing.filters import Asked

#: Procedure → whether only what is late counts.
_matters: dict[str, bool] = {}
SHOWN = 5


def register(procedure: str, *, late_only: bool = False) -> None:
    """An open case of this procedure is to be settled before something is sold."""
    _matters[procedure] = late_only


def open_matters(customer_id: int, *, now: datetime) -> list[Case]:
    """What is to be settled first, the oldest first."""
    always = [key for key, late_only in _matters.items() if not late_only]
    late = [key for key, late_only in _matters.items() if late_only]
    wanted = Q(procedure__in=always) | Q(procedure__in=late, due_at__lt=now)
    return list(Case.objects.filter(wanted, main_kind=KIND, main_id=customer_id, closed_at=None).order_by("started_at")[:SHOWN])


def _of(record: Any, asked: Asked) -> list[Case]:
    pk = record.pk if not hasattr(record, "customer_id") else record.customer_id
    found: list[Case] = asked.once(("open matters", pk), lambda: open_matters(pk, now=asked.now)) if pk else []
    return found


def serve_first_card() -> Card:
    """The card for a customer's page and for what stands under it; nothing where all is settled."""
    return Card(
        template="customers/card_serve_first.html", context=lambda record, asked: {"matters": _of(record, asked)},
        shown=lambda record, asked: bool(_of(record, asked)),
    )

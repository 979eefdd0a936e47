"""Reads of quotations that are used twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.queries import Offer, authorities, authority_of, prices_for
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.models import PriceCut, Quote, Version
from gendan.spine.access.queries import masked, may, may_any
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, holders_of
from gendan.spine.org.workdays import add_working_days, next_working_moment


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder of authority: who, by which role, may go how far below the list."""

    role: str
    person: Employee
    percent: Decimal


def ladder(quote: Quote, *, depth: Decimal, asker_id: int | None, on: date) -> list[Step]:
    """Who is asked in turn until the authority covers it; nobody decides on a price of his own."""
    steps: list[Step] = []
    for role, percent in authorities().items():
        person = next((one for one in holders_of(role, near=quote.department, on=on) if one.pk != asker_id), None)
        if person is None or any(one.person.pk == person.pk for one in steps):
            continue
        steps.append(Step(role, person, percent))
        if percent >= depth:
            return steps
    return steps


def next_step(quote: Quote, *, depth: Decimal, after: Employee | None, asker_id: int | None, on: date) -> Step | None:
    """The next on the ladder with more authority than the one before; None where nobody has more."""
    steps = ladder(quote, depth=depth, asker_id=asker_id, on=on)
    least = authority_of(after, on) if after else None
    return next((step for step in steps if least is None or step.percent > least), None)


def due_on(owner: Employee, *, enquired_at: datetime, more: int = 0) -> date:
    """By the end of which day the price has to be out: the enquiry's own, or the next at work (F68.2)."""
    calendar = calendar_of(owner)
    moment = next_working_moment(timezone.localtime(enquired_at), calendar)
    return timezone.localtime(add_working_days(moment, more, calendar) if more else moment).date()


def offers_for(quote: Quote, products: Iterable[Product], *, currency: str, on: date, quantities: dict[int, Decimal]) -> dict[int, Offer]:
    """What the price lists say for this customer's class."""
    grade = quote.customer.abc or ""
    return prices_for(list(products), grade=grade, currency=currency, on=on, quantities=quantities)


def open_cut(quote: Quote) -> PriceCut | None:
    """The price cut that is still to be decided."""
    return PriceCut.objects.filter(version__quote=quote, decided_at=None).select_related("version").first()


def last_cut(quote: Quote) -> PriceCut | None:
    """The newest price cut of the version that the customer has."""
    return PriceCut.objects.filter(version=quote.current).select_related("decided_by", "asked_by").first()


def sees_costs(user: Any, quote: Quote | None = None) -> bool:
    """Whether the person reads costs and margins, of this quotation or at all."""
    if masked(user, KIND, "margin"):
        return False
    return may_any(user, "costs", KIND) if quote is None else bool(may(user, "costs", quote))


def versions_of(quote: Quote) -> QuerySet[Version]:
    """All versions, the newest first."""
    return quote.versions.select_related("sent_by", "approved_by", "created_by").order_by("-number")


def expired(*, today: date) -> QuerySet[Quote]:
    """Sent, not answered, and no longer valid."""
    return Quote.objects.filter(state="sent", valid_until__lt=today)


def sent_version(quote: Quote) -> Version | None:
    """What the customer has: the newest version that was sent."""
    return quote.versions.exclude(sent_at=None).order_by("-number").first()


def is_answerable(quote: Quote, *, today: date) -> bool:
    """Whether the customer may still say yes or no to it."""
    return quote.state == "sent" and quote.valid_until is not None and quote.valid_until >= today

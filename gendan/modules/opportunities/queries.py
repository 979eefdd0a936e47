"""Reads of opportunities that are used twice; they take an already scoped queryset."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org.models import Employee


def binned_for(user: Employee) -> QuerySet[Opportunity]:
    """The recycle bin as this person may empty or restore it (PM-02, PM-06)."""
    return Opportunity.objects.in_bin().visible_to(user, "delete").select_related("owner", "department").order_by("-pk")


def neglected(opportunities: QuerySet[Opportunity], *, today: date) -> dict[str, Any]:
    """Numbers and amounts of open ones without a next step, and of those whose expected signing has passed (F39.3); how many ask for their customer."""
    unplanned, passed = Q(state_kind="open", next_due_at=None), Q(state_kind="open", expected_on__lt=today)
    return opportunities.aggregate(
        unplanned=Count("id", filter=unplanned), unplanned_amount=Sum("amount", filter=unplanned),
        passed=Count("id", filter=passed), passed_amount=Sum("amount", filter=passed),
        nameless=Count("id", filter=Q(customer=None)),
    )


def without_competitor(opportunities: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """Far ones in which no competitor has been recorded yet (F39.5)."""
    return opportunities.filter(state__in=("quote", "price", "sign"), met=None)


def open_with_others(customer_ids: Collection[int], *, owner_id: int | None, but: int | None) -> dict[int, list[Opportunity]]:
    """By customer, the open opportunities in other hands."""
    found: dict[int, list[Opportunity]] = {pk: [] for pk in customer_ids}
    if found:
        rows = Opportunity.objects.filter(customer__in=customer_ids, state_kind__in=("open", "waiting"))
        for one in rows.exclude(pk=but).filter(~Q(owner_id=owner_id)).select_related("owner").order_by("pk"):
            found[one.customer_id].append(one)
    return found


def hints(opportunity: Opportunity, *, now: datetime) -> list[dict[str, Any]]:
    """What is not as F39 wants it: kind and since when; shown on the page and in the list."""
    found: list[dict[str, Any]] = []
    if opportunity.state_kind != "open":
        return found
    if opportunity.expected_on and opportunity.expected_on < timezone.localdate(now):
        found.append({"kind": "expected_passed", "on": opportunity.expected_on})
    if opportunity.state in ("quote", "price", "sign") and not opportunity.met.exists():
        found.append({"kind": "no_competitor"})
    if opportunity.customer_id is None:
        found.append({"kind": "no_customer"})
    return found

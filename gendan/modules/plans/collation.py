"""The collation of visit reports, the customer business report and the sales-to-customer report (F50, report 14)."""

from typing import Any

from django.db.models import Count, DecimalField, F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from gendan.modules.followups.models import Activity, Result
from gendan.modules.opportunities.models import Opportunity, Payment
from gendan.modules.plans.queries import IN_PERSON
from gendan.spine.procedures.models import Todo

MOST = 500


def visits(activities: QuerySet[Activity]) -> list[dict[str, Any]]:
    """Each contact in person as a line: date, visitor, customer, contact, purpose, result, problem, next step, urgency."""
    rows = activities.filter(way__in=IN_PERSON).select_related("owner", "customer", "contact", "visit").order_by("-at", "-pk")
    listed = list(rows[:MOST])
    steps = dict(Todo.objects.filter(pk__in=[one.next_todo_id for one in listed]).values_list("pk", "title"))
    return [_line(one, steps) for one in listed]


def _line(one: Activity, steps: dict[int, str]) -> dict[str, Any]:
    visit = getattr(one, "visit", None)
    return {
        "day": one.at, "person": one.owner.name if one.owner else "", "customer": str(one.customer), "customer_id": one.customer_id,
        "contact": one.contact.name if one.contact else "", "purpose": one.purpose, "text": one.text[:200],
        "result": one.get_result_display() if one.result else "", "problem": visit.problem if visit else "",
        "next": str(steps.get(one.next_todo_id or 0, "")), "urgency": visit.get_urgency_display() if visit else "",
    }


def business(activities: QuerySet[Activity]) -> list[dict[str, Any]]:
    """By customer: contacts, those in person, what moved, when the last one was."""
    rows = activities.values("customer_id", "customer__name", "customer__abc").annotate(
        contacts=Count("id"), in_person=Count("id", filter=Q(way__in=IN_PERSON)),
        progress=Count("id", filter=Q(result__in=(Result.PROGRESS, Result.SAMPLE, Result.PRICE))),
        expected=Sum("visit__expected_amount"), ordered=Sum("visit__actual_amount"), last=Max("at"),
    )
    return [dict(row) for row in rows.order_by("-in_person", "-contacts", "customer_id")[:MOST]]


def sales(opportunities: QuerySet[Opportunity]) -> list[dict[str, Any]]:
    """By customer: won contracts, their amount, money received, what is still open."""
    paid = Payment.objects.filter(opportunity__customer=OuterRef("customer_id"), opportunity__state="won").order_by()
    sums = paid.values("opportunity__customer").annotate(sum=Sum("amount")).values("sum")
    rows = opportunities.filter(customer__isnull=False, deleted_at=None).values("customer_id", "customer__name", "customer__abc").annotate(
        won=Count("id", filter=Q(state="won")), signed=Sum("contract_amount", filter=Q(state="won")),
        in_hand=Sum("amount", filter=Q(state_kind="open")),
        received=Subquery(sums, output_field=DecimalField(max_digits=16, decimal_places=2)),
    )
    return [dict(row) for row in rows.order_by(F("signed").desc(nulls_last=True), "customer_id")[:MOST]]

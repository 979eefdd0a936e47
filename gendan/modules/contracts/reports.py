"""Figures of contracts and of what customers say, each a function from a scoped queryset to rows."""

from typing import Any

from django.db.models import Avg, Count, DurationField, Exists, ExpressionWrapper, F, Max, OuterRef, Q, QuerySet, Sum

from gendan.modules.contracts.models import Contract, Difference, Information, Summary, Trouble
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity, Way
from gendan.spine.procedures.models import Stay

REGISTER = 500
#: Visits and meetings have their own reports (F67.3); what comes by telephone and post stands in this register (F67.4).
BY_WIRE = (Way.CALL, Way.CHAT, Way.MAIL, Way.SMS, Way.LETTER)


def reviews(rows: QuerySet[Contract]) -> list[dict[str, Any]]:
    """Report 20: by kind how many were reviewed, how long it took, how many were special, and how many came back."""
    took = ExpressionWrapper(F("reviewed_at") - F("submitted_at"), output_field=DurationField())
    back = Exists(Stay.objects.filter(case=OuterRef("case"), state="resolving"))
    found = rows.exclude(submitted_at=None).annotate(came_back=back).values("kind_id", "kind__name").annotate(
        count=Count("id"), passed=Count("id", filter=Q(reviewed_at__isnull=False)), took=Avg(took, filter=Q(reviewed_at__isnull=False)),
        special=Count("id", filter=Q(special=True)), back=Count("id", filter=Q(came_back=True)), changes=Count("id", filter=Q(version__gt=1)),
        amount=Sum("amount_cny"),
    ).order_by("-count", "kind__name")
    return [dict(row) | {"share": row["special"] / row["count"]} for row in found]


def differences(rows: QuerySet[Contract]) -> list[dict[str, Any]]:
    """By the department that raised them: differences, closed ones, and how long they stayed open."""
    took = ExpressionWrapper(F("closed_at") - F("raised_at"), output_field=DurationField())
    found = Difference.objects.filter(contract__in=rows.values("id")).values("party").annotate(
        count=Count("id"), closed=Count("id", filter=Q(closed_at__isnull=False)), took=Avg(took)
    ).order_by("-count")
    return [dict(row) for row in found]


def daily_information(rows: QuerySet[Summary]) -> list[dict[str, Any]]:
    """Report 39, 信息部日总结表: what was learned on which day, who took it on, and whether it is done (F64.4)."""
    lines = Information.objects.filter(summary__in=rows.values("id")).select_related("summary__department", "assigned_to", "todo")
    return [
        {"day": line.summary.day, "department": str(line.summary.department or ""), "who": line.who, "content": line.content,
         "assigned_to": str(line.assigned_to or ""), "done": bool(line.todo and line.todo.status == "done"), "id": line.summary_id}
        for line in lines.order_by("-summary__day", "pk")[:REGISTER]
    ]


def calls_and_letters(rows: QuerySet[Activity]) -> list[dict[str, Any]]:
    """顾客来电来函登记表: calls, chats, mails and letters, the newest first (F67.4)."""
    found = rows.filter(way__in=BY_WIRE).select_related("customer", "contact", "owner").order_by("-at", "-pk")[:REGISTER]
    return [
        {"at": row.at.date(), "customer": str(row.customer), "customer_id": row.customer_id, "contact": str(row.contact or ""),
         "way": str(row.get_way_display()), "text": row.text or row.purpose, "owner": str(row.owner or "")}
        for row in found
    ]


def new_customers(rows: QuerySet[Customer]) -> list[dict[str, Any]]:
    """新顾客开发一览表: customers by the day of their registration, and how far they have come (F67.4)."""
    found = rows.filter(deleted_at=None).select_related("owner").annotate(
        contacts_made=Count("activities", distinct=True), last_at=Max("activities__at"),
        deals=Count("opportunities", distinct=True), signed=Count("contracts", filter=Q(contracts__state__in=("signed", "in_force")), distinct=True),
    ).order_by("-created_at", "-pk")[:REGISTER]
    return [
        {"on": row.created_at.date(), "name": row.name, "id": row.pk, "source": str(row.get_source_display()), "region": f"{row.province}{row.city}",
         "owner": str(row.owner or ""), "times": row.contacts_made, "last": row.last_at.date() if row.last_at else None,
         "deals": row.deals, "signed": row.signed}
        for row in found
    ]


def troubles(rows: QuerySet[Trouble]) -> list[dict[str, Any]]:
    """F67.5: by trigger how many, how many were told and passed on, and how long the customer waited for it."""
    took = ExpressionWrapper(F("told_at") - F("created_at"), output_field=DurationField())
    found = rows.values("trigger").annotate(
        count=Count("id"), told=Count("id", filter=Q(told_at__isnull=False)), done=Count("id", filter=Q(state="done")), took=Avg(took)
    ).order_by("trigger")
    return [dict(row) for row in found]

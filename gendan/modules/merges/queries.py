"""Reads of merges: the fields side by side, groups that a person may merge, and until when one can part again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gendan.modules.customers.models import Customer
from gendan.modules.merges.models import Group, Merge
from gendan.modules.merges.numbers import UNDO_DAYS
from gendan.spine.org.models import Employee

PAGE = 30
MOST = 5


def undo_days(now: datetime) -> int:
    """How long a merge can be undone."""
    return UNDO_DAYS.whole_at(now)


def undo_until(merge: Merge, *, now: datetime) -> datetime:
    """Until when the customers can be parted."""
    return merge.merged_at + timedelta(days=undo_days(now))


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with the customers that the person may merge."""

    group: Group
    customers: list[Customer]


def groups_for(user: Employee, *, after: str = "") -> tuple[list[GroupRow], str]:
    """One page of groups of which the person may merge two at least, and the key of the next page."""
    mergeable = Customer.objects.visible_to(user, "merge")
    among = Func(
        F("pk"), OuterRef("ids"), template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField()
    )
    inside = mergeable.filter(among).order_by().values("deleted_at").annotate(n=Count("pk"))
    count = Coalesce(Subquery(inside.values("n"), output_field=IntegerField()), 0)
    rows = list(_beyond(after).annotate(mine=count).filter(mine__gte=2)[: PAGE + 1])
    ids = {pk for group in rows for pk in group.ids}
    known = mergeable.select_related("owner", "department").in_bulk(ids)
    shown = [GroupRow(group, [known[pk] for pk in group.ids if pk in known]) for group in rows[:PAGE]]
    return shown, f"{rows[PAGE - 1].weight}:{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""


def _beyond(after: str) -> QuerySet[Group]:
    weight, colon, pk = after.partition(":")
    if not (colon and weight.isdigit() and pk.isdigit()):
        return Group.objects.all()
    return Group.objects.filter(Q(weight__lt=int(weight)) | Q(weight=int(weight), pk__gt=int(pk)))


def merges_of(user: Employee) -> QuerySet[Merge]:
    """The merges whose survivor the person sees, newest first."""
    rows: QuerySet[Merge] = Merge.objects.visible_to(user)
    return rows.select_related("survivor", "loser", "merged_by").order_by("-merged_at", "-pk")


def best_of(customers: list[Customer]) -> Customer:
    """Who should survive: who has traded, else who was followed last, else whose archive is fullest."""
    def worth(one: Customer) -> tuple[Any, ...]:
        traded = one.transaction_class != "will"
        return (traded, one.last_activity_at is not None, one.last_activity_at or one.created_at, one.completeness, -one.pk)

    return max(customers, key=worth)


def found_at() -> datetime | None:
    """When the groups were found."""
    return Group.objects.order_by("-found_at").values_list("found_at", flat=True).first()


def doubles_of(contact_id: int) -> list[int]:
    """The contacts that were the same person at customers that went into others, and stayed behind with them."""
    found = Merge.objects.filter(undone_at=None, people__contains=[{"kept": contact_id}]).values_list("people", flat=True)
    doubles = [entry["double"] for people in found for entry in people if entry["kept"] == contact_id]
    return [*doubles, *(pk for one in doubles for pk in doubles_of(one))]

"""The rules of tracking as checks that the house makes: too long, too often, without record, unprepared (F32)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import NOT_REACHED, Activity
from gendan.modules.plans import numbers
from gendan.modules.plans.models import Action, Visit
from gendan.modules.plans.queries import IN_PERSON
from gendan.spine.rows import KEY, Counting

UNWRITTEN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One rule that is not kept; `state` is the state of time that the sentence has."""

    key: str
    words: str
    state: str = "none"
    url: str = ""


def gap_of(abc: str, *, at: datetime) -> int:
    """After how many days without any contact a class has waited too long (F32.1)."""
    return int(numbers.value_of_visit(numbers.GAPS.get(abc, numbers.GAPS[""]), at=at))


def often(*, at: datetime) -> tuple[int, int]:
    """So many contacts within so many days are too many (F32.1)."""
    return tuple(int(numbers.value_of_visit(one, at=at)) for one in (numbers.OFTEN_COUNT, numbers.OFTEN_DAYS))  # type: ignore[return-value]


def alarms_of(customer: Customer, *, visits: Sequence[Visit], now: datetime) -> list[Alarm]:
    """What the rules say of one customer, whose latest visits are known, the newest first."""
    found = []
    last = customer.last_activity_at or customer.owned_since or customer.created_at
    days, gap = (now - last).days, gap_of(customer.abc, at=now)
    if customer.state_kind == "open" and days > gap:
        found.append(Alarm("too_long", _("%(days)d days without any contact; %(gap)d are allowed") % {"days": days, "gap": gap}, "overdue"))
    most, span = often(at=now)
    count = _contacts(now, span).filter(customer=customer).count()
    if count > most:
        words = _("%(count)d contacts within %(days)d days: give the customer some rest")
        found.append(Alarm("too_often", words % {"count": count, "days": span}, "today"))
    return found + _of_visits(customer, visits, now=now)


def _contacts(now: datetime, days: int) -> QuerySet[Activity]:
    return Activity.objects.filter(at__gt=now - timedelta(days=days)).exclude(result__in=NOT_REACHED)


def _of_visits(customer: Customer, visits: Sequence[Visit], *, now: datetime) -> list[Alarm]:
    found = []
    for visit in sorted(filter(is_unwritten(now), visits), key=lambda one: one.at)[:2]:
        found.append(Alarm("no_record", _("no record yet: %(focus)s") % {"focus": visit.focus}, "overdue", f"/visits/{visit.pk}"))
    bare = _bare().of(customer.pk)
    if bare:
        found.append(Alarm("no_record", _("%(count)d actions ticked without a record") % {"count": bare}))
    last = next((visit for visit in visits if visit.arrived_at or visit.activity_id), None)
    if last is not None and last.prepared_at is None:
        found.append(Alarm("unprepared", _("the last visit was not prepared"), url=f"/visits/{last.pk}"))
    if last is not None and not any(visit.referral_asked for visit in visits):
        found.append(Alarm("referral", _("never asked for a referral yet")))
    return found


@cache
def _bare() -> Counting:
    return Counting(ticked_without_record().filter(customer=KEY))


def is_unwritten(now: datetime) -> Callable[[Visit], bool]:
    """Whether an appointment has passed for a day without a word about it (F32.4)."""
    return lambda visit: visit.state_kind == "open" and visit.at < now - UNWRITTEN


def unwritten(*, now: datetime) -> QuerySet[Visit]:
    """Appointments that have passed for a day without a word about them (F32.4)."""
    return Visit.objects.filter(state_kind="open", at__lt=now - UNWRITTEN)


def ticked_without_record() -> QuerySet[Action]:
    """Actions in person that were ticked, though nothing was written down (F32.4)."""
    return Action.objects.filter(result="done", activity=None, way__in=IN_PERSON)


# -- all customers at once: the report -----------------------------------------------------------------------------


def by_owner(customers: QuerySet[Customer], *, now: datetime) -> list[dict[str, Any]]:
    """How many customers of each owner break which rule."""
    rows = customers.filter(owner__isnull=False, state_kind="open")
    people: dict[int, dict[str, Any]] = {
        row["owner_id"]: {**row, "too_often": 0, "no_record": 0, "unprepared": 0}
        for row in rows.annotate(last=Coalesce("last_activity_at", "owned_since", "created_at"))
        .values("owner_id", "owner__name").annotate(customers=Count("id"), too_long=Count("id", filter=_too_long(now)))
    }
    _add(people, "too_often", _too_often(rows, now))
    late = unwritten(now=now).filter(customer__in=rows.values("pk"))
    _add(people, "no_record", late.values_list("owner").annotate(n=Count("customer", distinct=True)))
    went = Visit.objects.filter(customer__in=rows.values("pk"), state="reported", at__gt=now - timedelta(days=90))
    _add(people, "unprepared", went.filter(prepared_at=None).values_list("owner").annotate(n=Count("id")))
    return sorted(people.values(), key=lambda row: (-row["too_long"], row["owner__name"]))


def _too_long(now: datetime) -> Q:
    found = Q()
    for abc in ("A", "B", "C", ""):
        found |= Q(abc=abc, last__lt=now - timedelta(days=gap_of(abc, at=now)))
    return found


def _too_often(rows: QuerySet[Customer], now: datetime) -> Iterable[tuple[int, int]]:
    most, span = often(at=now)
    many = _contacts(now, span).values("customer").annotate(n=Count("id")).filter(n__gt=most).values("customer")
    return rows.filter(pk__in=many).values_list("owner").annotate(n=Count("id"))


def _add(people: dict[int, dict[str, Any]], key: str, counted: Iterable[tuple[int, int]]) -> None:
    for owner, count in counted:
        if owner in people:
            people[owner][key] += count


def frequency(customers: QuerySet[Customer], *, now: datetime) -> list[dict[str, Any]]:
    """By class and owner: who was met in person as often as the class asks, who waits, who was never met (report 8)."""
    every = numbers.intervals(at=now)
    met = Activity.objects.filter(customer=OuterRef("pk"), way__in=IN_PERSON).order_by()
    last = met.values("customer").annotate(last=Max("at")).values("last")
    rows = customers.filter(abc__in=every, state_kind="open", valid=True, owner__isnull=False).annotate(met=Subquery(last))
    rows = rows.annotate(since=Coalesce("met", "owned_since", "created_at"))
    in_time = Q()
    for abc, days in every.items():
        in_time |= Q(abc=abc, since__gte=now - timedelta(days=days))
    found = rows.values("abc", "owner_id", "owner__name").annotate(
        customers=Count("id"), in_time=Count("id", filter=in_time), never=Count("id", filter=Q(met=None)),
    )
    return [
        row | {"every": every[row["abc"]], "overdue": row["customers"] - row["in_time"], "share": row["in_time"] / row["customers"]}
        for row in found.order_by("abc", F("owner__name"), "owner_id")
    ]


def customers_of_department(user: Any) -> QuerySet[Customer]:
    """The customers of a person's department that the person may see."""
    rows: QuerySet[Customer] = Customer.objects.visible_to(user).filter(department=user.department_id)
    return rows

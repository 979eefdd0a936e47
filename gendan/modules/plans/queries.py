"""Reads of plans: whom a manager cares for, when they were seen, what goes on, what is on for today."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from gendan.modules.customers.models import ABC, Customer
from gendan.modules.followups.models import Activity, Promise, Way
from gendan.modules.plans.models import Action, Plan, Result, Visit, VisitReport
from gendan.spine.org.models import Employee
from gendan.spine.procedures.declare import Kind
from gendan.spine.rows import KEY, Reading

#: "Every grade must be met in person" (F89.3): the ways that count as met.
IN_PERSON = (Way.VISIT, Way.MEETING, Way.DEMONSTRATION)
UNFINISHED = (Result.OPEN, Result.NOT_DONE)


def cared_for(owner: Employee) -> QuerySet[Customer]:
    """The valid customers with a class that a manager has in hand."""
    return Customer.objects.filter(owner=owner, deleted_at=None, valid=True, state_kind=Kind.OPEN, abc__in=ABC.values)


def seen_last(customer_ids: Collection[int]) -> dict[int, date]:
    """The day of the last meeting in person with each customer; without one there is no key."""
    met = Activity.objects.filter(customer__in=customer_ids, way__in=IN_PERSON)
    rows = met.values_list("customer").annotate(last=Max("at"))
    return {pk: timezone.localdate(last) for pk, last in rows}


def managers() -> QuerySet[Employee]:
    """Everybody at work who has customers with a class."""
    owners = Customer.objects.filter(deleted_at=None, valid=True, state_kind=Kind.OPEN, abc__in=ABC.values).values("owner")
    people = Employee.objects.filter(pk__in=owners, status=Employee.Status.ACTIVE)
    return people.select_related("department").order_by("pk")


def with_something_left(month: date) -> QuerySet[Employee]:
    """Those at work whose customers still have something undone from before a month."""
    left = Action.objects.filter(plan__month__lt=month, result__in=UNFINISHED, customer__deleted_at=None)
    people = Employee.objects.filter(pk__in=left.values("customer__owner"), status=Employee.Status.ACTIVE)
    return people.select_related("department").order_by("pk")


def plan_of(owner: Employee, month: date) -> Plan | None:
    """The plan of one month."""
    return Plan.objects.filter(owner=owner, month=month).select_related("owner", "department", "case").first()


def unfinished_before(owner: Employee, month: date) -> QuerySet[Action]:
    """What earlier months left undone with the customers who are now this manager's, whoever planned it."""
    left = Action.objects.filter(plan__month__lt=month, result__in=UNFINISHED, goes_on=None)
    return left.filter(customer__owner=owner, customer__deleted_at=None).select_related("customer", "plan")


def ownerless_before(month: date) -> QuerySet[Action]:
    """What earlier months left undone with customers that nobody is responsible for any more."""
    left = Action.objects.filter(plan__month__lt=month, result__in=UNFINISHED, goes_on=None)
    return left.filter(Q(customer__owner=None) | Q(customer__deleted_at__isnull=False))


def in_the_plan(plan: Plan) -> QuerySet[Action]:
    """The actions that the grid shows: what was dropped or went with its customer is no longer there."""
    return plan.actions.exclude(result__in=(Result.DROPPED, Result.PASSED_ON)).select_related("customer")


def today_of(people: Collection[int], *, on: date) -> QuerySet[Action]:
    """F85.4: the customers to serve today, with what is left of the days before."""
    rows = Action.objects.filter(plan__owner__in=people, day__lte=on, day__gte=on.replace(day=1), plan__state="approved")
    open_or_today = Q(result=Result.OPEN) | Q(day=on, result=Result.DONE)
    return rows.filter(open_or_today).select_related("customer", "plan__owner").order_by("plan__owner", "day", "customer__abc", "pk")


# -- visits -----------------------------------------------------------------------------------------------------------


def visits_of(customer: Customer) -> list[Visit]:
    """The latest fifty visits and appointments, the newest first."""
    return _visits().of(customer.pk)


@cache
def _visits() -> Reading:
    return Reading(Visit.objects.filter(customer=KEY).select_related("owner").order_by("-at", "-pk")[:50])


def next_visit(visits: Iterable[Visit]) -> Visit | None:
    """The appointment that comes next."""
    ahead = [visit for visit in visits if visit.state_kind == "open"]
    return min(ahead, key=lambda visit: (visit.at, visit.pk), default=None)


def without_notes(customer: Customer, *, owner: Employee | None, before: datetime) -> Visit | None:
    """Somebody's earliest meeting in person with a customer whose time has come and of which nothing is written (F57)."""
    gone = Visit.objects.filter(customer=customer, owner=owner, way__in=IN_PERSON, state_kind=Kind.OPEN, at__lt=before)
    return gone.order_by("at", "pk").first()


def meetings_with(customer: Customer) -> int:
    """How often one has met a customer in person and written down what came of it."""
    return Activity.objects.filter(customer=customer, way__in=IN_PERSON).count()


def before_contact(customer: Customer, *, besides: Visit) -> dict[str, Any]:
    """What one reads before a contact to find a way in (F32.6): people, needs, the last words, what is still owed."""
    activities = Activity.objects.filter(customer=customer).select_related("owner", "contact").order_by("-at", "-pk")
    promises = Promise.objects.filter(customer=customer, state_kind="open").order_by("due_at")
    return {
        "first": customer.first_contact_on, "first_place": customer.first_contact_place, "contact": besides.contact,
        "needs": customer.situation or customer.analysis, "focus": customer.problems, "last": list(activities[:3]),
        "owed": list(promises[:5]), "value": customer.value_note, "taboo": customer.taboo_note,
    }


# -- reports of visits --------------------------------------------------------------------------------------------------


def lines_of(report: VisitReport) -> QuerySet[Activity]:
    """The contacts in person that a report covers; an urgent one covers its own visit."""
    rows = Activity.objects.filter(way__in=IN_PERSON).select_related("customer", "contact", "visit", "owner")
    if report.visit_id is not None:
        return rows.filter(visit=report.visit_id)
    return rows.filter(owner=report.owner_id, at__date__gte=report.day, at__date__lte=report.until).order_by("at", "pk")

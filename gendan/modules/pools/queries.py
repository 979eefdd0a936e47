"""Reads of pools: what a person may take, what goes tonight, who has how much room."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gendan.modules.customers.models import Customer
from gendan.modules.pools import candidates
from gendan.modules.pools.models import Capacity, Notice, Pool, Pooled, Rule, Run
from gendan.modules.pools.numbers import HOUR
from gendan.spine.access.queries import supervisors
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.queries import number
from gendan.spine.procedures.models import Case
from gendan.spine.rows import KEY, Reading

CUSTOMER = "customers.customer"
SHOWN = 200


def lying() -> QuerySet[Pooled]:
    """What lies in the pools."""
    return Pooled.objects.filter(left_at=None)


def reached_by(pool: Pool) -> list[int]:
    """The departments that give to the pool and take from it: the chosen ones with all below, or all."""
    chosen = list(pool.departments.values_list("path", flat=True))
    below = Q()
    for path in chosen:
        below |= Q(path__startswith=path)
    return sorted(Department.objects.filter(below).values_list("pk", flat=True))


def any_active() -> bool:
    """Whether there is a pool in use."""
    return _active().one(None) is not None


@cache
def _active() -> Reading:
    return Reading(Pool.objects.filter(is_active=True)[:1])


def pools_for(customer: Customer) -> list[Pool]:
    """The pools in use that take this customer, by its department and province."""
    return [
        pool for pool in Pool.objects.filter(is_active=True)
        if customer.department_id in reached_by(pool) and (not pool.provinces or customer.province in pool.provinces)
    ]


def keepers_of(pool: Pool) -> list[Employee]:
    """Who cares for the pool and is at work; without any, the CRM supervisors."""
    return list(pool.keepers.exclude(status=Employee.Status.LEFT).order_by("pk")) or supervisors()


def names_of_keepers(pool: Pool) -> str:
    """The keepers, for a refusal."""
    return "、".join(person.name for person in keepers_of(pool))


def open_business(customer_ids: list[int]) -> set[int]:
    """Those customers under which something still runs: an opportunity, a promise, whatever is followed."""
    running = Case.objects.filter(main_kind=CUSTOMER, main_id__in=customer_ids, closed_at=None)
    return {pk for pk in running.exclude(record_kind=CUSTOMER).values_list("main_id", flat=True) if pk is not None}


def stay_of(customer: Customer) -> Pooled | None:
    """Where the customer lies now, if in a pool."""
    return lying().filter(customer=customer).select_related("pool", "former").first()


# -- room of a person ---------------------------------------------------------------------------------------------


def midnight(now: datetime) -> datetime:
    """The beginning of today."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))


def claimed_today(employee: Employee, *, pool: Pool, now: datetime) -> int:
    """How many the person has claimed from the pool today."""
    return Pooled.objects.filter(
        taken_by=employee, pool=pool, how=Pooled.How.CLAIMED, left_at__gte=midnight(now)
    ).count()


def held_from(employee: Employee, *, pool: Pool) -> int:
    """How many customers claimed from the pool the person still has."""
    mine = Pooled.objects.filter(taken_by=employee, pool=pool, how=Pooled.How.CLAIMED, customer__owner=employee)
    return mine.filter(customer__deleted_at=None).values("customer").distinct().count()


def held(employee: Employee) -> int:
    """How many customers the person is responsible for; the lost ones take no room."""
    return Customer.objects.filter(owner=employee, deleted_at=None).exclude(state="lost").count()


def capacity_of(employee: Employee, *, now: datetime) -> int | None:
    """How many customers the person may have: the person's own limit, the nearest department's, the company's."""
    above = [int(part) for part in employee.department.path.strip("/").split("/")]
    rows = Capacity.objects.filter(Q(employee=employee) | Q(department__in=above)).select_related("department")
    nearest = max(rows, key=lambda row: (row.employee_id is not None, row.department.path if row.department else ""), default=None)
    if nearest is not None:
        return nearest.most
    return int(number("pools.capacity", 0, at=now)) or None


# -- tonight ------------------------------------------------------------------------------------------------------


def hour(now: datetime) -> int:
    """The hour of the nightly run."""
    return HOUR.whole_at(now)


def next_night(now: datetime) -> date:
    """The day in whose early hours the next run falls."""
    local = timezone.localtime(now)
    return local.date() if local.hour < hour(now) else local.date() + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tonight:
    """What the next run would do: how many go, of whom, by which rule; the first of them by name."""

    day: date
    total: int
    warned: int
    by_person: list[tuple[Employee, int]]
    by_rule: list[tuple[Rule, int]]
    rows: list[tuple[Customer, Rule]]


def tonight(*, now: datetime) -> Tonight:
    """The preview; the same statement as the run's."""
    day = next_night(now)
    found = candidates.going(day=day)
    people, rules = Counter(one.owner_id for one in found), Counter(one.rule_id for one in found)
    employees = Employee.objects.select_related("department").in_bulk(people)
    known = Rule.objects.select_related("pool").in_bulk(rules)
    shown = Customer.objects.select_related("owner").in_bulk([one.customer_id for one in found[:SHOWN]])
    return Tonight(
        day=day, total=len(found), warned=_to_be_warned(day),
        by_person=[(employees[pk], count) for pk, count in people.most_common()],
        by_rule=[(known[pk], count) for pk, count in rules.most_common()],
        rows=[(shown[one.customer_id], known[one.rule_id]) for one in found[:SHOWN]],
    )


def _to_be_warned(day: date) -> int:
    rows = candidates.ask(
        "SELECT count(*) FROM due LEFT JOIN pools_notice n ON n.customer_id = due.customer_id AND n.holder_id = due.owner_id"
        " WHERE n.id IS NULL AND due.warn_days > 0", day=day,
    )
    return int(rows[0][0])


def notice_of(customer: Customer) -> Notice | None:
    """Whether and when the customer goes to a pool."""
    return next((one for one in _notices().of(customer.pk) if one.holder_id == customer.owner_id), None)


@cache
def _notices() -> Reading:
    return Reading(Notice.objects.filter(customer=KEY).select_related("rule", "pool"))


def leavers_of_run(run: Any) -> list[tuple[str, int, int]]:
    """By former owner: how many went in this run, and how many of them still lie in the pool."""
    rows = Pooled.objects.filter(run=run).values_list("former__name").annotate(
        all=Count("pk"), lying=Count("pk", filter=Q(left_at=None))
    )
    return [(name or "-", whole, lying) for name, whole, lying in rows.order_by("-all")]


# -- settings -----------------------------------------------------------------------------------------------------


def pools_with_counts() -> list[tuple[Pool, int]]:
    """All pools with their rules and people, and how many customers lie in each."""
    counts = dict(lying().values_list("pool").annotate(count=Count("pk")).order_by())
    return [(pool, counts.get(pool.pk, 0)) for pool in Pool.objects.prefetch_related("rules", "keepers", "departments")]


def capacities() -> QuerySet[Capacity]:
    """The limits of persons and departments."""
    return Capacity.objects.select_related("employee", "department")


def last_runs(count: int) -> QuerySet[Run]:
    """The last nights."""
    return Run.objects.all()[:count]


"""Reads of staged follow-ups: what the file lacks, and which calls were valid."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import NOT_REACHED, Activity, Way
from gendan.modules.handovers.models import Staged
from gendan.spine.org.models import Employee
from gendan.spine.rows import KEY, Reading

VALID_SECONDS = 60  # A17: reached, and a minute long or with the need written down
FILE = ("situation", "consulting_plan", "service_plan", "analysis")


def missing_from_file(record: Staged) -> list[Any]:
    """What the file still lacks before it may be handed over: plans, situation, and a follow-up table that is not empty."""
    lacking = [Staged._meta.get_field(name).verbose_name for name in FILE if not str(getattr(record, name)).strip()]  # type: ignore[union-attr]
    if not Activity.objects.filter(customer=record.customer_id, at__gte=record.started_at).exists():
        lacking.append(Activity._meta.verbose_name)
    return lacking


def valid_calls(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Calls that reached somebody, and lasted a minute or wrote down what is needed (A17)."""
    reached = rows.filter(way=Way.CALL).exclude(result__in=NOT_REACHED)
    return reached.filter(Q(seconds__gte=VALID_SECONDS) | ~Q(text=""))


def calls_in_phase(record: Staged, phase: int) -> int:
    """The valid calls of one phase."""
    rows = Activity.objects.filter(customer=record.customer_id)
    if phase == 1:
        rows = rows.filter(at__gte=record.started_at, at__lt=record.handed_over_at or datetime.max.replace(tzinfo=record.started_at.tzinfo))
    elif record.handed_over_at is None:
        return 0
    else:
        rows = rows.filter(at__gte=record.handed_over_at)
    return valid_calls(rows).count()


def running_of(customer: Customer) -> Staged | None:
    """The staged follow-up that runs on this customer."""
    found: Staged | None = _running().one(customer.pk)
    return found


@cache
def _running() -> Reading:
    return Reading(Staged.objects.filter(customer=KEY, ended_at=None))


def customers_of(person: Employee) -> QuerySet[Customer]:
    """Everything that a person is responsible for."""
    return Customer.objects.filter(owner=person, deleted_at=None)

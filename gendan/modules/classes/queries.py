"""Reads of the classes: the last reckoning, how a customer stands, what was set by hand."""

from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet

from gendan.modules.classes.models import Duty, Override, Run, Shift, Standing
from gendan.modules.customers.models import ABC, Customer
from gendan.spine.rows import KEY, Reading


def last_run() -> Run | None:
    """The newest reckoning that was carried out."""
    return Run.objects.exclude(finished_at=None).first()


def runs(count: int) -> QuerySet[Run]:
    """The newest reckonings."""
    return Run.objects.select_related("asked_by")[:count]


def standing_of(customer: Customer) -> Standing | None:
    """How the customer stands; None where it never bought."""
    found: Standing | None = _standings().one(customer.pk)
    return found


@cache
def _standings() -> Reading:
    return Reading(Standing.objects.filter(customer=KEY).select_related("run"))


def override_of(customer: Customer) -> Override | None:
    """The class set by hand that is in force."""
    return Override.objects.filter(customer=customer, ended_at=None).select_related("set_by").first()


def run_out(*, today: date) -> QuerySet[Override]:
    """Classes set by hand whose last day has passed."""
    return Override.objects.filter(ended_at=None, until__lt=today)


def drift(shifts: QuerySet[Shift]) -> list[tuple[str, dict[str, int]]]:
    """From which class to which how many moved: rows in the order none, A, B, C."""
    found: dict[str, dict[str, int]] = {}
    counted = shifts.filter(held=False).order_by().values_list("before", "after").annotate(n=Count("pk"))
    for before, after, count in counted:
        found.setdefault(before, dict.fromkeys(ABC.values, 0))[after] = count
    return [(before, found[before]) for before in ("", *ABC.values) if before in found]


def history_of(customer: Customer) -> dict[str, Any]:
    """Every move by turnover and every class set by hand, newest first."""
    return {
        "shifts": customer.class_shifts.select_related("run").order_by("-run_id")[:12],
        "overrides": customer.class_overrides.select_related("set_by", "ended_by").order_by("-set_at")[:12],
    }


def duties() -> QuerySet[Duty]:
    """Which departments submit their customer data, and who does it."""
    return Duty.objects.select_related("department", "department__head", "holder")

"""Quality of data by department, each a function from a scoped queryset of customers to rows (report 47)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.classes import collected
from gendan.modules.classes.models import Duty, Submission
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Department

Row = dict[str, Any]


def data_quality(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """For each department: unified names, reachable customers, completeness of archives, and its last submission (F15, F49, F92)."""
    found = collected.quality_of(customers)
    departments = Department.objects.in_bulk([row["department_id"] for row in found])
    last = {one.department_id: one for one in Submission.objects.order_by("month")}
    duties = set(Duty.objects.filter(is_active=True).values_list("department_id", flat=True))
    return [
        row | {
            "department": departments[row["department_id"]].name,
            **_submitted(last.get(row["department_id"]), due=row["department_id"] in duties, now=now),
        }
        for row in sorted(found, key=lambda row: departments[row["department_id"]].path)
    ]


def _submitted(last: Submission | None, *, due: bool, now: datetime) -> Row:
    if last is None:
        return {"submitted_on": None, "stand": _("to be opened") if due else _("need not")}
    on = timezone.localdate(last.submitted_at) if last.submitted_at else None
    if on is None:
        stand = _("overdue") if timezone.localdate(now) > last.due_on else _("being collected")
    else:
        stand = _("submitted late") if last.late else _("submitted in time")
    return {"submitted_on": on, "stand": stand, "submission": last.pk}

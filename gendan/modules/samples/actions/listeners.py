"""What samples do when somebody leaves: what stands under customers goes by itself, the library and the makers go here."""

from typing import Any

from gendan.modules.samples.models import EntryPermit, Sample, SampleRequest
from gendan.spine.org.models import Employee


def pass_on(*, employee: Employee, successor: Employee, now: Any, **_facts: Any) -> None:
    """Listener of "org.employee_left": the entries and what is to be made go to the successor, the permit ends."""
    Sample.objects.filter(owner=employee).update(owner=successor, department=successor.department)
    SampleRequest.objects.filter(maker=employee, state_kind__in=("open", "waiting")).update(maker=successor)
    EntryPermit.objects.filter(employee=employee, revoked_at=None).update(revoked_at=now)

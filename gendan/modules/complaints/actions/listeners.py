"""What complaints do when something happens elsewhere."""

from typing import Any

from gendan.modules.complaints.models import Complaint
from gendan.spine.org.models import Employee


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what was to be verified or approved goes to the successor."""
    running = Complaint.objects.filter(state_kind__in=("open", "waiting"))
    running.filter(verifier=employee).update(verifier=successor)
    running.filter(approver=employee).update(approver=successor)

"""Who submits customer data, and the submissions that the clock opens each month (F92)."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.classes import rules
from gendan.modules.classes.models import Duty, Submission
from gendan.modules.classes.procedure import SUBMISSION
from gendan.spine.access.actions import require_may_set_rules
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.queries import head_of
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@whole
def save_duty(
    *, department: Department, holder: Employee | None, is_active: bool = True, actor: Employee, now: datetime
) -> Duty:
    """Let a department submit its customer data each month, or no longer; this month's opens at once where there is time."""
    require_may_set_rules(actor)
    if is_active and holder is None and head_of(department) is None:
        raise Refusal(_("The department has no head: name somebody who submits."), field="holder")
    row, _made = Duty.objects.update_or_create(department=department, defaults={"holder": holder, "is_active": is_active})
    open_submissions(now=now)
    return row


def open_submissions(*, now: datetime) -> int:
    """The clock's errand: this month's submission of each department that has to; none where its day has passed."""
    today = timezone.localdate(now)
    month, due_on = today.replace(day=1), rules.submission_day(today, at=now)
    if today > due_on:
        return 0
    done = Submission.objects.filter(month=month).values("department")
    missing = Duty.objects.filter(is_active=True, department__is_active=True).exclude(department__in=done)
    return sum(_open(duty, month, due_on, now) for duty in missing.select_related("department", "holder"))


@whole
def _open(duty: Duty, month: date, due_on: date, now: datetime) -> int:
    owner = duty.holder if duty.holder and duty.holder.is_active else head_of(duty.department)
    if owner is None:
        return 0
    last = Submission.objects.filter(department=duty.department).exclude(submitted_at=None).order_by("-month").first()
    since = last.submitted_at if last else timezone.make_aware(datetime.combine(month, datetime.min.time()))
    row = Submission.objects.create(
        department=duty.department, owner=owner, month=month, due_on=due_on, since=since, created_at=now
    )
    engine.start(row, procedure=SUBMISSION, actor=None, now=now, owner=owner)
    return 1


def pass_on(*, employee: Employee, successor: Employee, **_facts: object) -> None:
    """Listener of "org.employee_left": what is being collected goes to the successor, with the duty."""
    Duty.objects.filter(holder=employee).update(holder=successor)
    Submission.objects.filter(owner=employee).exclude(state__in=("filed", "waived")).update(owner=successor)

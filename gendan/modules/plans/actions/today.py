"""In the morning: what is planned for today becomes the owner's to-dos, each once (F85.4)."""

from datetime import datetime, timedelta

from django.utils import timezone

from gendan.modules.plans.models import Action, Result
from gendan.modules.plans.procedure import RUNNING
from gendan.spine import words
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import windows_of
from gendan.spine.procedures import todos
from gendan.spine.whole import whole

KEY = "planned_action"


def make_todos(*, now: datetime) -> int:
    """The clock's errand: to-dos for the actions of today in approved plans; returns how many were made."""
    today = timezone.localdate(now)
    rows = Action.objects.filter(result=Result.OPEN, todo_id=None, day=today, plan__state__in=RUNNING, customer__deleted_at=None)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return sum(_make(pk, now=now) for pk in ids)


@whole
def _make(pk: int, *, now: datetime) -> bool:
    """One to-do, due at the end of the owner's work today; False where it has come to nothing meanwhile."""
    found = Action.objects.select_for_update(no_key=True, of=("self",)).select_related("plan__owner__department", "customer")
    row = found.filter(pk=pk, result=Result.OPEN, todo_id=None).first()
    owner = row.plan.owner if row else None
    if row is None or owner is None or row.customer.owner_id != owner.pk:
        return False
    windows = windows_of(row.day, calendar_of(owner))
    end = windows[-1][1] if windows else timezone.localtime(now).replace(hour=18, minute=0, second=0, microsecond=0)
    title = row.title or words.say(f"todo.plan.{row.way}")
    todo = todos.add(
        row.customer, key=KEY, title=title, assignee=owner, due_at=max(end, now + timedelta(hours=1)), way=row.way,
        actor=None, now=now,
    )
    row.todo_id = todo.pk
    row.save(update_fields=["todo_id"])
    return True


"""When a complainant hears next: each promise is kept apart, has its to-do, and is kept or broken, never moved (F33.4, F70)."""

from datetime import datetime, timedelta
from typing import Any

from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.models import Complaint, Promise
from gendan.modules.complaints.numbers import KEY, PROMISE_LEAD
from gendan.spine import words
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, number
from gendan.spine.org.workdays import subtract_working
from gendan.spine.procedures import settling, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.whole import whole

PROMISE = "promise"
RUNNING = ("open", "waiting")
#: The complainant hears of these moves, or tells us himself.
HEARD = frozenset({"send_reply", "solve_at_once", "satisfied", "dissatisfied", "said_satisfied", "said_dissatisfied", "withdraw"})


def follow_moves(*, case: Any, transition: Any, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": what a move of a complaint promises is tracked, what it tells him is kept."""
    if case.procedure == KEY:
        complaint = Complaint.objects.select_related("owner").get(pk=case.record_id)
        if transition.key in HEARD or complaint.state_kind not in RUNNING:
            keep(complaint, how=str(transition.title), now=now)
        track(complaint, actor=actor, now=now)


@whole
def track(complaint: Complaint, *, actor: Employee | None, now: datetime) -> Promise | None:
    """A new day or hour at which he hears next: a promise of its own, with a to-do before it."""
    at = complaint.promised_at
    if at is None or at <= now or complaint.state_kind not in RUNNING or complaint.promises.filter(at=at).exists():
        return None
    keep(complaint, how="", now=now)
    promise = Promise.objects.create(complaint=complaint, at=at, made_by=actor, made_at=now)
    if at != complaint.respond_due_at and complaint.owner is not None:
        promise.todo_id = _ask(complaint, complaint.owner, at, actor=actor, now=now).pk
        promise.save(update_fields=["todo_id"])
    return promise


def _ask(complaint: Complaint, owner: Employee, at: datetime, *, actor: Employee | None, now: datetime) -> Todo:
    lead = timedelta(hours=float(number(f"{KEY}.{PROMISE_LEAD.key}", PROMISE_LEAD.default, at=now)))
    before = subtract_working(at, lead, calendar_of(owner))
    return todos.add(
        complaint, key=PROMISE, title=words.say("todo.complaint_promise", complaint.number), assignee=owner, way="call",
        due_at=before if before > now else at, actor=actor, now=now, context=complaint.subject,
    )


@whole
def keep(complaint: Complaint, *, how: str, now: datetime) -> None:
    """He has heard; what was promised for later or earlier is settled by it."""
    for promise in complaint.promises.filter(kept_at=None):
        promise.kept_at, promise.how = now, how[:200]
        promise.save(update_fields=["kept_at", "how"])
    settling.settle(KIND, complaint.pk, key=PROMISE, outcome=how, now=now)

"""What people do: each takes up what is due, makes a move that is open, or says what comes next."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError

from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, registry, todos
from gendan.spine.procedures.engine import gate
from gendan.spine.procedures.engine.offers import Available
from gendan.spine.procedures.engine.owning import record_of
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.refusal import Refusal
from gendan.spine.rows import KEY, Reading
from year import filling
from year.company import Company, tried

CARE = 0.9
#: How readily a move is chosen by where it leads; nobody gives up as easily as he goes on.
WEIGHTS = {"lost": 0.15, "won": 1.0, "done": 1.0, "open": 1.0, "waiting": 0.6}
PATIENCE = 3


def of_the_hour(made: Company, *, until: datetime, absent: set[int], limit: int) -> int:
    """What is due by the end of this hour is done, or forgotten by one in ten; returns how many to-dos were taken up."""
    due = Todo.objects.filter(status=Todo.Status.OPEN, due_at__lte=until).exclude(assignee__in=absent)
    taken = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])
    count = 0
    for pk in taken:
        if made.dice.random() < CARE:
            todo = _reading().one(pk)
            if todo.status == Todo.Status.OPEN:  # not settled by what was done before
                do(made, todo, now=until)
                count += 1
    return count


@cache
def _reading() -> Reading:
    return Reading(Todo.objects.select_related("assignee__department", "case", "signoff").filter(pk=KEY))


def do(made: Company, todo: Todo, *, now: datetime) -> None:
    """Carry out one to-do, by whoever has it."""
    actor, record = todo.assignee, record_of(todo)
    sign = getattr(todo, "signoff", None)
    if sign is not None and sign.verdict == SignOff.Verdict.PENDING:
        verdict = "agreed" if made.dice.random() < 0.9 else "refused"
        tried(engine.sign, sign, verdict=verdict, opinion=made.dice.choice(filling.TEXTS), actor=actor, now=now)
    elif record is None or made.dice.random() < 0.35 or not _move(made, record, actor=actor, now=now):
        _go_on(made, todo, record, actor=actor, now=now)


def _move(made: Company, record: Any, *, actor: Employee, now: datetime) -> bool:
    """Try some of the moves that are open to the person."""
    offers = [one for one in engine.available(record, actor=actor, now=now) if one.allowed]
    for _try in range(min(PATIENCE, len(offers))):
        offer = made.dice.choices(offers, [_weight(record, one) for one in offers])[0]
        if perform(made, record, offer, actor=actor, now=now):
            return True
    return False


def _weight(record: Any, offer: Available) -> float:
    state = registry.procedure(record.case.procedure).find_state(offer.transition.target)
    return WEIGHTS.get(str(state.kind.value), 1.0) if state is not None else 1.0


def perform(made: Company, record: Any, offer: Available, *, actor: Employee, now: datetime) -> bool:
    """Make a move with a form filled as often as something is missing; whether it was made."""
    transition = offer.transition
    data: filling.Data = {"reason": made.dice.choice(filling.TEXTS)} if transition.reason_required else {}
    data |= filling.required(gate.form_for(transition, record=record, actor=actor), dice=made.dice, now=now)
    for _try in range(filling.TRIES):
        try:
            engine.perform(record, transition.key, actor=actor, data=data, now=now)
        except ValidationError as error:
            form = gate.form_for(transition, record=record, actor=actor)
            more = filling.missing(error, form, data, dice=made.dice, now=now)
            if not more:
                return False
            data |= more
        except Refusal:
            return False
        else:
            return True
    return False


def _go_on(made: Company, todo: Todo, record: Any, *, actor: Employee, now: datetime) -> None:
    """No move today: the next step is agreed, or the to-do is put off, or it is finished for another."""
    due = now + timedelta(days=made.dice.choice((1, 2, 5, 12, 40)), hours=made.dice.randint(0, 3))
    step = NextStep("再跟进一次", due, "call")
    if isinstance(record, Customer) and tried(log_activity, record, actor=actor, now=now, next_step=step, way="call", text="谈了交期", completes=todo):
        return
    if made.dice.random() < 0.5 and tried(todos.complete, todo, actor=actor, now=now, outcome="已办", then=todos.Next("继续跟进", due)):
        return
    tried(todos.postpone, todo, due_at=due, reason="客户改时间", actor=actor, now=now)

"""What the moves of a bid write besides the state."""

from datetime import datetime

from django.utils import timezone

from gendan.modules.tenders.models import Offer, Task, Tender
from gendan.modules.tenders.numbers import KEY, TASK_DAYS
from gendan.modules.tenders.words import STAGES
from gendan.spine import words
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import numbers, todos
from gendan.spine.procedures.declare import Move


def lay_tasks(tender: Tender, *, stage: int, actor: Employee | None, now: datetime) -> None:
    """The tasks of a stage, each with a to-do for the owner, one after the other."""
    assert tender.owner is not None
    days = max(1, round(numbers.value(numbers.current(KEY, (TASK_DAYS,), at=now), TASK_DAYS)))
    calendar = calendar_of(tender.owner)
    for number, work in enumerate(STAGES[stage], start=1):
        todo = todos.add(
            tender, key=f"task.{stage}{work.letter}", title=words.say(f"todo.tenders.{stage}{work.letter}"), assignee=tender.owner,
            due_at=add_working_days(now, days * number, calendar), actor=actor, now=now,
        )
        Task.objects.create(tender=tender, stage=stage, letter=work.letter, area=work.area, todo_id=todo.pk)


def shortlist(move: Move) -> None:
    """The formal stage begins."""
    move.keep(submit_on=move.data["submit_on"], needs_mock_up=bool(move.data.get("needs_mock_up")))
    if move.data.get("evaluation"):
        move.keep(evaluation=move.data["evaluation"])


def offer(move: Move) -> None:
    """F18 stage 2 E: another round; what was offered before stays."""
    assert move.actor is not None
    number = move.record.round_no + 1
    Offer.objects.create(
        tender=move.record, number=number, amount=move.data["amount"], offered_on=move.data["offered_on"],
        change=move.data.get("change", ""), made_by=move.actor,
    )
    move.keep(round_no=number, amount=move.data["amount"])


def evaluated(move: Move) -> None:
    """What the evaluation said."""
    move.keep(result=move.data["result"])


def won(move: Move) -> None:
    """With what was learned."""
    move.keep(lesson=move.data.get("lesson", ""), closed_on=timezone.localdate(move.now))


def lost(move: Move) -> None:
    """Why, to whom, and what was learned."""
    names = ("loss_reason", "lost_to", "lesson")
    move.keep(**{name: move.data[name] for name in names if name in move.data}, closed_on=timezone.localdate(move.now))

"""What the moves at the service desk write besides the state."""

from datetime import datetime, timedelta
from typing import Any

from gendan.modules.returns import queries, rules
from gendan.modules.returns.models import DeskDay, DeskReturn
from gendan.modules.returns.numbers import CLOSING_MINUTES, DAY_KEY, RETURN_MINUTES
from gendan.spine import events, words
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import windows_of
from gendan.spine.procedures import engine, numbers, todos
from gendan.spine.procedures.declare import Move

NOON, COUNT = "hand_over", "count"


def ready(move: Move) -> None:
    """Each point was ticked (F106.1, F106.2)."""
    move.keep(ticked=[key for key, done in move.data.items() if done])


def bring(move: Move) -> None:
    """F106.5: yesterday is checked, the cash is there."""
    move.keep(checked_by=move.actor, float_brought=move.data["float_brought"])


def open_desk(move: Move) -> None:
    """From now on goods are taken back; noon and closing have their to-dos."""
    move.keep(float_start=move.data["float_start"], start_reason=move.data.get("start_reason", ""), opened_at=move.now)
    times = windows_of(move.record.day, calendar_of(move.record.owner))
    if len(times) > 1:
        _remind(move, NOON, "returns.hand_over", times[0][1])
    if times:
        before = timedelta(minutes=float(queries.value(CLOSING_MINUTES, at=move.now, procedure=DAY_KEY)))
        _remind(move, COUNT, "returns.count", times[-1][1] - before)


def _remind(move: Move, key: str, sentence: str, due_at: datetime) -> None:
    if due_at > move.now and move.record.owner is not None:
        todos.add(move.record, key=key, title=words.say(sentence), assignee=move.record.owner, due_at=due_at, actor=None, now=move.now)


def count(move: Move) -> None:
    """F106.11: cash, differences, losses."""
    data = move.data
    move.keep(float_end=data["float_end"], end_difference=data["end_difference"], end_reason=data.get("end_reason", ""),
              losses=data.get("losses", ""), counted_at=move.now)


def close(move: Move) -> None:
    """F106.9: the slips agree with gendan, or it is said why not."""
    data = move.data
    move.keep(slips_total=data["slips_total"], system_total=data["system_total"], total_reason=data.get("total_reason", ""), closed_at=move.now)


def inspect(move: Move) -> None:
    """What the inspector found."""
    move.keep(inspector=move.actor, inspected_at=move.now, condition=move.data["condition"], finding=move.data.get("finding", ""))


def approve(move: Move) -> None:
    """The supervisor has said yes."""
    move.keep(approved_by=move.actor)


def pay(move: Move) -> None:
    """The customer has his money; were the five minutes kept (F106.4, A49)?"""
    allowed = timedelta(minutes=float(numbers.value(move.case.numbers, RETURN_MINUTES)))
    move.keep(paid_by=move.data["paid_by"], satisfied=bool(move.data.get("satisfied")), done_at=move.now,
              in_time=move.now - move.record.created_at <= allowed)


def sort(move: Move) -> None:
    """Where the goods went."""
    move.keep(sorted_to=move.data["sorted_to"])


def solve(move: Move) -> None:
    """How a complaint at the desk was solved."""
    move.keep(result=move.data["result"])


def complained(move: Move) -> None:
    """F106.7: what the desk cannot settle is a complaint of the company."""
    events.emit("returns.complained", record=move.record, text=move.record.text, actor=move.actor, now=move.now)


def answer(move: Move) -> None:
    """Whether wanted goods can be had."""
    move.keep(available=move.data["available"], answer=move.data["answer"])


def called(move: Move) -> None:
    """The return visit by telephone."""
    move.keep(said=move.data["said"])


def lead_on(record: DeskReturn, *, case: Any, now: datetime) -> None:
    """What follows by itself: beyond the clerk's authority the supervisor decides; without goods there is nothing to sort."""
    if record.state == "inspected" and not rules.is_within_authority(record, case.numbers):
        engine.perform(record, "up", actor=None, now=now)
    elif record.state == "paid" and not rules.goods_come_back(record):
        engine.perform(record, "no_goods", actor=None, now=now)


def carry_over(day: DeskDay, before: DeskDay | None) -> None:
    """F106.5: what finance checks of the desk's last day."""
    if before is not None:
        day.before_total, day.before_difference = before.system_total or 0, before.difference

"""The stage path of a record: which states lie behind it, how long each took, and which limit was broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gendan.spine.org.workdays import WorkCalendar, working_day_length, working_time_between
from gendan.spine.procedures import registry
from gendan.spine.procedures.declare import Kind, Procedure, State
from gendan.spine.procedures.models import Stay
from gendan.spine.procedures.queries import stays_in
from gendan.ui import formats

ENDS = (Kind.WON, Kind.LOST, Kind.DONE)


@dataclass(frozen=True, slots=True)
class Step:
    """One chevron: `place` is done, current or next; `over` is what a broken limit is named by, for ever."""

    state: State
    place: str
    words: str
    over: str
    move: str


def steps_of(
    record: Any, *, states: tuple[str, ...], moves: dict[str, str], calendar: WorkCalendar, now: datetime
) -> list[Step]:
    """The chevrons of a record; `moves` names the transition that leads to a state. None without a procedure."""
    procedure = registry.find(record.case.procedure) if record.case_id else None
    if procedure is None:
        return []
    path = _path(procedure, states, record.case.state)
    keys = [state.key for state in path]
    here = keys.index(record.case.state)
    stays = stays_in(record.case)
    return [
        _step(state, "done" if number < here else "next" if number > here else "current", stays.get(state.key), moves,
              calendar, now)
        for number, state in enumerate(path)
    ]


def _path(procedure: Procedure, states: tuple[str, ...], current: str) -> list[State]:
    """The declared states, else all open ones and the first good end; where it stands now is always among them."""
    if states:
        path = [procedure.state(key) for key in states]
    else:
        good = [state for state in procedure.states if state.kind in (Kind.WON, Kind.DONE)][:1]
        path = [state for state in procedure.states if state.kind not in ENDS] + good
    here = procedure.state(current)
    if here in path:
        return path
    if here.kind in ENDS:
        return [*(state for state in path if state.kind not in ENDS), here]
    turn = procedure.states.index
    place = next((number for number, state in enumerate(path) if turn(state) > turn(here)), len(path))
    return [*path[:place], here, *path[place:]]


def _step(
    state: State, place: str, stay: Stay | None, moves: dict[str, str], calendar: WorkCalendar, now: datetime
) -> Step:
    words = over = ""
    if stay is not None and place != "next":
        words, over = _words(stay, calendar, now), _over(stay, calendar, now)
    return Step(state, place, words, over, moves.get(state.key, ""))


def _words(stay: Stay, calendar: WorkCalendar, now: datetime) -> str:
    day = working_day_length(calendar)
    if stay.due_at is None:
        days = ((stay.left_at or now) - stay.entered_at).days + 1
        return "" if stay.left_at else ngettext("day %d", "day %d", days) % days
    used = formats.span(_used(stay, calendar, now), day=day) or formats.span(timedelta(minutes=1), day=day)
    limit = formats.span(working_time_between(stay.entered_at, stay.due_at, calendar), day=day)
    return _("took %(used)s · limit %(limit)s") % {"used": used, "limit": limit} if limit else used


def _over(stay: Stay, calendar: WorkCalendar, now: datetime) -> str:
    end = stay.left_at or now
    if stay.due_at is None or not (stay.breached or end > stay.due_at):
        return ""
    over = formats.span(working_time_between(stay.due_at, end, calendar), day=working_day_length(calendar))
    return _("%s over") % over if over else _("over")


def _used(stay: Stay, calendar: WorkCalendar, now: datetime) -> timedelta:
    if stay.worked is not None:
        return timedelta(seconds=stay.worked)
    return working_time_between(stay.entered_at, stay.left_at or now, calendar)


def is_tall(steps: Iterable[Step]) -> bool:
    """Whether the path needs its second line."""
    return any(step.words and "·" in step.words or step.over for step in steps)

"""The changeable numbers of a procedure: which there are, and which value counts at a moment."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.spine.org import queries as org
from gendan.spine.procedures.declare import Due, Number, Procedure, State, Unit, Within

DEFAULT_KEY = "todos"
REMIND = Number("todo_remind", _("remind before the due time"), 1, Unit.WORKING_HOURS, 0, 40)
LATE_TO_HEAD = Number("todo_to_head", _("tell the head after the due time"), 4, Unit.WORKING_HOURS, 0, 80)
LATE_TO_NEXT = Number("todo_to_next", _("tell the next head after the due time"), 3, Unit.WORKING_DAYS, 0, 60)
WAKE = Number("todo_wake", _("time to act after a wait has ended"), 1, Unit.WORKING_DAYS, 0.125, 20)
FALLBACK = Number("todo_fallback", _("limit of a step that names none"), 1, Unit.WORKING_DAYS, 0.125, 20)
DEFAULTS = (REMIND, LATE_TO_HEAD, LATE_TO_NEXT, WAKE, FALLBACK)


def setting_key(procedure: Procedure | str, number: Number) -> str:
    """The key under which the company's own value of a number is kept."""
    name = procedure if isinstance(procedure, str) else procedure.key
    return f"{DEFAULT_KEY if number in DEFAULTS else name}.{number.key}"


def of_state(state: State) -> list[Number]:
    """The numbers that a case in this state runs by."""
    found = [*_of_due(state.due), *(step.offset for step in state.escalate)]
    if state.signoffs is not None:
        found += _of_due(state.signoffs.due)
        found += [state.signoffs.quorum] if state.signoffs.quorum else []
    return list(dict.fromkeys(found))


def _of_due(due: Due | None) -> list[Number]:
    return [due.number] if isinstance(due, Within) else []


def of_procedure(procedure: Procedure) -> list[Number]:
    """All numbers of a procedure, first those of its states in their order."""
    found = [number for state in procedure.states for number in of_state(state)]
    return list(dict.fromkeys([*found, *procedure.numbers]))


def current(procedure: Procedure | str, wanted: Iterable[Number], *, at: datetime) -> dict[str, Any]:
    """The values valid at a moment, by the key of the number; one query for all."""
    keys = {setting_key(procedure, number): number for number in wanted}
    found = org.numbers({key: number.default for key, number in keys.items()}, at=at) if keys else {}
    return {keys[key].key: value for key, value in found.items()}


def snapshot(procedure: Procedure, state: State, *, at: datetime) -> dict[str, Any]:
    """What a case keeps on entering a state: the state's numbers and those that the whole procedure uses."""
    return current(procedure, [*of_state(state), *procedure.numbers, *DEFAULTS], at=at)


def value(values: dict[str, Any], number: Number) -> float:
    """A number from a case's snapshot; its default where the snapshot is older than the number."""
    return float(values.get(number.key, number.default))

"""What `manage.py check` knows of the declared procedures."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import connection

from gendan.spine.org import queries as org
from gendan.spine.org.models import Deputy
from gendan.spine.org.roles import ROLES
from gendan.spine.procedures import numbers, registry
from gendan.spine.procedures.declare import (
    Kind,
    Number,
    OnDate,
    Procedure,
    RecordField,
    RoleHolder,
    SignOffs,
    State,
    Transition,
    Who,
)
from gendan.spine.procedures.models import Followed

ENDS = (Kind.WON, Kind.LOST, Kind.DONE)


def declared(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Errors of all registered procedures."""
    return [message for procedure in registry.procedures() for message in of_procedure(procedure)]


def of_procedure(procedure: Procedure) -> list[checks.CheckMessage]:
    """Everything wrong with one declaration; warnings for open states without a due time or a to-do."""
    found = [
        *_keys(procedure), *_states(procedure), *_transitions(procedure), *_ways(procedure), *_numbers(procedure),
        *_signoffs(procedure), *_people(procedure), *_record(procedure),
    ]
    return [(kind)(f"{procedure.key}: {text}", id=f"procedures.{code}") for kind, code, text in found]


Found = Iterator[tuple[Any, str, str]]


def _keys(procedure: Procedure) -> Found:
    for what, keys in (
        ("state", [state.key for state in procedure.states]),
        ("transition", [transition.key for transition in procedure.transitions]),
    ):
        for key in _twice(keys):
            yield checks.Error, "E001", f"the {what} {key} is declared twice"
    for state in procedure.states:
        for key in _twice(step.key for step in state.escalate):
            yield checks.Error, "E001", f"the step {key} of {state.key} is declared twice"
    if procedure.find_state(procedure.start) is None:
        yield checks.Error, "E002", f"it starts in {procedure.start}, which is no state"


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _states(procedure: Procedure) -> Found:
    for state in procedure.states:
        if state.kind == Kind.OPEN and state.due is None and (state.signoffs is None or state.signoffs.due is None):
            yield checks.Error, "E003", f"the open state {state.key} has no due time"
        if state.kind == Kind.OPEN and not state.todo:
            yield checks.Error, "E004", f"the open state {state.key} has no to-do"
        if len(f"state.{state.key}") > 60:
            yield checks.Error, "E005", f"the key of {state.key} is too long"


def _transitions(procedure: Procedure) -> Found:
    known = {state.key for state in procedure.states}
    for transition in procedure.transitions:
        for key in {*transition.source, transition.target} - known:
            yield checks.Error, "E006", f"the transition {transition.key} names the unknown state {key}"
        if not transition.source:
            yield checks.Error, "E006", f"the transition {transition.key} leaves no state"
        for function in (*transition.guards, *transition.effects):
            if not callable(function):
                yield checks.Error, "E007", f"{function!r} of {transition.key} cannot be called"


def _ways(procedure: Procedure) -> Found:
    """Every state can be reached, and every state that is no end can be left for one."""
    forward: dict[str, set[str]] = {}
    for transition in procedure.transitions:
        for source in transition.source:
            forward.setdefault(source, set()).add(transition.target)
    reached = _closure({procedure.start}, forward)
    for state in procedure.states:
        if state.key not in reached:
            yield checks.Error, "E008", f"nothing leads to the state {state.key}"
        if state.kind not in ENDS and not forward.get(state.key):
            yield checks.Error, "E009", f"nobody can leave the state {state.key}"


def _closure(start: set[str], forward: dict[str, set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        fresh = forward.get(todo.pop(), set()) - seen
        seen |= fresh
        todo += fresh
    return seen


def _numbers(procedure: Procedure) -> Found:
    listed = numbers.of_procedure(procedure)
    for key in _twice(number.key for number in listed):
        yield checks.Error, "E010", f"the number {key} is declared in two ways"
    for number in listed:
        if not number.low <= number.default <= number.high:
            yield checks.Error, "E011", f"the default of {number.key} lies outside of its bounds"
    for number in _of_time(procedure):
        if not number.unit.timed:
            yield checks.Error, "E012", f"{number.key} should count time, not {number.unit}"


def _of_time(procedure: Procedure) -> list[Number]:
    quorums = [s.signoffs.quorum for s in procedure.states if s.signoffs is not None]
    return [number for state in procedure.states for number in numbers.of_state(state) if number not in quorums]


def _signoffs(procedure: Procedure) -> Found:
    for state in procedure.states:
        asked = state.signoffs
        if asked is None:
            continue
        if not asked.parties or state.kind != Kind.OPEN:
            yield checks.Error, "E013", f"the sign-offs of {state.key} need parties and an open state"
        for key in _twice(party.key for party in asked.parties):
            yield checks.Error, "E001", f"the party {key} of {state.key} is declared twice"
        yield from _verdicts(procedure, state, asked)


def _verdicts(procedure: Procedure, state: State, asked: SignOffs) -> Found:
    for key in (asked.agreed, asked.refused):
        transition = procedure.find_transition(key)
        if transition is None or state.key not in transition.source:
            yield checks.Error, "E014", f"the sign-offs of {state.key} name {key}, which does not leave it"
        elif transition.form is not None or (transition.reason_required and key == asked.agreed):
            yield checks.Error, "E014", f"{key} is made by sign-offs and cannot ask anything"


def _people(procedure: Procedure) -> Found:
    for who in _everybody(procedure):
        if isinstance(who, RoleHolder) and who.role not in ROLES:
            yield checks.Error, "E015", f"the role {who.role} is not known"


def _everybody(procedure: Procedure) -> list[Who]:
    states: tuple[State, ...] = procedure.states
    moves: tuple[Transition, ...] = procedure.transitions
    found = [state.who for state in states] + [who for move in moves for who in move.who]
    found += [step.to for state in states for step in state.escalate]
    found += [party.who for state in states if state.signoffs for party in state.signoffs.parties]
    return list(dict.fromkeys(found))


def _record(procedure: Procedure) -> Found:
    try:
        model = apps.get_model(procedure.record)
    except (LookupError, ValueError):
        yield checks.Error, "E016", f"there is no model {procedure.record}"
        return
    if not issubclass(model, Followed):
        yield checks.Error, "E016", f"{procedure.record} is no Followed model"
    names = {who.name for who in _everybody(procedure) if isinstance(who, RecordField)}
    names |= {state.due.field for state in procedure.states if isinstance(state.due, OnDate)}
    for name in names:
        if not hasattr(model, name):
            yield checks.Error, "E017", f"{procedure.record} has no {name}"


def held_roles(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """With a database at hand: a role that procedures name and nobody holds (the head acts instead)."""
    if not databases or not _is_founded():
        return []
    roles = {
        who.role for procedure in registry.procedures() for who in _everybody(procedure) if isinstance(who, RoleHolder)
    }
    held = {role for role in roles if org.permanent_holders(role)}
    empty = sorted(roles - held)
    return [
        checks.Warning(f"Nobody holds the role {role}; heads and the general manager act instead.",
                       id="procedures.W001")
        for role in empty
    ]


def _is_founded() -> bool:
    """Whether the tables are there at all (`migrate` asks before it makes them), and somebody works here."""
    return Deputy._meta.db_table in connection.introspection.table_names() and org.at_work().exists()


def register() -> None:
    """Add both to `manage.py check`; the second needs `--database`."""
    checks.register(declared, "procedures")
    checks.register(held_roles, checks.Tags.database)

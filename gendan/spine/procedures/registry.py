"""The declared procedures, each registered once by its module."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gendan.spine.procedures.declare import Procedure, Transition
from gendan.spine.procedures.verbs import declare_moves, declare_words

_procedures: dict[str, Procedure] = {}


def register(procedure: Procedure) -> None:
    """Declare a procedure; a second declaration with the same key replaces the first, so that reloading is harmless."""
    _procedures[procedure.key] = procedure
    declare_moves(procedure)
    declare_words(procedure)


def procedure(key: str) -> Procedure:
    """The procedure with this key; KeyError when there is none."""
    return _procedures[key]


def find(key: str) -> Procedure | None:
    """The procedure with this key, or None (a case may outlive its declaration)."""
    return _procedures.get(key)


def procedures() -> list[Procedure]:
    """All declared procedures, in the order of their declaration."""
    return list(_procedures.values())


def of_record(record: Any) -> Procedure | None:
    """The procedure that records of this kind run by; None where there is none."""
    kind = record._meta.label_lower
    return next((one for one in _procedures.values() if one.record.lower() == kind), None)


def as_procedure(given: Procedure | str) -> Procedure:
    """The procedure itself, whether it or its key is given."""
    return given if isinstance(given, Procedure) else procedure(given)


def move_by_hand(record: Any, key: str) -> Transition | None:
    """The move of the record's case that people make; None for one that does not exist, or that only follows from others."""
    case = getattr(record, "case", None)
    known = find(case.procedure) if case is not None else None
    transition = known.find_transition(key) if known else None
    return None if transition is None or transition.automatic else transition


@contextmanager
def temporarily(*given: Procedure) -> Iterator[None]:
    """Register procedures for the time of a block; what was there before comes back."""
    before = dict(_procedures)
    try:
        for one in given:
            register(one)
        yield
    finally:
        _procedures.clear()
        _procedures.update(before)

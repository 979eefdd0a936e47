"""The words in which a procedure is written down: frozen, typed, free of anything that could not be stored.

A procedure reads top to bottom: its states, who acts in each, by when, on which form, and what may follow.
The graph is code; the numbers are settings: each `Number` has a default here and may have rows in `NumberSetting`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    """What a number counts. Working units run on the calendar of the person who acts."""

    WORKING_MINUTES = "working_minutes"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    PERCENT = "percent"
    YUAN = "yuan"
    COUNT = "count"

    @property
    def working(self) -> bool:
        """Whether the time runs in working hours only."""
        return self in (Unit.WORKING_MINUTES, Unit.WORKING_HOURS, Unit.WORKING_DAYS)

    @property
    def timed(self) -> bool:
        """Whether it counts time at all."""
        return self.working or self in (Unit.MINUTES, Unit.HOURS, Unit.DAYS)


@dataclass(frozen=True, slots=True)
class Number:
    """A changeable number; `key` is unique in its procedure, bounds are inclusive."""

    key: str
    title: Any
    default: float
    unit: Unit
    low: float = 0
    high: float = 1_000_000


# -- who acts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owner:
    """The responsible employee of the case."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever made the move that led here."""


@dataclass(frozen=True, slots=True)
class RecordField:
    """The employee in a field of the record."""

    name: str


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A holder of an abstract role; one in the owner's department or the nearest above comes first."""

    role: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the owner's department; `levels` above 1 means the head that many departments up."""

    levels: int = 1


Who = Owner | Actor | RecordField | RoleHolder | Head


# -- by when ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Within:
    """So long after entering the state, by the unit of the number (working or wall-clock time)."""

    number: Number


@dataclass(frozen=True, slots=True)
class AtTime:
    """A fixed time of day, `working_days` working days later (0 = the same day; F16: next day 14:00)."""

    at: time
    working_days: int = 1


@dataclass(frozen=True, slots=True)
class OnDate:
    """The date in a field of the record, at the end of that day's work."""

    field: str


Due = Within | AtTime | OnDate


# -- what happens when it is late -------------------------------------------------------------------------------


class Escalate(StrEnum):
    """REMIND tells the assignee; TELL tells somebody else; HAND_OVER gives the to-do to `to`."""

    REMIND = "remind"
    TELL = "tell"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Step:
    """At `offset` (negative: before) from the due time, in the number's unit, happens exactly once per to-do."""

    key: str
    offset: Number
    action: Escalate
    to: Who = Owner()
    before: bool = False


def climbing(*, remind: Number, head: Number, director: Number | None = None) -> tuple[Step, ...]:
    """The usual way up: the assignee is reminded beforehand; when it is late the head is told, then the director."""
    steps = (Step("remind", remind, Escalate.REMIND, before=True), Step("head", head, Escalate.TELL, Head()))
    return steps if director is None else (*steps, Step("director", director, Escalate.TELL, RoleHolder("director")))


# -- sign-offs ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Party:
    """One department or role whose opinion is asked."""

    key: str
    title: Any
    who: Who


class Mode(StrEnum):
    """How opinions decide: one refusal ends an ALL; EVERY waits until each party has said something."""

    ALL = "all"
    EVERY = "every"
    ANY = "any"
    QUORUM = "quorum"


@dataclass(frozen=True, slots=True)
class SignOffs:
    """Opinions asked side by side; the named transitions fire by themselves when the verdict is clear.

    Where `chosen` names a field of the record, only the parties whose keys stand in it are asked.
    """

    parties: tuple[Party, ...]
    agreed: str
    refused: str
    mode: Mode = Mode.ALL
    quorum: Number | None = None
    due: Due | None = None
    chosen: str = ""

    def asked_of(self, record: Any) -> tuple[Party, ...]:
        """The parties whose opinion this record needs; all of them where it names none."""
        wanted = getattr(record, self.chosen, ()) if self.chosen else ()
        return tuple(party for party in self.parties if party.key in wanted) or self.parties


# -- states and transitions ---------------------------------------------------------------------------------


class Kind(StrEnum):
    """OPEN: somebody must act. WAITING: the clock stands. WON, LOST and DONE are ends."""

    OPEN = "open"
    WAITING = "waiting"
    WON = "won"
    LOST = "lost"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class State:
    """A place where a case stands. `todo` is the text of the to-do made on entering, where "%(title)s" stands for the record; `lane` names the swim lane."""

    key: str
    title: Any
    kind: Kind = Kind.OPEN
    who: Who = Owner()
    due: Due | None = None
    todo: Any = ""
    way: str = ""
    checklist: tuple[Any, ...] = ()
    signoffs: SignOffs | None = None
    escalate: tuple[Step, ...] = ()
    lane: Any = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What guards and effects are told: the record (locked), who moves it, with which data, at which moment."""

    record: Any
    case: Any
    transition: "Transition"
    actor: Any
    data: dict[str, Any]
    now: datetime
    kept: set[str] = field(default_factory=set)

    def keep(self, **values: Any) -> None:
        """Set fields of the record; the engine writes them with the state, as one change in the history."""
        for name, value in values.items():
            setattr(self.record, name, value)
        self.kept.update(values)

    @property
    def given(self) -> dict[str, Any]:
        """The form's own fields; any move may carry a reason besides, which belongs to the entry in the history."""
        return {name: value for name, value in self.data.items() if name != "reason"}


Guard = Callable[[Move], str | None]
Effect = Callable[[Move], None]


@dataclass(frozen=True, slots=True)
class Transition:
    """A move that somebody in `who` may make; a guard returns the reason why not, or None.

    `source` lists the states it leaves. `form` is a Django form class for `data`; one with a class method
    `for_record(record, *, actor, data)` is made by it. Guards are also asked with empty data, to draw the button:
    what depends on the input belongs in the form. `automatic` transitions are made by sign-offs or other modules
    (with an actor of None or anybody) and have no button. `verb` names the timeline entry, else "<procedure>.moved".
    """

    key: str
    title: Any
    source: tuple[str, ...]
    target: str
    who: tuple[Who, ...] = (Owner(),)
    form: Any = None
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    reason_required: bool = False
    automatic: bool = False
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A company's written procedure. `record` is "app_label.Model"; `flows` are the F-numbers it carries out."""

    key: str
    title: Any
    record: str
    start: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    version: int = 1
    flows: tuple[str, ...] = ()
    purpose: Any = ""
    numbers: tuple[Number, ...] = field(default=())

    def state(self, key: str) -> State:
        """The state with this key; KeyError names the procedure."""
        for state in self.states:
            if state.key == key:
                return state
        raise KeyError(f"{self.key} has no state {key}")

    def find_state(self, key: str) -> State | None:
        """The state with this key, or None (a case may stand in a state that a newer version dropped)."""
        return next((state for state in self.states if state.key == key), None)

    def find_transition(self, key: str) -> Transition | None:
        """The transition with this key, or None."""
        return next((transition for transition in self.transitions if transition.key == key), None)

    def transition(self, key: str) -> Transition:
        """The transition with this key; KeyError names the procedure."""
        for transition in self.transitions:
            if transition.key == key:
                return transition
        raise KeyError(f"{self.key} has no transition {key}")

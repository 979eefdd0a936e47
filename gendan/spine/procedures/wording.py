"""A declaration in words: numbers with their units, due times, escalations and guards, for manuals and settings."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gendan.spine.procedures import registry, who
from gendan.spine.procedures.declare import (
    AtTime,
    Due,
    Escalate,
    Guard,
    Kind,
    Mode,
    Number,
    OnDate,
    SignOffs,
    State,
    Step,
    Unit,
    Within,
)
from gendan.spine.procedures.models import Todo


def unit_word(unit: Unit) -> str:
    """The unit behind a number."""
    return {
        Unit.WORKING_MINUTES: pgettext("unit", "working minutes"),
        Unit.WORKING_HOURS: pgettext("unit", "working hours"),
        Unit.WORKING_DAYS: pgettext("unit", "working days"),
        Unit.MINUTES: pgettext("unit", "minutes"),
        Unit.HOURS: pgettext("unit", "hours"),
        Unit.DAYS: pgettext("unit", "calendar days"),
        Unit.PERCENT: "%",
        Unit.YUAN: pgettext("unit", "yuan"),
        Unit.COUNT: "",
    }[unit]


def plain(value: float) -> str:
    """A number without a needless fraction."""
    return f"{value:g}" if abs(value) < 100_000 else f"{value:,.0f}"


def amount_of(number: Number, values: dict[str, Any]) -> str:
    """A number with its unit, as it stands."""
    return f"{plain(float(values.get(number.key, number.default)))} {unit_word(number.unit)}".strip()


def due_words(due: Due | None, values: dict[str, Any]) -> str:
    """By when a state's work is due."""
    match due:
        case Within(number):
            return _("within %(amount)s") % {"amount": amount_of(number, values)}
        case AtTime(at, 0):
            return _("by %(at)s of the same day") % {"at": at.strftime("%H:%M")}
        case AtTime(at, days):
            return _("by %(at)s, %(days)s working days later") % {"at": at.strftime("%H:%M"), "days": days}
        case OnDate(field):
            return _("by the date in “%(field)s”") % {"field": field}
    return ""


def step_words(step: Step, values: dict[str, Any]) -> str:
    """One step of an escalation as half a sentence."""
    facts = {"amount": amount_of(step.offset, values), "who": who.describe(step.to)}
    when = _when(step, values) % facts
    what = {
        Escalate.REMIND: _("remind the assignee"),
        Escalate.TELL: _("tell %(who)s") % facts,
        Escalate.HAND_OVER: _("hand over to %(who)s") % facts,
    }[step.action]
    return _("%(when)s: %(what)s") % {"when": when, "what": what}


def _when(step: Step, values: dict[str, Any]) -> str:
    if not float(values.get(step.offset.key, step.offset.default)):
        return _("when it is due")
    return _("%(amount)s before") if step.before else _("%(amount)s late")


def guard_words(guard: Guard | Callable[..., Any]) -> str:
    """What a guard wants: its `title`, else the first line of its docstring, else its name."""
    title = getattr(guard, "title", "")
    lines = (getattr(guard, "__doc__", "") or "").strip().splitlines()
    if title or lines:
        return str(title or _(lines[0]))
    return getattr(guard, "__name__", repr(guard)).replace("_", " ")


def kind_word(kind: Kind) -> str:
    """What kind of state it is."""
    return {
        Kind.OPEN: pgettext("state", "open"),
        Kind.WAITING: pgettext("state", "waiting, the clock stands"),
        Kind.WON: pgettext("state", "won"),
        Kind.LOST: pgettext("state", "lost"),
        Kind.DONE: pgettext("state", "done"),
    }[kind]


def signoff_words(asked: SignOffs, values: dict[str, Any]) -> str:
    """Who signs, and how many must agree."""
    parties = "、".join(str(party.title) for party in asked.parties)
    if asked.mode == Mode.QUORUM and asked.quorum is not None:
        return _("%(parties)s; %(amount)s must agree") % {
            "parties": parties, "amount": amount_of(asked.quorum, values),
        }
    words = _("%(parties)s; all must agree") if asked.mode == Mode.ALL else _("%(parties)s; one is enough")
    return words % {"parties": parties}


def who_acts(state: State) -> str:
    """Who acts in a state."""
    return "、".join(str(p.title) for p in state.signoffs.parties) if state.signoffs else who.describe(state.who)


def place_of(todo: Todo) -> str:
    """The context that was written with a to-do, else procedure and state in which its case stands."""
    if todo.context:
        return str(todo.context)
    procedure = registry.find(todo.case.procedure) if todo.case else None
    state = procedure.find_state(todo.case.state) if procedure and todo.case else None
    return f"{procedure.title} · {state.title}" if procedure and state else ""

"""The manual of a procedure, generated from its declaration: for a page, for paper, and for docs/procedures."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine.procedures import numbers, who, wording
from gendan.spine.procedures.declare import Number, Procedure, State, Transition


@dataclass(frozen=True, slots=True)
class StateLine:
    """One state in words."""

    key: str
    title: str
    kind: str
    who: str
    due: str
    todo: str
    checklist: tuple[str, ...]
    signs: str
    late: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move in words."""

    key: str
    title: str
    source: str
    target: str
    who: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One changeable number."""

    key: str
    title: str
    value: str
    low: str
    high: str
    unit: str


@dataclass(frozen=True, slots=True)
class Manual:
    """A procedure as a page to read."""

    key: str
    title: str
    purpose: str
    version: int
    flows: str
    roles: tuple[str, ...]
    states: tuple[StateLine, ...]
    moves: tuple[MoveLine, ...]
    numbers: tuple[NumberLine, ...]


def manual_of(procedure: Procedure, *, values: dict[str, Any]) -> Manual:
    """The manual with these values of its numbers."""
    people = [wording.who_acts(state) for state in procedure.states if state.kind in ("open", "waiting")]
    people += [who.describe(one) for move in procedure.transitions for one in move.who if not move.automatic]
    return Manual(
        key=procedure.key, title=str(procedure.title), purpose=str(procedure.purpose), version=procedure.version,
        flows="、".join(procedure.flows), roles=tuple(dict.fromkeys(people)),
        states=tuple(_state(state, values) for state in procedure.states),
        moves=tuple(_move(procedure, move) for move in procedure.transitions),
        numbers=tuple(_number(number, values) for number in numbers.of_procedure(procedure)),
    )


def _state(state: State, values: dict[str, Any]) -> StateLine:
    asked = state.signoffs
    acts = state.kind in ("open", "waiting")
    return StateLine(
        key=state.key, title=str(state.title), kind=wording.kind_word(state.kind),
        who=wording.who_acts(state) if acts else "",
        due=wording.due_words(state.due or (asked.due if asked else None), values), todo=str(state.todo),
        checklist=tuple(str(point) for point in state.checklist),
        signs=wording.signoff_words(asked, values) if asked else "",
        late="；".join(wording.step_words(step, values) for step in state.escalate),
    )


def _move(procedure: Procedure, move: Transition) -> MoveLine:
    titles = {state.key: str(state.title) for state in procedure.states}
    conditions = [wording.guard_words(guard) for guard in move.guards]
    conditions += [_("with a reason")] if move.reason_required else []
    conditions += [_("with a form")] if move.form is not None else []
    return MoveLine(
        key=move.key, title=str(move.title), source="、".join(titles.get(key, key) for key in move.source),
        target=titles.get(move.target, move.target),
        who=_("by itself") if move.automatic else "、".join(who.describe(one) for one in move.who),
        conditions=tuple(conditions),
    )


def _number(number: Number, values: dict[str, Any]) -> NumberLine:
    return NumberLine(
        key=number.key, title=str(number.title), value=wording.plain(float(values.get(number.key, number.default))),
        low=wording.plain(number.low), high=wording.plain(number.high), unit=wording.unit_word(number.unit),
    )


def as_markdown(manual: Manual) -> str:
    """The manual as a page of text."""
    parts = [f"# {manual.title}", "", manual.purpose, ""]
    parts += [_("Carries out %(flows)s. Version %(version)s.") % {"flows": manual.flows or "–", "version": manual.version}]
    parts += ["", f"## {_('Who takes part')}", "", *(f"- {role}" for role in manual.roles)]
    parts += ["", f"## {_('States')}", "", *_table(
        (_("State"), _("Kind"), _("Who"), _("Due"), _("To do"), _("When it is late")),
        [(s.title, s.kind, s.signs or s.who, s.due, "；".join((s.todo, *s.checklist)), s.late) for s in manual.states],
    )]
    parts += ["", f"## {_('Moves')}", "", *_table(
        (_("Move"), _("From"), _("To"), _("Who"), _("Conditions")),
        [(m.title, m.source, m.target, m.who, "；".join(m.conditions)) for m in manual.moves],
    )]
    parts += ["", f"## {_('Numbers')}", "", *_table(
        (_("Number"), _("Default"), _("Unit"), _("Allowed")),
        [(n.title, n.value, n.unit, f"{n.low}–{n.high}") for n in manual.numbers],
    )]
    return "\n".join(parts).rstrip() + "\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _cell in head), *rows]
    return ["| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in line) + " |" for line in lines]

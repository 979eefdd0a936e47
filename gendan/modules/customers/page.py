"""What other modules add to a customer's page: tabs, key figures, cards, buttons and parts of the archive card, in the order of registration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gendan.ui.detail.added import Added
from gendan.ui.detail.declare import Button
from gendan.ui.listing.filters import Asked

Buttons = Callable[[Any, Asked], list[Button]]
Context = Callable[[Any, Asked], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A part of the archive card, which may be printed by itself too (F49)."""

    key: str
    title: Any
    template: str
    context: Context


ADDED = Added()
register_tab, register_figures = ADDED.register_tab, ADDED.register_figures
register_card, register_buttons = ADDED.register_card, ADDED.register_buttons
tabs, cards, figures, buttons = ADDED.tabs, ADDED.cards, ADDED.figures, ADDED.buttons
_person: dict[str, Buttons] = {}
_sheets: dict[str, Sheet] = {}


def register_person(key: str, buttons: Buttons) -> None:
    """Add buttons beside each contact: they are asked with the contact."""
    _person[key] = buttons


def person_buttons(contact: Any, asked: Asked) -> list[Button]:
    """All registered buttons of one contact."""
    return [button for make in _person.values() for button in make(contact, asked)]


def register_sheet(sheet: Sheet) -> None:
    """Add a part to the archive card, behind the customer's own."""
    _sheets[sheet.key] = sheet


def sheets() -> tuple[Sheet, ...]:
    """The registered parts of the archive card."""
    return tuple(_sheets.values())

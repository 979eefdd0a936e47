"""What other modules add to a customer's page: tabs, key figures, cards, buttons and parts of the archive card, in the order of registration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gendan.ui.detail.declare import Button, Card, Figure, Tab
from gendan.ui.listing.filters import Asked

Figures = Callable[[Any, Asked], list[Figure]]
Buttons = Callable[[Any, Asked], list[Button]]
Context = Callable[[Any, Asked], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A part of the archive card, which may be printed by itself too (F49)."""

    key: str
    title: Any
    template: str
    context: Context

_tabs: dict[str, Tab] = {}
_figures: dict[str, Figures] = {}
_cards: dict[str, Card] = {}
_buttons: dict[str, Buttons] = {}
_sheets: dict[str, Sheet] = {}


def register_tab(tab: Tab) -> None:
    """Add a tab between the contacts and the files; the same key replaces."""
    _tabs[tab.key] = tab


def register_figures(key: str, figures: Figures) -> None:
    """Add key figures behind the customer's own; eight are shown at most."""
    _figures[key] = figures


def register_card(key: str, card: Card) -> None:
    """Add a card to the right column."""
    _cards[key] = card


def register_buttons(key: str, buttons: Buttons) -> None:
    """Add buttons before the customer's own."""
    _buttons[key] = buttons


def register_sheet(sheet: Sheet) -> None:
    """Add a part to the archive card, behind the customer's own."""
    _sheets[sheet.key] = sheet


def sheets() -> tuple[Sheet, ...]:
    """The registered parts of the archive card."""
    return tuple(_sheets.values())


def tabs() -> tuple[Tab, ...]:
    """The registered tabs."""
    return tuple(_tabs.values())


def cards() -> tuple[Card, ...]:
    """The registered cards."""
    return tuple(_cards.values())


def figures(record: Any, asked: Asked) -> list[Figure]:
    """All registered figures of one customer."""
    return [figure for make in _figures.values() for figure in make(record, asked)]


def buttons(record: Any, asked: Asked) -> list[Button]:
    """All registered buttons of one customer."""
    return [button for make in _buttons.values() for button in make(record, asked)]

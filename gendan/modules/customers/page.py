"""What other modules add to a customer's page: tabs, key figures, cards and buttons, in the order of registration."""

from collections.abc import Callable
from typing import Any

from gendan.ui.detail.declare import Button, Card, Figure, Tab
from gendan.ui.listing.filters import Asked

Figures = Callable[[Any, Asked], list[Figure]]
Buttons = Callable[[Any, Asked], list[Button]]

_tabs: dict[str, Tab] = {}
_figures: dict[str, Figures] = {}
_cards: dict[str, Card] = {}
_buttons: dict[str, Buttons] = {}


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

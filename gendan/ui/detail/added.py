"""What modules add to the record page of a module below them: tabs, key figures, cards and buttons."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from gendan.ui.detail.declare import Button, Card, Detail, Figure, Tab
from gendan.ui.listing.filters import Asked

Figures = Callable[[Any, Asked], list[Figure]]
Buttons = Callable[[Any, Asked], list[Button]]


@dataclass(frozen=True, slots=True)
class Added:
    """The additions to one page, in the order of their registration; the same key replaces."""

    _tabs: dict[str, Tab] = field(default_factory=dict)
    _figures: dict[str, Figures] = field(default_factory=dict)
    _cards: dict[str, Card] = field(default_factory=dict)
    _buttons: dict[str, Buttons] = field(default_factory=dict)

    def register_tab(self, tab: Tab) -> None:
        """Add a tab."""
        self._tabs[tab.key] = tab

    def register_figures(self, key: str, figures: Figures) -> None:
        """Add key figures behind the page's own; eight are shown at most."""
        self._figures[key] = figures

    def register_card(self, key: str, card: Card) -> None:
        """Add a card to the right column."""
        self._cards[key] = card

    def register_buttons(self, key: str, buttons: Buttons) -> None:
        """Add buttons before the page's own."""
        self._buttons[key] = buttons

    def tabs(self) -> tuple[Tab, ...]:
        """The registered tabs."""
        return tuple(self._tabs.values())

    def cards(self) -> tuple[Card, ...]:
        """The registered cards."""
        return tuple(self._cards.values())

    def figures(self, record: Any, asked: Asked) -> list[Figure]:
        """All registered figures of one record."""
        return [figure for make in self._figures.values() for figure in make(record, asked)]

    def buttons(self, record: Any, asked: Asked) -> list[Button]:
        """All registered buttons of one record."""
        return [button for make in self._buttons.values() for button in make(record, asked)]

    @contextmanager
    def temporarily(self) -> Iterator[None]:
        """Add for the time of a block; what was there before comes back."""
        whole: tuple[dict[str, Any], ...] = (self._tabs, self._figures, self._cards, self._buttons)
        kept = [(held, dict(held)) for held in whole]
        try:
            yield
        finally:
            for held, before in kept:
                held.clear()
                held.update(before)

    def to(self, page: Detail, *, after: str) -> Detail:
        """The page with everything that was added; the tabs stand behind the one with the key `after`."""
        place = 1 + next(number for number, tab in enumerate(page.tabs) if tab.key == after)
        return replace(
            page, tabs=(*page.tabs[:place], *self.tabs(), *page.tabs[place:]), cards=(*page.cards, *self.cards()),
            figures=lambda record, asked: [*(page.figures(record, asked) if page.figures else ()), *self.figures(record, asked)],
            buttons=lambda record, asked: [*self.buttons(record, asked), *(page.buttons(record, asked) if page.buttons else ())],
        )

"""The tabs in the head line of a list: its own views, then those that people saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gendan.ui.listing import saved
from gendan.ui.listing.declare import Listing
from gendan.ui.models import SavedView

#: How wide all tabs together may be drawn, in pixels.
ROOM = 500


@dataclass(frozen=True, slots=True)
class Tab:
    """A view in the head line; `mine` is the saved view where the person may change it."""

    key: str
    title: Any
    url: str
    current: bool
    mine: SavedView | None = None
    shared_by: str = ""


def tabs_of(listing: Listing, views: Iterable[SavedView], *, current: str, me: int) -> list[Tab]:
    """All tabs of a person; `current` is the key of the chosen one."""
    own = [Tab(view.key, view.title, f"?view={view.key}", view.key == current) for view in listing.views]
    return own + [_saved_tab(view, current, me) for view in views]


def _saved_tab(view: SavedView, current: str, me: int) -> Tab:
    key, mine = saved.key_of(view), view.owner_id == me
    return Tab(key, view.name, f"?view={key}", key == current, view if mine else None, "" if mine else view.owner_name)


def pinned(tabs: Sequence[Tab], views: Iterable[SavedView]) -> list[Tab]:
    """The first tabs that find room; the chosen one is always among them."""
    kept = {saved.key_of(view) for view in views if view.pinned}
    wanted = [tab for tab in tabs if tab.key in kept or not tab.key.startswith(saved.KEY) or tab.current]
    room = ROOM - sum(_width(tab) for tab in wanted if tab.current)
    shown = []
    for tab in wanted:
        room -= 0 if tab.current else _width(tab)
        if tab.current or room >= 0:
            shown.append(tab)
    return shown


def _width(tab: Tab) -> int:
    """Roughly how wide a tab is drawn: Chinese characters 13, Latin 7, its inset 20."""
    return 20 + sum(13 if ord(character) > 0x2E80 else 7 for character in str(tab.title))

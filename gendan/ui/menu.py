"""What stands in the rail and in the "new" menu; modules register their entries, rights filter them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee

Needs = tuple[str, str] | Callable[[Employee], bool] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the rail. `group` is the key of the entry it stands under, or "foot" for the end of the rail.

    `needs` is (kind, action), or a function of the employee; None shows it to everybody.
    """

    key: str
    label: Any
    icon: str
    url_name: str
    group: str = ""
    needs: Needs = None
    position: int = 50
    shortcut: str = ""


@dataclass(slots=True)
class Item:
    """An entry that this person sees, with its address."""

    entry: Entry
    url: str
    current: bool = False
    children: list["Item"] = field(default_factory=list)


_ENTRIES: dict[str, Entry] = {}
_CREATE: dict[str, Entry] = {}
_MINE: dict[str, Entry] = {}


def register(
    key: str, *, label: Any, icon: str, url_name: str, group: str = "", needs: Needs = None, position: int = 50,
    shortcut: str = "",
) -> None:
    """Add a place to the rail; `shortcut` is the letter after "g" that goes there."""
    _ENTRIES[key] = Entry(key, label, icon, url_name, group, needs, position, shortcut)


def register_create(
    key: str, *, label: Any, icon: str, url_name: str, needs: Needs = None, position: int = 50
) -> None:
    """Add a line to the "new" menu."""
    _CREATE[key] = Entry(key, label, icon, url_name, "", needs, position)


def register_mine(key: str, *, label: Any, icon: str, url_name: str, position: int = 50) -> None:
    """Add a line to each person's own page."""
    _MINE[key] = Entry(key, label, icon, url_name, position=position)


def _allowed(entry: Entry, employee: Employee) -> bool:
    if entry.needs is None:
        return True
    if callable(entry.needs):
        return bool(entry.needs(employee))
    kind, action = entry.needs
    return may_any(employee, action, kind)


@cache
def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _items(entries: Iterable[Entry], employee: Employee) -> list[Item]:
    ordered = sorted(entries, key=lambda entry: (entry.position, entry.key))
    seen = [Item(entry, _address(entry.url_name)) for entry in ordered if _allowed(entry, employee)]
    return [item for item in seen if item.url]


def _mark_current(items: list[Item], path: str) -> None:
    """The longest address that `path` lies under; the home page only for itself."""
    here = [item for item in items if path == item.url or (item.url != "/" and path.startswith(f"{item.url.rstrip('/')}/"))]
    for item in sorted(here, key=lambda item: len(item.url))[-1:]:
        item.current = True


def rail(employee: Employee, *, path: str) -> list[Item]:
    """The places of this person as a tree of two levels, with the one that `path` lies in marked."""
    items = _items(_ENTRIES.values(), employee)
    by_key = {item.entry.key: item for item in items}
    _mark_current(items, path)
    for item in items:
        parent = by_key.get(item.entry.group)
        if parent:
            parent.children.append(item)
            parent.current = parent.current or item.current
    return [item for item in items if item.entry.group not in by_key]


def create_menu(employee: Employee) -> list[Item]:
    """The lines of the "new" menu that this person may use."""
    return _items(_CREATE.values(), employee)


def mine(employee: Employee) -> list[Item]:
    """The lines of a person's own page."""
    return _items(_MINE.values(), employee)

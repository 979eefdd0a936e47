"""What stands in the rail and in the "new" menu; modules register their entries, rights filter them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from django.urls import NoReverseMatch, reverse

from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee

Needs = tuple[str, str] | Callable[[Employee], bool] | Literal["under"] | None
#: Shown to whoever may open one of the places under it.
UNDER: Literal["under"] = "under"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the rail. `group` is the key of the entry it stands under, or "foot" for the end of the rail.

    `needs` is (kind, action), UNDER, or a function of the employee that asks the database nothing (every page calls it); None shows it to everybody.
    """

    key: str
    label: Any
    icon: str
    url_name: str
    group: str = ""
    needs: Needs = None
    position: int = 50
    shortcut: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An entry that this person sees, with its address and the places under it."""

    entry: Entry
    url: str
    current: bool = False
    children: tuple["Item", ...] = ()


_ENTRIES: dict[str, Entry] = {}
_CREATE: dict[str, Entry] = {}
_MINE: dict[str, Entry] = {}


def register(
    key: str, *, label: Any, icon: str, url_name: str, group: str = "", needs: Needs = None, position: int = 50,
    shortcut: str = "",
) -> None:
    """Add a place to the rail; `shortcut` is the letter after "g" that goes there."""
    _ENTRIES[key] = Entry(key, label, icon, url_name, group, needs, position, shortcut)
    forget()


def register_create(
    key: str, *, label: Any, icon: str, url_name: str, needs: Needs = None, position: int = 50
) -> None:
    """Add a line to the "new" menu."""
    _CREATE[key] = Entry(key, label, icon, url_name, "", needs, position)
    forget()


def register_mine(key: str, *, label: Any, icon: str, url_name: str, position: int = 50) -> None:
    """Add a line to each person's own page."""
    _MINE[key] = Entry(key, label, icon, url_name, position=position)


def forget() -> None:
    """Draw the menus anew: their entries changed."""
    for drawn in (_addresses, _tree, _lines):
        drawn.cache_clear()


def _allowed(entry: Entry, employee: Employee) -> bool:
    if entry.needs is None:
        return True
    if entry.needs == UNDER:
        return any_under(entry.key, employee)
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


def _allowed_keys(entries: Collection[Entry], employee: Employee) -> tuple[str, ...]:
    sure = {entry.key: entry.group for entry in entries if entry.needs != UNDER and _allowed(entry, employee)}
    return *sure, *(entry.key for entry in entries if entry.needs == UNDER and entry.key in sure.values())


def _listed(entries: dict[str, Entry], keys: Iterable[str]) -> list[tuple[Entry, str]]:
    """Entries that have an address, in their order."""
    ordered = sorted((entries[key] for key in keys), key=lambda entry: (entry.position, entry.key))
    return [(entry, url) for entry in ordered if (url := _address(entry.url_name))]


def _items(entries: dict[str, Entry], keys: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(entry, url) for entry, url in _listed(entries, keys))


@cache
def _addresses() -> tuple[str, ...]:
    """Every place's address, the longest first."""
    return tuple(sorted({_address(entry.url_name) for entry in _ENTRIES.values()} - {""}, key=len, reverse=True))


def _here(path: str, keys: tuple[str, ...]) -> str:
    """The key of the place with the longest address that `path` lies under; the home page only for itself."""
    for url in _addresses():
        if path == url or (url != "/" and path.startswith(f"{url.rstrip('/')}/")):
            found = next((key for key in keys if _address(_ENTRIES[key].url_name) == url), "")
            if found:
                return found
    return ""


@lru_cache(maxsize=512)
def _tree(keys: tuple[str, ...], here: str) -> tuple[Item, ...]:
    """The same tree for everybody who sees the same places: parts of pages are kept by it."""
    listed = _listed(_ENTRIES, keys)
    under = {entry.key for entry, _url in listed}
    children = {
        top: tuple(Item(entry, url, entry.key == here) for entry, url in listed if entry.group == top) for top in under
    }
    return tuple(
        Item(entry, url, entry.key == here or any(child.current for child in children[entry.key]), children[entry.key])
        for entry, url in listed if entry.group not in under
    )


@lru_cache(maxsize=128)
def _lines(keys: tuple[str, ...]) -> tuple[Item, ...]:
    return _items(_CREATE, keys)


def rail(employee: Employee, *, path: str) -> tuple[Item, ...]:
    """The places of this person as a tree of two levels, with the one that `path` lies in marked."""
    keys = _allowed_keys(_ENTRIES.values(), employee)
    return _tree(keys, _here(path, keys))


def any_under(group: str, employee: Employee) -> bool:
    """Whether this person may open one of the places under that one at least."""
    return any(_allowed(entry, employee) for entry in _ENTRIES.values() if entry.group == group)


def create_menu(employee: Employee) -> tuple[Item, ...]:
    """The lines of the "new" menu that this person may use."""
    return _lines(_allowed_keys(_CREATE.values(), employee))


def mine(employee: Employee) -> tuple[Item, ...]:
    """The lines of a person's own page."""
    return _items(_MINE, _allowed_keys(_MINE.values(), employee))

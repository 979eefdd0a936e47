"""What an answer looks like: groups of lines, each a link, a dialog, or a command."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

KEPT = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One line. `ask` fetches `url` into a dialog, `do` sends it; else it is a link. `note` stands at its end."""

    title: str
    url: str
    icon: str = "file"
    note: str = ""
    ask: bool = False
    do: bool = False


@dataclass(slots=True)
class Group:
    """Lines of one kind; `more` is where all of them are."""

    title: Any
    hits: list[Hit] = field(default_factory=list)
    more: str = ""


def filled(groups: Iterable[Group]) -> list[Group]:
    """Those that have something to show."""
    return [group for group in groups if group.hits]

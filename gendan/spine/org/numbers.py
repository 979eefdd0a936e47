"""Numbers of the company that belong to no procedure: each is declared where it is used, and all are changed on one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from gendan.spine.org import book


@dataclass(frozen=True, slots=True)
class CompanyNumber:
    """A number with its inclusive bounds, or a time of day where the default is one ("08:30").

    `title` is a whole phrase, `unit` follows the value, `group` is the heading it stands under, `flow` the F-number it comes from.
    """

    key: str
    title: Any
    default: float | str
    unit: Any = ""
    low: float = 0
    high: float = 1_000_000
    group: Any = ""
    flow: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it is a time of day."""
        return isinstance(self.default, str)

    def at(self, moment: datetime) -> Any:
        """What counts at a moment: the company's own value, else the default."""
        return book.current().number(self.key, self.default, at=moment)

    def whole_at(self, moment: datetime) -> int:
        """The same as a whole number."""
        return int(self.at(moment))

    def time_at(self, moment: datetime) -> time:
        """The same as a time of day."""
        return time.fromisoformat(self.at(moment))


_declared: dict[str, CompanyNumber] = {}


def declare(number: CompanyNumber) -> CompanyNumber:
    """Let the company change it."""
    _declared[number.key] = number
    return number


def find(key: str) -> CompanyNumber | None:
    """The declared number with this key."""
    return _declared.get(key)


def all_declared() -> Iterable[CompanyNumber]:
    """All of them, by group."""
    return sorted(_declared.values(), key=lambda number: (str(number.group), number.key))

"""What stands above the rows: conditions as chips, and the heads of the columns."""

from dataclasses import dataclass

from gendan.ui.listing.declare import Column
from gendan.ui.listing.filters import Filter

#: The first column, in the widths of an address.
LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in the filter line; without words it is an empty quick filter."""

    filter: Filter
    words: str
    negated: bool
    without: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `url` sorts by it, `sorted` is "asc", "desc" or empty."""

    column: Column
    url: str
    sorted: str
    shown: bool
    toggle: str

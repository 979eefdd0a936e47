"""The heads of the columns."""

from dataclasses import dataclass

from gendan.ui.listing.declare import Column

#: The first column, in the widths of an address.
LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `url` sorts by it, `sorted` is "asc", "desc" or empty."""

    column: Column
    url: str
    sorted: str
    shown: bool
    toggle: str

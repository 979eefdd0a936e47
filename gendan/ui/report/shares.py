"""Parts of a whole, as reports show them."""

from typing import Any


def share(part: Any, whole: Any) -> float | None:
    """How much of the whole the part is; None where there is nothing to take it of."""
    return float(part) / float(whole) if whole else None

"""What other modules add to an order's page, and to the one that its customer reads, in the order of registration."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gendan.modules.orders.models import Order
from gendan.ui.detail.added import Added

ADDED = Added()
register_tab, register_figures = ADDED.register_tab, ADDED.register_figures
register_card, register_buttons = ADDED.register_card, ADDED.register_buttons


@dataclass(frozen=True, slots=True)
class Outside:
    """A part of the customer's page: `template` with what `context` knows of the order, nothing where it is None."""

    template: str
    context: Callable[[Order], dict[str, Any] | None]


_outside: dict[str, Outside] = {}


def register_outside(key: str, part: Outside) -> None:
    """Add a part to the customer's page; the same key replaces."""
    _outside[key] = part


def outside_of(order: Order) -> list[tuple[str, dict[str, Any]]]:
    """The added parts of one order's page, as template and context."""
    return [(part.template, found) for part in _outside.values() if (found := part.context(order)) is not None]

"""Made-up data for the style page: the same morning that the tests live in."""

from collections.abc import Callable
from typing import Any

from gendan.ui.samples.home import home
from gendan.ui.samples.record import complaint, customer, register


def components() -> dict[str, Any]:
    """A little of everything."""
    return {**home(), **customer(), "states": ["overdue", "today", "plan", "none", "paused"]}


PAGES: dict[str, Callable[[], dict[str, Any]]] = {
    "components": components, "home": home, "customer": customer, "register": register, "complaint": complaint,
}

"""Made-up data for the style page."""

from collections.abc import Callable
from typing import Any


def components() -> dict[str, Any]:
    return {}


PAGES: dict[str, Callable[[], dict[str, Any]]] = {"components": components}

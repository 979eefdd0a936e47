"""What every page needs to draw its frame."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The rail, the menus and the unread count."""
    return {}

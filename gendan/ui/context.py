"""What every page needs to draw its frame; all of it is only worked out where a template asks for it."""

from functools import cache, partial
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from gendan.spine.messages.queries import unread_count
from gendan.spine.org.models import Employee
from gendan.ui import menu

THEMES = ("light", "dark", "system")
RAILS = ("narrow", "wide")


@cache
def _reverse(*names: str) -> str:
    """The address of the first of these pages that exists."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return "/"


def _chosen(request: HttpRequest, cookie: str, allowed: tuple[str, ...], default: str) -> str:
    value = request.COOKIES.get(cookie, default)
    return value if value in allowed else default


def appearance(request: HttpRequest) -> dict[str, str]:
    """The person's own choices, kept in cookies so that the first byte of a page already knows them."""
    return {
        "theme": _chosen(request, "theme", THEMES, "system"),
        "rail_width": _chosen(request, "rail", RAILS, "narrow"),
    }


def addresses() -> dict[str, Any]:
    """The places that the frame itself links."""
    return {
        "home_url": partial(_reverse, "home"),
        "search_url": partial(_reverse, "search", "home"),
        "palette_url": partial(_reverse, "palette"),
        "messages_url": partial(_reverse, "messages:inbox", "messages", "home"),
        "customers_url": partial(_reverse, "customers:list", "home"),
        "todos_url": partial(_reverse, "todos", "home"),
        "me_url": partial(_reverse, "ui:me"),
    }


def _place(path: str) -> str:
    """The address where it is one of the bar below, so that the bar can mark it."""
    below = (_reverse("home"), _reverse("customers:list", "home"), _reverse("todos", "home"), _reverse("ui:me"))
    return path if path in below else ""


def _who(user: Employee) -> tuple[str, ...]:
    """What the bar says of the person."""
    return str(user.pk), user.name, str(user.department), user.title


def frame(request: HttpRequest) -> dict[str, Any]:
    """The rail, the menus, the unread count, and how the person wants the page to look."""
    values = {**appearance(request), **addresses()}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return values
    return values | {
        "place": partial(_place, request.path),
        "frame_person": partial(_who, user),
        "rail": cache(partial(menu.rail, user, path=request.path)),
        "create_entries": cache(partial(menu.create_menu, user)),
        "my_places": partial(menu.mine, user),
        "unread_count": cache(partial(unread_count, user)),
    }

"""Every route of pages and API, and who may open it; a route that is missing here fails the tests."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.routes.api import API
from tests.routes.pages import PAGES
from tests.routes.who import Route, Who

__all__ = ["API", "PAGES", "PREFIX", "Route", "Who", "all_routes", "is_api", "url_of"]

PREFIX = "api/v1/"


def is_api(name: str) -> bool:
    return name.startswith(PREFIX)


def url_of(name: str, route: Route, scene: Any, *, pk: int | None = None) -> str:
    """The address of a page, or of an API route, filled in with the samples."""
    sample = pk if pk is not None else getattr(getattr(scene, route.of, None), "pk", 1)
    args = {key: value(scene) if callable(value) else value for key, value in route.args.items()}
    if is_api(name):
        path = name.replace("<pk>", str(sample))
        for key, value in args.items():
            path = path.replace(f"<{key}>", str(value))
        return f"/{path}"
    wanted = set(re.findall(r"<int:(pk|todo_id)>", _patterns()[name]))
    return reverse(name, kwargs=args | dict.fromkeys(wanted, sample))


@cache
def _patterns() -> dict[str, str]:
    return dict(all_routes())


def all_routes() -> Iterator[tuple[str, str]]:
    """(name, pattern) of everything that answers."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[Any], before: str, space: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, path, space + (f"{one.namespace}:" if one.namespace else ""))
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", path

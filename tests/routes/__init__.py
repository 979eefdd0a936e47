"""Every route of pages and API, and who may open it; a route that is missing here fails the tests."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.routes.api import API
from tests.routes.pages import PAGES
from tests.routes.who import Route, Who

__all__ = ["API", "PAGES", "Route", "Who", "all_routes"]


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

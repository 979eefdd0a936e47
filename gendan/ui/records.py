"""Which page, icon and name a kind of record has; each module registers its own."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Page:
    """How records of one kind are shown and linked."""

    kind: str
    url_name: str
    icon: str
    label: Any


_PAGES: dict[str, Page] = {}


def register(kind: str, url_name: str, icon: str, label: Any) -> None:
    """`register("customers.customer", "customers:detail", "users", _("Customer"))`; the URL takes the id as `pk`."""
    _PAGES[kind] = Page(kind, url_name, icon, label)


def page_of(kind: str) -> Page | None:
    return _PAGES.get(kind)


def pages() -> list[Page]:
    """The pages of all kinds."""
    return list(_PAGES.values())


def icon_of(kind: str) -> str:
    page = _PAGES.get(kind)
    return page.icon if page else "file"


def label_of(kind: str) -> str:
    page = _PAGES.get(kind)
    return str(page.label) if page else kind


def record_url(kind: str, record_id: int | None) -> str:
    """The address of a record's page; empty where the kind has none."""
    page = _PAGES.get(kind)
    if page is None or record_id is None:
        return ""
    before, after = _around(page.url_name)
    return f"{before}{int(record_id)}{after}" if before else ""


@cache
def _around(url_name: str) -> tuple[str, str]:
    """What stands before and after the id; asked of the routes once, because lists link hundreds of records."""
    mark = 987_654_321
    try:
        before, _mark, after = reverse(url_name, args=[mark]).partition(str(mark))
    except NoReverseMatch:
        return "", ""
    return before, after

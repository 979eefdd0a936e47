"""The lines of a table as one text: a template would ask two thousand questions a page for the same."""

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gendan.ui.glyphs import icon
from gendan.ui.listing.cells import Pen, Write, badge, step_writer, writer
from gendan.ui.listing.declare import Column, Listing, getter

PEEK = (
    '<button class="grid-peek" type="button" tabindex="-1" hx-get="{url}?peek=1" hx-target="#drawer" '
    'hx-swap="innerHTML" hx-push-url="false" aria-label="{words}">{icon}</button>'
)
EDITABLE = (
    '<td class="grid-edit{right}" hx-get="{url}" hx-trigger="dblclick" hx-target="this" hx-swap="outerHTML" '
    'hx-push-url="false">{html}</td>'
)


def lines(records: Iterable[Any], listing: Listing, columns: Iterable[Column], pen: Pen, *, editable: bool) -> SafeString:
    """All lines of a page; the writers of the columns escape what they write."""
    places = [place(column, listing, pen, editable=editable) for column in columns]
    line = _line_writer(listing, pen, places)
    return mark_safe("".join([line(record) for record in records]))  # noqa: S308


def _line_writer(listing: Listing, pen: Pen, places: list[Write]) -> Write:
    """What writes a whole line: the lead, the next step, then each cell in its place."""
    lead = _lead_writer(listing)
    step = step_writer(pen, kind=listing.kind) if listing.next_step else None

    def write(record: Any) -> str:
        second = f'<td class="grid-step">{step(record)}</td>' if step else ""
        cells = "".join([place(record) for place in places])
        return f'<tr data-row="{record.pk}">{lead(record)}{second}{cells}<td></td></tr>\n'

    return write


def _lead_writer(listing: Listing) -> Write:
    """The first column: the box to choose the row, its name as the link to it, the way to peek, and its class."""
    lead, of = listing.lead, getter(listing.lead.value)
    full_of, letter_of = getter(lead.full or lead.value), getter(lead.badge) if lead.badge else None
    words, picture = escape(_("Peek")), icon("layout-sidebar-right")

    def write(record: Any) -> str:
        name, url = escape(str(of(record) or "")), escape(listing.url_of(record))
        full = escape(str(full_of(record) or "")) or name
        peek = PEEK.format(url=url, words=words, icon=picture) if listing.peek else ""
        letter = badge(letter_of(record)) if letter_of else ""
        return (
            f'<td class="grid-lead"><input type="checkbox" name="id" value="{record.pk}" aria-label="{name}">'
            f'<a class="grid-name cut" data-open href="{url}" title="{full}">{name}</a>{peek}{letter}</td>'
        )

    return write


def place(column: Column, listing: Listing, pen: Pen, *, editable: bool) -> Write:
    """What writes a cell in its place in the line; one that may be changed there opens by a double click."""
    write = writer(column, pen, listing.model)
    if editable and listing.writes(column):
        url_of, right = _address(listing.key, column.key), " num" if column.is_right else ""
        return lambda record: EDITABLE.format(url=url_of(record.pk), html=write(record), right=right)
    opening = '<td class="num">' if column.is_right else "<td>"
    return lambda record: f"{opening}{write(record)}</td>"


@cache
def _address(listing: str, column: str) -> Callable[[int], str]:
    """Where a cell is changed; asked of the routes once."""
    before, after = reverse("lists:cell", args=[listing, 0, column]).rsplit("/0/", 1)
    return lambda pk: f"{before}/{pk}/{after}"

"""The lines of a table as one text: a template would ask two thousand questions a page for the same."""

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gendan.ui.glyphs import icon
from gendan.ui.listing.cells import Cell, Row
from gendan.ui.listing.declare import Listing

PEEK = (
    '<button class="grid-peek" type="button" tabindex="-1" hx-get="{url}?peek=1" hx-target="#drawer" '
    'hx-swap="innerHTML" hx-push-url="false" aria-label="{words}">{icon}</button>'
)
LINE = (
    '<tr data-row="{pk}"><td class="grid-lead"><input type="checkbox" name="id" value="{pk}" aria-label="{name}">'
    '<a class="grid-name cut" data-open href="{url}" title="{full}">{name}</a>{peek}{badge}</td>{step}{cells}'
    "<td></td></tr>\n"
)
EDITABLE = (
    '<td class="grid-edit{right}" hx-get="{url}" hx-trigger="dblclick" hx-target="this" hx-swap="outerHTML" '
    'hx-push-url="false">{html}</td>'
)


def lines(rows: list[Row], listing: Listing) -> SafeString:
    """All lines of a page; everything in a row that is not marked safe is escaped here."""
    words, picture = escape(_("Peek")), icon("layout-sidebar-right")
    return mark_safe("".join(_line(row, listing, words, picture) for row in rows))  # noqa: S308


def _line(row: Row, listing: Listing, words: str, picture: str) -> str:
    url = escape(row.url)
    return LINE.format(
        pk=row.pk, name=escape(row.name), full=escape(row.full), url=url, badge=row.badge,
        peek=PEEK.format(url=url, words=words, icon=picture) if listing.peek else "",
        step=f'<td class="grid-step">{row.step}</td>' if listing.next_step else "",
        cells="".join([place(cell, listing, pk=row.pk) for cell in row.cells]),
    )


def place(cell: Cell, listing: Listing, *, pk: int) -> SafeString:
    """One cell; one that may be changed in place opens by a double click."""
    if cell.edit:
        url = reverse("lists:cell", args=[listing.key, pk, cell.edit])
        return mark_safe(EDITABLE.format(url=url, html=cell.html, right=" num" if cell.right else ""))  # noqa: S308
    return mark_safe(f'<td class="num">{cell.html}</td>' if cell.right else f"<td>{cell.html}</td>")  # noqa: S308

"""The sheet that a person gets: what is held, for what, and on which ground; and who looked at it."""

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gendan.modules.customers.models import Contact
from gendan.modules.customers.queries import consentable
from gendan.modules.privacy.page import group_titles, sheet_rows
from gendan.spine.persons.declarations import person_of
from gendan.spine.persons.queries import Held, looks_at

Rows = Iterable[tuple[str, ...]]


def write(target: BinaryIO, contact: Contact, found: Iterable[Held]) -> None:
    """Three sheets: the data, the person's own words, the access log."""
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        heads = (_("group"), _("purpose"), _("legal basis"), _("where"), _("what"), _("value"))
        _sheet(book, _("Personal data"), heads, sheet_rows(found))
        _sheet(book, _("Consents"), (_("when"), _("what for"), _("consents"), _("way of the consent"), pgettext("consent", "evidence")), _consents(contact))
        _sheet(book, _("Access log"), (_("when"), _("who"), _("what"), _("how"), _("why")), _looks(contact))


def _sheet(book: xlsxwriter.Workbook, title: str, heads: tuple[str, ...], rows: Rows) -> None:
    page = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True})
    page.freeze_panes(1, 0)
    page.set_column(0, len(heads) - 1, 24)
    for line, values in enumerate((heads, *rows)):
        for place, value in enumerate(values):
            page.write_string(line, place, str(value), bold if line == 0 else None)


def _consents(contact: Contact) -> Rows:
    titles = consentable()
    for row in contact.consents.order_by("at", "pk"):
        yield _at(row.at), str(titles.get(row.channel, row.channel)), _("yes") if row.given else _("no"), row.get_way_display(), row.how


def _looks(contact: Contact) -> Rows:
    titles = group_titles()
    for row in looks_at(person_of(contact)):
        yield _at(row.at), str(row.employee), str(titles.get(row.group, row.group)), row.get_how_display(), row.why


def _at(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"

"""Files that the engine hands back: an empty template, and the rows that failed with their reason."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from gendan.spine.imports.declare import Importer
from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.queries import with_outcome


def template(importer: Importer) -> bytes:
    """A workbook with the titles of all fields and one example row; required ones carry a star."""
    titles = [f"{column.title}*" if column.required else str(column.title) for column in importer.columns]
    return workbook([titles, [column.example for column in importer.columns]])


def failed_rows(batch: Batch) -> bytes:
    """The failed rows as they stood in the file, corrections included, with the reason in a last column."""
    return workbook(_lines(batch, with_outcome(batch, Row.Outcome.FAILED).iterator(chunk_size=2000)))


def _lines(batch: Batch, failed: Iterable[Row]) -> Iterable[Sequence[str]]:
    width = max([len(batch.headers), *(int(number) + 1 for number in batch.columns)])
    yield [*_filled(batch.headers, width), _("Why it failed")]
    for row in failed:
        yield [*_filled(row.cells, width), row.reason]


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def workbook(lines: Iterable[Sequence[str]]) -> bytes:
    """A workbook whose cells are all text, so that nothing in them is ever a formula."""
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet = book.add_worksheet()
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, 40, 18, text)
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, cell, text)
    book.close()
    return stream.getvalue()

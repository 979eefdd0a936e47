"""A list as an Excel file: the view's columns, real numbers and dates, row after row without holding them all."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine.access import queries as access
from gendan.ui.listing.cells import Pen
from gendan.ui.listing.declare import Column, Format, Listing, value_of
from gendan.ui.listing.sheet import Sheet

AT_ONCE = 10_000
PIECE = 500
DAY, MOMENT, AMOUNT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "#,##0.##"
FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\"))


def write(target: BinaryIO, sheet: Sheet, *, ids: list[int] | None = None) -> int:
    """Write the matching rows that may be exported, or of these only `ids`; returns how many there are."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "remove_timezone": True, "strings_to_urls": False,
                                        "strings_to_formulas": False})
    page = book.add_worksheet(str(sheet.listing.title).translate(FORBIDDEN)[:31])
    styles = {key: book.add_format({"num_format": key}) for key in (DAY, MOMENT, AMOUNT)}
    bold = book.add_format({"bold": True})
    page.freeze_panes(1, 1)
    heads = _heads(sheet)
    for place, (title, width) in enumerate(heads):
        page.set_column(place, place, width)
        page.write_string(0, place, title, bold)
    number = 0
    for number, values in enumerate(_lines(sheet, ids), 1):
        for place, value in enumerate(values):
            _write(page, number, place, value, styles)
    book.close()
    return number


def _heads(sheet: Sheet) -> list[tuple[str, int]]:
    found = [(str(sheet.listing.lead.title), 30)]
    if sheet.listing.next_step:
        found += [(_("Next step due"), 18), (_("Next step"), 30)]
    return found + [(f"{column.title} {column.unit}".strip(), max(column.width // 8, 8)) for column in sheet.columns]


def _lines(sheet: Sheet, wanted: list[int] | None) -> Iterator[list[Any]]:
    """The values of each row, by growing id, in pieces."""
    rows, last = sheet.narrowed("export").order_by("pk"), 0
    rows = rows.filter(pk__in=wanted) if wanted else rows
    while ids := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:PIECE]):
        last, records = ids[-1], sorted(sheet.load(ids), key=lambda record: record.pk)
        columns = [column.beside(records) for column in sheet.columns]
        for record in records:
            yield _line(record, sheet.listing, columns, sheet.pen)


def _line(record: Any, listing: Listing, columns: list[Column], pen: Pen) -> list[Any]:
    found = [value_of(record, listing.lead.full or listing.lead.value)]
    if listing.next_step:
        found += [record.next_due_at, record.next_title]
    return found + [value_in(record, column, pen) for column in columns]


def value_in(record: Any, column: Column, pen: Pen) -> Any:
    """The bare value of a cell: words where it is a choice or a state, asterisks where it is masked."""
    value = column.of(record)
    if column.mask and column.mask in pen.masked:
        return access.mask_text(value)
    if column.format == Format.STATE:
        return str(pen.states.get(value, value or ""))
    if column.format == Format.CHOICE and isinstance(column.value or column.key, str):
        *steps, field = (column.value or column.key).replace("__", ".").split(".")  # type: ignore[union-attr]
        show = getattr(value_of(record, ".".join(steps)) if steps else record, f"get_{field}_display", None)
        return str(show()) if show else value
    return value


def _write(page: Any, line: int, place: int, value: Any, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(line, place, _("yes") if value else _("no"))
    elif isinstance(value, int | float | Decimal):
        page.write_number(line, place, value, styles[AMOUNT])
    elif isinstance(value, datetime):
        page.write_datetime(line, place, timezone.localtime(value).replace(tzinfo=None), styles[MOMENT])
    elif isinstance(value, date):
        page.write_datetime(line, place, value, styles[DAY])
    else:
        page.write_string(line, place, "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value))

"""Files become rows of text: xlsx and xls by calamine, csv and pasted text by guesses; rows come one at a time."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from gendan.spine.imports import texts
from gendan.spine.refusal import Refusal

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
MAX_UNPACKED = 1024 * 1024 * 1024
SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Source:
    """An opened file; `rows` may be walked as often as needed."""

    def __init__(self, data: bytes, *, sheet: str = "") -> None:
        if len(data) > MAX_BYTES:
            raise Refusal(_("The file is larger than 50 MB. Split it and import the parts one after the other."))
        if not data.strip():
            raise Refusal(_("The file is empty."))
        self.book = _open_book(data) if data.startswith(SHEETS) else None
        self.text = "" if self.book else _plain_text(data)
        self.sheets = list(self.book.sheet_names) if self.book else []
        if sheet and self.book and sheet not in self.sheets:
            raise Refusal(_("The file has no sheet “%s”.") % sheet)
        self.sheet = sheet or (self.sheets[0] if self.sheets else "")

    def rows(self) -> Iterator[list[str]]:
        """Every row as text, empty ones too, so that the number of a row is its line in the file."""
        raw = self._sheet_rows() if self.book else self._text_rows()
        for number, row in enumerate(raw):
            if number > MAX_ROWS + 50:
                raise Refusal(
                    _("The file has more than 200,000 rows. Split it and import the parts one after the other.")
                )
            yield row[:MAX_COLUMNS]

    def head(self, lines: int = 20) -> list[list[str]]:
        """The first lines."""
        return [row for _number, row in zip(range(lines), self.rows(), strict=False)]

    def _sheet_rows(self) -> Iterator[list[str]]:
        if not self.sheet or self.book is None:
            return
        for row in self.book.get_sheet_by_name(self.sheet).iter_rows():
            yield [cell_text(cell) for cell in row]

    def _text_rows(self) -> Iterator[list[str]]:
        delimiter = texts.guess_delimiter(self.text)
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=delimiter)
        try:
            for row in reader:
                yield [cell.replace("\x00", "")[:MAX_CELL].strip() for cell in row]
        except csv.Error as error:
            raise Refusal(_("Line %(line)d cannot be read: %(why)s") % {
                "line": reader.line_num, "why": str(error)}) from error


def _open_book(data: bytes) -> CalamineWorkbook:
    _refuse_a_bomb(data)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal(_("The file is damaged or locked by a password: it cannot be opened.")) from error


def _refuse_a_bomb(data: bytes) -> None:
    """Add up what the archive says it unpacks to, before anything is unpacked."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Refusal(_("The file is damaged or locked by a password: it cannot be opened.")) from error
    if size > MAX_UNPACKED:
        raise Refusal(_("The file is too large when it is unpacked."))


def _plain_text(data: bytes) -> str:
    text = texts.decode(data)
    strange = sum(1 for char in text[:5000] if ord(char) < 32 and char not in "\t\r\n\f")
    if strange > 20:
        raise Refusal(_("This is neither a spreadsheet nor a text file. Use xlsx or csv."))
    return text


def cell_text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without ".0", days without midnight."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).replace("\x00", "")[:MAX_CELL].strip()

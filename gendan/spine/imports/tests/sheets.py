"""Files made for tests."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter


def xlsx(*rows: Sequence[Any], sheet: str = "Sheet1", more: dict[str, Sequence[Sequence[Any]]] | None = None) -> bytes:
    """A workbook with these rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, lines in {sheet: rows, **(more or {})}.items():
        page = book.add_worksheet(name)
        for line, row in enumerate(lines):
            page.write_row(line, 0, row)
    book.close()
    return stream.getvalue()


def csv_bytes(*rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A text file with these rows."""
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)

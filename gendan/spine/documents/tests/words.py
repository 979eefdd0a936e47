"""Word files of the tests, made on the spot."""

import io
import zipfile
from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document


def word(*paragraphs: str, header: str = "", rows: Iterable[tuple[str, ...]] = ()) -> bytes:
    """A document with these paragraphs, and a table."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    rows = list(rows)
    table = document.add_table(rows=0, cols=len(rows[0])) if rows else None
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def upload(content: bytes, name: str = "资料单.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one part more, or another one in its place."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return held.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def text_of(content: bytes) -> str:
    """All words of a document, tables and header too."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.sections[0].header.paragraphs), *(one.text for one in document.paragraphs), *cells])

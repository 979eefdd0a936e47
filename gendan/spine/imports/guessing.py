"""Guesses about a table: which row is the header, and which column fills which field. Pure functions."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from rapidfuzz import fuzz

from gendan.spine.imports.declare import Column, Importer

SIGNS = re.compile(r"[\s\-_/.,:;*#'\"“”‘’()\[\]{}【】（）：，。、]+")
REMARK = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
ALIKE = 84


def normal(header: str) -> str:
    """A header without case, width, signs, blanks, and remarks in brackets."""
    plain = unicodedata.normalize("NFKC", header).lower()
    return SIGNS.sub("", REMARK.sub("", plain)) or SIGNS.sub("", plain)


def names_of(column: Column) -> set[str]:
    """Everything a header may say for this field."""
    names = {column.field, *column.aliases}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            names.add(str(column.title))
    return {normal(name) for name in names} - {""}


def header_row(rows: Sequence[Sequence[str]], importer: Importer) -> int:
    """The line of the header among the first ones: it knows most fields, and holds words rather than numbers."""
    known = set().union(*(names_of(column) for column in importer.columns))

    def score(number: int) -> tuple[int, int, int]:
        cells = [cell for cell in rows[number] if cell]
        words = [cell for cell in cells if not re.fullmatch(r"[\d.,:/%\-\s]+", cell)]
        return (sum(1 for cell in cells if normal(cell) in known), 2 * len(words) - len(cells), -number)

    return max(range(len(rows)), key=score, default=0)


def header_hash(headers: Sequence[str]) -> str:
    """The fingerprint under which a mapping is remembered."""
    return hashlib.sha256("\x1f".join(normal(header) for header in headers).encode()).hexdigest()


def mapping(headers: Sequence[str], importer: Importer) -> dict[str, str]:
    """Column number (as text, for JSON) → field; each field at most once, the likeliest pairs first."""
    names = {column.field: names_of(column) for column in importer.columns}
    pairs = []
    for number, header in enumerate(headers):
        if plain := normal(header):
            pairs += [(_likeness(plain, known), -number, field) for field, known in names.items()]
    chosen: dict[str, str] = {}
    for score, number, field in sorted(pairs, key=lambda pair: (-pair[0], -pair[1])):
        if score >= ALIKE and str(-number) not in chosen and field not in chosen.values():
            chosen[str(-number)] = field
    return chosen


def _likeness(header: str, names: set[str]) -> float:
    if header in names:
        return 101.0
    if len(header) < 3:
        return 0.0
    return max((fuzz.ratio(header, name) for name in names if len(name) >= 3), default=0.0)

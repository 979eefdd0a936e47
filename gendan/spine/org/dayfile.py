"""Reads a file of days: day, kind, name and the weekday that a make-up day follows, in Chinese or English."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from io import StringIO

HEADERS = {
    "day": ("day", "date", "日期"),
    "kind": ("kind", "type", "类型", "性质"),
    "name": ("name", "名称", "节日", "说明"),
    "follows": ("follows", "按周几", "补班", "调休"),
}
OFF = {"holiday", "off", "休", "休息", "放假", "假日", "节假日", "0"}
ON = {"working", "work", "on", "班", "上班", "工作", "工作日", "调休上班", "补班", "1"}
WEEKDAYS = {
    **{name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])},
    **{name: number for number, name in enumerate("一二三四五六日")},
    "天": 6,
}
_DATE = re.compile(r"^\s*(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?\s*$")


class BadRow(ValueError):
    """A row that cannot be read; `line` counts from 1, the header included."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


@dataclass(frozen=True)
class ReadDay:
    """One row as read."""

    day: date
    works: bool
    name: str
    follows: int | None


def read_days(content: bytes) -> list[ReadDay]:
    """All rows of a CSV file in UTF-8 or GB18030; BadRow at the first that is not understood."""
    rows = list(csv.reader(StringIO(_decoded(content))))
    if not rows:
        raise BadRow(1, "")
    columns = _columns(rows[0])
    return [_read(row, columns, line) for line, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _columns(header: list[str]) -> dict[str, int]:
    found = {}
    for position, cell in enumerate(header):
        for key, names in HEADERS.items():
            if cell.strip().lower() in names:
                found[key] = position
    if not {"day", "kind"} <= found.keys():
        raise BadRow(1, ",".join(header))
    return found


def _read(row: list[str], columns: dict[str, int], line: int) -> ReadDay:
    def cell(key: str) -> str:
        position = columns.get(key, len(row))
        return row[position].strip() if position < len(row) else ""

    kind = cell("kind").lower()
    if kind not in OFF | ON:
        raise BadRow(line, cell("kind"))
    return ReadDay(_day(cell("day"), line), kind in ON, cell("name"), _weekday(cell("follows"), line))


def _day(text: str, line: int) -> date:
    match = _DATE.match(text)
    try:
        return date(*(int(part) for part in match.groups())) if match else date.fromisoformat(text)
    except ValueError as error:
        raise BadRow(line, text) from error


def _weekday(text: str, line: int) -> int | None:
    """"Mon", "周一", "星期一" or 1 for Monday … 7 for Sunday."""
    if not text:
        return None
    plain = text.lower().removeprefix("星期").removeprefix("周").removeprefix("礼拜")
    if plain.isdecimal() and 1 <= int(plain) <= 7:
        return int(plain) - 1
    if plain[:3] in WEEKDAYS:
        return WEEKDAYS[plain[:3]]
    raise BadRow(line, text)

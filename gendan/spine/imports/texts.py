"""Guesses about text files: the encoding and the delimiter. Pure functions."""

import codecs
import csv
import io
from collections import Counter

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",\t;|"


def decode(data: bytes) -> str:
    """The text, whatever the encoding: UTF-8, UTF-16, GB 18030 or Big5."""
    return data.decode(guess_encoding(data), errors="replace")


def guess_encoding(data: bytes) -> str:
    """The most likely encoding, from byte order marks, validity and the share of frequent characters."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    head = data[:200_000]
    if head[:4000].count(0) > len(head[:4000]) // 5:
        return "utf-16-le" if head[1:4000:2].count(0) >= head[0:4000:2].count(0) else "utf-16-be"
    if _is_utf8(head):
        return "utf-8"
    return max(("gb18030", "big5"), key=lambda name: _likeness(head, name))


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _likeness(head: bytes, encoding: str) -> float:
    """How many of the non-ASCII characters are among the frequent ones of that encoding's first level."""
    low, high = (0xB0, 0xD7) if encoding == "gb18030" else (0xA4, 0xC6)
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return -1.0
    others = [char for char in text if ord(char) > 127 and char not in "，。、；：（）“”！？《》　"]
    if not others:
        return 0.0
    narrow = "gb2312" if encoding == "gb18030" else "big5"
    leads = [char.encode(narrow, errors="ignore")[:1] for char in others]
    return sum(1 for lead in leads if lead and low <= lead[0] <= high) / len(others)


def guess_delimiter(text: str) -> str:
    """The delimiter that splits the first lines into the same number of cells, more than one."""
    lines = list(_head(text))

    def score(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        if not widths:
            return (0.0, 0)
        width, times = Counter(widths).most_common(1)[0]
        return (times / len(widths) if width > 1 else 0.0, width)

    return max(DELIMITERS, key=score)


def _head(text: str, lines: int = 30) -> list[str]:
    stream = io.StringIO(text[:100_000], newline="")
    return [line for _number, line in zip(range(lines), stream, strict=False)]

"""Bytes to text where the mail does not say, or lies about, how they were written."""

from email.errors import HeaderParseError
from email.header import Header, decode_header

LATIN = {"", "ascii", "us-ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "unknown-8bit", "x-unknown"}
CHINESE = {"gb2312", "gbk", "gb_2312-80", "gb18030", "cp936", "x-gbk", "hz-gb-2312"}
STATEFUL = ("iso-2022", "utf-7", "utf-16", "utf-32", "hz")


def decode(data: bytes, *, declared: str = "") -> str:
    """The text of the bytes; never fails, and never ends in signs that nobody wrote where a guess makes sense.

    UTF-8 is unlikely by accident, so it goes first; then what was declared, with GB 18030 in place of its subsets.
    """
    declared = declared.strip().strip("\"'").lower()
    if declared.startswith(STATEFUL):
        return _try(data, declared) or data.decode("utf-8", "replace")
    candidates = ["utf-8", "gb18030"] if declared in CHINESE else ["utf-8"]
    if declared in LATIN:
        guess = _try(data, "gb18030")
        if guess is not None and reads_chinese(guess):
            candidates.append("gb18030")
        candidates.append("cp1252")
    candidates += [declared, "gb18030", "latin-1"]
    found = (_try(data, name) for name in candidates if name)
    return clean(next(text for text in found if text is not None))


def _try(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError):
        return None


def reads_chinese(text: str) -> bool:
    """Whether what is not ASCII is mostly common: punctuation and the first level of GB 2312.

    Western letters read as Chinese give rare characters of its second level.
    """
    foreign = [letter for letter in text if ord(letter) > 127]
    common = [letter for letter in foreign if 0xA1 <= letter.encode("gb18030")[0] <= 0xD7]
    return bool(foreign) and len(common) >= 0.9 * len(foreign)


def clean(text: str) -> str:
    """Without the signs that a database refuses."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def header_text(value: object) -> str:
    """A header for people: encoded words, raw bytes and folded lines made into one line of text."""
    if isinstance(value, Header):  # raw bytes in a head
        return " ".join("".join(decode(part, declared=charset or "") for part, charset in decode_header(value)).split())
    raw = str(value or "")
    if any("\udc80" <= letter <= "\udcff" for letter in raw):
        raw = decode(raw.encode("ascii", "surrogateescape"))
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        parts = [(raw, None)]
    pieces = [part if isinstance(part, str) else decode(part, declared=charset or "") for part, charset in parts]
    return " ".join(clean("".join(pieces)).split())

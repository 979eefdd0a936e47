"""Patterns of numbers, as "PI{yy}{mm}{dd}{letter}-{customer}" (Appendix C). Pure functions."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

PLACE = re.compile(r"\{(\w+)(?::0?(\d{1,2}))?\}")
DATES = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}
COUNTERS = ("seq", "letter")
NEEDED = {"never": (), "year": ("y",), "month": ("y", "mm"), "day": ("y", "mm", "dd")}
PERIODS = {"never": "", "year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


def places(pattern: str) -> list[str]:
    """The names in braces, in their order."""
    return [match[1] for match in PLACE.finditer(pattern)]


def has_counter(pattern: str) -> bool:
    """Whether the pattern itself counts, by number or by letter."""
    return any(name in COUNTERS for name in places(pattern))


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def period_of(period: str, at: datetime) -> str:
    """The name of the period that holds `at`, by the company's clock."""
    return timezone.localtime(at).strftime(PERIODS[period])


def render(pattern: str, *, at: datetime, number: int, parts: Mapping[str, object]) -> str:
    """The number in full; a part that nobody gave is left out. KeyError is never raised."""
    return render_many(pattern, at=at, numbers=[number], parts=parts)[0]


def render_many(pattern: str, *, at: datetime, numbers: Iterable[int], parts: Mapping[str, object]) -> list[str]:
    """The same for many numbers, which differ by their counters alone."""
    local = timezone.localtime(at)

    def put(match: re.Match[str]) -> str:
        name, width = match[1], int(match[2] or 0)
        if name in DATES:
            return local.strftime(DATES[name])
        if name == "seq":
            return f"%(seq)0{width}d" if width else "%(seq)d"
        return "%(letter)s" if name == "letter" else str(parts.get(name, "")).replace("%", "%%")

    text = PLACE.sub(put, pattern.replace("%", "%%"))
    lettered = "letter" in places(pattern)
    return [text % {"seq": number, "letter": letters(number) if lettered else ""} for number in numbers]


def check(pattern: str, *, period: str) -> None:
    """Refuse a pattern that would repeat: one that starts anew each period must show the period."""
    bare = PLACE.sub("", pattern)
    if "{" in bare or "}" in bare or not pattern.strip():
        raise ValidationError({"pattern": _("Write each part in braces, as {yy} or {seq:03}.")})
    if not has_counter(pattern):
        return
    shown = {"y" if name in ("yy", "yyyy") else name for name in places(pattern)}
    missing = [name for name in NEEDED[period] if name not in shown]
    if missing:
        wanted = " ".join("{yy}" if name == "y" else f"{{{name}}}" for name in missing)
        raise ValidationError({"pattern": _("The counter starts anew, so the number must also show %s.") % wanted})

"""How the text of a cell becomes a value: each function returns the value or raises ValidationError. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Choices
from django.utils import timezone, translation
from django.utils.translation import gettext as _

YES = {"1", "y", "yes", "true", "t", "是", "有", "对", "√", "✓"}
NO = {"0", "n", "no", "false", "f", "否", "无", "错", "×", "✗", ""}
ISO = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$")
YEAR_LAST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
CLOCK = re.compile(r"[ T](\d{1,2})[:时](\d{2})(?:[:分](\d{2}))?[分秒]?$")
AMOUNT = re.compile(r"[\s,，¥￥$€元]|RMB|CNY|USD", re.IGNORECASE)


def text(value: str) -> str:
    """The text without blanks around it."""
    return value.strip()


def limited(length: int) -> Callable[[str], str]:
    """Text of at most `length` characters."""

    def parse(value: str) -> str:
        if len(value.strip()) > length:
            raise ValidationError(_("At most %d characters.") % length)
        return value.strip()

    return parse


def digits(value: str) -> str:
    """A phone or code: 1.381234E+10 and 13812345678.0 keep their digits."""
    plain = unicodedata.normalize("NFKC", value).strip()
    if re.fullmatch(r"\d+\.0+|\d(\.\d+)?[eE]\+?\d+", plain):
        return str(int(Decimal(plain)))
    return plain


def decimal(value: str) -> Decimal | None:
    """1,234.50 or ¥1,234.5 or 3.2万; empty is None."""
    plain = AMOUNT.sub("", unicodedata.normalize("NFKC", value))
    if not plain:
        return None
    factor = 1
    for unit, size in (("万", 10_000), ("亿", 100_000_000)):
        if plain.endswith(unit):
            plain, factor = plain[:-1], size
    try:
        number = Decimal(plain) * factor
    except InvalidOperation:
        raise ValidationError(_("“%s” is not a number.") % value) from None
    if not number.is_finite():
        raise ValidationError(_("“%s” is not a number.") % value)
    return number


def money(value: str) -> Decimal | None:
    """An amount in yuan with two places."""
    number = decimal(value)
    if number is not None and abs(number) >= 10**12:
        raise ValidationError(_("“%s” is too large.") % value)
    return None if number is None else number.quantize(Decimal("0.01"))


def integer(value: str) -> int | None:
    """A whole number; empty is None."""
    number = decimal(value)
    if number is None:
        return None
    if number != number.to_integral_value() or abs(number) > 2_000_000_000:
        raise ValidationError(_("“%s” is not a whole number.") % value)
    return int(number)


def day(value: str) -> date | None:
    """2026-9-24, 2026/9/24, 2026年9月24日, 20260924, and 9/24/2026 (month first unless it cannot be)."""
    plain = unicodedata.normalize("NFKC", value).strip()
    if not plain:
        return None
    try:
        if match := ISO.match(plain) or COMPACT.match(plain):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := YEAR_LAST.match(plain):
            month, of_month = int(match[1]), int(match[2])
            return date(int(match[3]), *((of_month, month) if month > 12 else (month, of_month)))
    except ValueError:
        pass
    raise ValidationError(_("“%s” is not a date.") % value)


def moment(value: str) -> datetime | None:
    """A date in any of its spellings with a time of day, as 2026/9/24 14:05, by the clock on the wall; midnight without."""
    plain = unicodedata.normalize("NFKC", value).strip()
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        clock = CLOCK.search(plain)
        on = day(plain[:clock.start()] if clock else plain)
        if on is None:
            return None
        found = datetime.combine(on, _time(clock, value) if clock else time())
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _time(clock: re.Match[str], value: str) -> time:
    hour, minute, second = map(int, clock.groups("0"))
    try:
        return time(hour, minute, second)
    except ValueError:
        raise ValidationError(_("“%s” is not a date.") % value) from None


def boolean(value: str) -> bool:
    """是 and 否 in their many spellings."""
    plain = value.strip().lower()
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise ValidationError(_("“%s” is neither yes nor no.") % value)


def email(value: str) -> str:
    """An e-mail address or nothing."""
    if value.strip():
        validate_email(value.strip())
    return value.strip()


def choice(choices: type[Choices], *, also: dict[str, str] | None = None, empty: Any = "") -> Callable[[str], Any]:
    """A value of the choices, named by its value or its label in either language, or by a word of `also`."""
    names: dict[str, Any] = {}

    def parse(value: str) -> Any:
        if not value.strip():
            return empty
        if not names:
            names.update(_names(choices, also or {}))
        found = names.get(value.strip().lower())
        if found is None:
            labels = [str(label) for label in choices.labels]
            raise ValidationError(_("“%(value)s” is none of: %(all)s.") % {"value": value, "all": _join(labels)})
        return found

    return parse


def _names(choices: type[Choices], also: dict[str, str]) -> dict[str, Any]:
    names = {word.lower(): value for word, value in also.items()}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            names.update({str(label).lower(): value for value, label in choices.choices})
    names.update({str(value).lower(): value for value in choices.values})
    return names


def _join(labels: Iterable[str]) -> str:
    listed = list(labels)
    return ", ".join(listed[:8]) + (" …" if len(listed) > 8 else "")

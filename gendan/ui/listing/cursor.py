"""Where a page of a list ends, as a short text in its address: the sort values and the id of the last row."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows: in segment `segment`, at a row with these sort values and id.

    `before` counts the rows in front of the place when it was seen; it numbers the rows of the foot only.
    """

    segment: int
    values: tuple[Any, ...]
    id: int
    before: int = 0

    def encode(self) -> str:
        """A text that fits an address."""
        plain = [self.segment, self.id, self.before, *map(_plain, self.values)]
        packed = json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode(text: str) -> Cursor | None:
    """The cursor that a text stands for; None where somebody changed it, which then means the first page."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        segment, pk, before, *values = found
        if not all(type(number) is int and 0 <= number < 2**63 for number in (segment, pk, before)):
            return None
        return Cursor(segment, tuple(map(_value, values)), pk, before)
    except (ValueError, TypeError, KeyError, ArithmeticError, binascii.Error, RecursionError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"n": str(value)}
    return value


def _value(plain: Any) -> Any:
    if not isinstance(plain, dict):
        if plain is None or isinstance(plain, list):
            raise ValueError("not a sort value")
        return plain
    if "t" in plain:
        return datetime.fromisoformat(plain["t"])
    return date.fromisoformat(plain["d"]) if "d" in plain else Decimal(plain["n"])

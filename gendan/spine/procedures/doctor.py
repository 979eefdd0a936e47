"""Proves at any moment that nothing is forgotten: each app registers its checks, `run` asks them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be: what is wrong, on which records (at most twenty ids of the kind)."""

    check: str
    text: Any
    kind: str = ""
    ids: tuple[int, ...] = ()

    def __str__(self) -> str:
        named = f" [{self.kind} {', '.join(str(one) for one in self.ids)}]" if self.ids else ""
        return f"{self.check}: {self.text}{named}"


Check = Callable[[], list[Finding]]
_checks: dict[str, Check] = {}


def register(name: str, function: Check) -> None:
    """Add a check; a second one of the same name replaces the first, so that reloading is harmless."""
    _checks[name] = function


def names() -> list[str]:
    """The names of all checks, in the order of their registration."""
    return list(_checks)


def run(*, only: str | None = None) -> list[Finding]:
    """Everything that is wrong; an empty list is the promise."""
    return [finding for name, check in _checks.items() if only in (None, name) for finding in check()]


def ids(query: str, *values: Any) -> tuple[int, ...]:
    """The first ids that a statement without its own limit gives; `values` stand for its placeholders."""
    with connection.cursor() as cursor:
        cursor.execute(f"{query} LIMIT {LIMIT}", values or None)
        return tuple(row[0] for row in cursor.fetchall())


def first(rows: QuerySet[Any]) -> tuple[int, ...]:
    """The same of a queryset."""
    return tuple(rows.values_list("pk", flat=True)[:LIMIT])

"""The numbers behind the names of the tabs, all from one statement."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet

from gendan.spine.rows import Count, counts
from gendan.ui.detail.declare import Counted

K = TypeVar("K")


def add_up(wanted: Mapping[K, Counted]) -> dict[K, int]:
    """Each number; rows are counted together, however many tabs there are."""
    parts = {key: tuple(_parts(found)) for key, found in wanted.items()}
    asked = [part for found in parts.values() for part in found if isinstance(part, Count)]
    numbers = iter(counts(asked))
    return {key: sum(next(numbers) if isinstance(part, Count) else part for part in found) for key, found in parts.items()}


def _parts(found: Any) -> Iterator[int | Count]:
    several = found if isinstance(found, tuple | list) else (found,)
    return (Count.of(part) if isinstance(part, QuerySet) else part for part in several)

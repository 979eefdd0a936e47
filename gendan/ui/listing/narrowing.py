"""From the conditions of an address to the rows that match: all of them, or any, with brackets the other way round."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from gendan.ui.listing.address import Condition, Shape
from gendan.ui.listing.declare import Listing
from gendan.ui.listing.filters import Asked


def narrowed(rows: QuerySet, listing: Listing, shape: Shape, asked: Asked) -> tuple[QuerySet, list[str]]:
    """The rows that match, and what could not be read, in words; what cannot be read is left out."""
    read: dict[int, list[Q]] = {}
    problems: list[str] = []
    for item in shape.conditions:
        try:
            read.setdefault(item.part, []).append(_meant(item, listing, asked))
        except ValidationError as error:
            problems += error.messages
    inner = and_ if shape.either else or_
    wanted = [*read.pop(0, ()), *(reduce(inner, part) for part in read.values())]
    return _both(rows, wanted) if not shape.either else _any(rows, wanted), problems


def _meant(item: Condition, listing: Listing, asked: Asked) -> Q:
    found = listing.filter(item.key)
    assert found is not None, "unknown conditions were dropped before"
    wanted = found.condition(item.values, asked, listing.model)
    return ~Q(wanted) if item.negated else Q(wanted)


def _both(rows: QuerySet, wanted: Iterable[Q]) -> QuerySet:
    for one in wanted:
        rows = rows.filter(one)
    return rows


def _any(rows: QuerySet, wanted: list[Q]) -> QuerySet:
    return rows.filter(reduce(or_, wanted)) if wanted else rows

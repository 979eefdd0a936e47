"""Paging by key: which ids stand on a page, in one query, however deep the page lies."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Q, QuerySet, Value

from gendan.ui.listing.cursor import Cursor
from gendan.ui.listing.declare import Order, value_of
from gendan.ui.listing.filters import Asked

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of rows that one index range serves: `where` picks them, `keys` sort them, `ties` runs the id."""

    where: Q
    sort: tuple[tuple[str, bool], ...]
    keys: tuple[tuple[str, bool], ...]
    ties: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page and the ways out of it; `first` is the number of its first row."""

    rows: list[Any]
    first: int
    previous: str
    next: str

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def is_whole(self) -> bool:
        return not self.previous and not self.next


def segments_of(order: Order, asked: Asked) -> tuple[Segment, ...]:
    """The runs of an order, first to last. Null values make a run of their own, so that each stays in its index."""
    keys = tuple((field, way == "desc") for field, way in order.fields)
    ties = keys[0][1] if keys else False
    if not keys or not (order.urgency or order.nulls):
        return (Segment(Q(), keys, keys, ties),)
    field, rest = keys[0][0], keys[1:]
    empty = Segment(Q(**{f"{field}__isnull": True}), keys, rest, ties)
    if order.urgency:
        soon, later = Q(**{f"{field}__lt": asked.tomorrow}), Q(**{f"{field}__gte": asked.tomorrow})
        return Segment(soon, keys, keys, ties), empty, Segment(later, keys, keys, ties)
    return Segment(Q(**{f"{field}__isnull": False}), keys, keys, ties), empty


def page_of(
    rows: QuerySet, *, order: Order, asked: Asked, size: int, load: Any, after: Cursor | None = None,
    before: Cursor | None = None,
) -> Page:
    """The page behind `after`, or the one in front of `before`; `load` turns a queryset of ids into full rows."""
    segments = segments_of(order, asked)
    if before is not None:
        found, more = _fetch(rows, segments, size, before, backwards=True)
        if more and found:
            return _page(found, segments, load, first=max(before.before - len(found), 0), previous=True, following=True)
        after = None
    found, more = _fetch(rows, segments, size, after, backwards=False)
    return _page(
        found, segments, load, first=after.before if after else 0, previous=after is not None and bool(found),
        following=more,
    )


def count_capped(rows: QuerySet) -> int:
    """How many rows, but never more than one above the cap."""
    return rows.order_by()[: COUNTED + 1].count()


def _fetch(
    rows: QuerySet, segments: tuple[Segment, ...], size: int, cursor: Cursor | None, *, backwards: bool
) -> tuple[list[tuple[int, int]], bool]:
    try:
        found = list(_ids(rows, segments, size + 1, cursor, backwards=backwards))
    except (ValidationError, ValueError, TypeError):
        found = list(_ids(rows, segments, size + 1, None, backwards=False))
        backwards = False
    found.sort(key=lambda pair: -pair[0] if backwards else pair[0])
    more, found = len(found) > size, found[:size]
    return (found[::-1] if backwards else found), more


def _ids(rows: QuerySet, segments: tuple[Segment, ...], limit: int, cursor: Cursor | None, *, backwards: bool) -> Any:
    """Pairs of segment and id. Each way of seeing the rows is read by its own index, and the shortlists are merged."""
    start = cursor.segment if cursor and cursor.segment < len(segments) else (len(segments) - 1 if backwards else 0)
    wanted = range(start, -1, -1) if backwards else range(start, len(segments))
    ways: list[QuerySet] = rows.by_way() if hasattr(rows, "by_way") else [rows]
    parts = [_run(way, segments, number, limit, cursor, backwards=backwards) for number in wanted for way in ways]
    if len(parts) == 1:
        found = parts[0]
    elif len(ways) == 1:
        found = parts[0].union(*parts[1:], all=True)[:limit]
    else:
        order = _order(segments[start], backwards=backwards)
        found = parts[0].union(*parts[1:]).order_by("-gd_part" if backwards else "gd_part", *order)[:limit]
    return ((part, pk) for part, *_keys, pk in found)


def _run(
    rows: QuerySet, segments: tuple[Segment, ...], number: int, limit: int, cursor: Cursor | None, *, backwards: bool
) -> QuerySet:
    """The first ids of one segment, with the values they are sorted by."""
    segment = segments[number]
    found = rows.filter(segment.where)
    if cursor and number == cursor.segment:
        found = found.filter(_beyond(segment, cursor, backwards=backwards))
    found = found.order_by(*_order(segment, backwards=backwards)).annotate(gd_part=Value(number, IntegerField()))
    return found.values_list("gd_part", *(key for key, _down in segment.sort), "pk")[:limit]


def _order(segment: Segment, *, backwards: bool) -> list[str]:
    return [("-" if down != backwards else "") + key for key, down in (*segment.sort, ("pk", segment.ties))]


def _beyond(segment: Segment, cursor: Cursor, *, backwards: bool) -> Q:
    """The rows behind the cursor; the first key is bounded once more by itself, for the index."""
    keys = (*segment.keys, ("pk", segment.ties))
    values = (*cursor.values[: len(segment.keys)], cursor.id)
    if len(values) != len(keys):
        raise ValueError("the cursor belongs to another order")
    beyond, same = Q(), Q()
    for (key, down), value in zip(keys, values, strict=True):
        word = "lt" if down != backwards else "gt"
        beyond |= same & Q(**{f"{key}__{word}": value})
        same &= Q(**{key: value})
    key, down = keys[0]
    return Q(**{f"{key}__{'lte' if down != backwards else 'gte'}": values[0]}) & beyond


def _page(
    found: list[tuple[int, int]], segments: tuple[Segment, ...], load: Any, *, first: int, previous: bool,
    following: bool,
) -> Page:
    loaded = {row.pk: row for row in load([pk for _part, pk in found])}
    placed = [(part, loaded[pk]) for part, pk in found if pk in loaded]
    if not placed:
        return Page([], 0, "", "")
    ends = [_cursor(segments, *placed[0], first), _cursor(segments, *placed[-1], first + len(placed))]
    return Page(
        [row for _part, row in placed], first + 1, ends[0] if previous else "", ends[1] if following else ""
    )


def _cursor(segments: tuple[Segment, ...], part: int, row: Any, before: int) -> str:
    values = tuple(value_of(row, key) for key, _down in segments[part].keys)
    return Cursor(part, values, row.pk, before).encode()

"""Paging by key: which ids stand on a page, in one query, however deep the page lies."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db.models import Q, QuerySet

from gendan.spine.whole import ask
from gendan.ui.listing.cursor import Cursor
from gendan.ui.listing.declare import Order, value_of
from gendan.ui.listing.filters import Asked

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of rows that one index range serves: `where` picks them, `keys` sort them, `ties` runs the id.

    `sort` are the keys that all runs of the order have in common; where `by_keys`, the run is sorted by its own alone.
    """

    where: Q
    sort: tuple[tuple[str, bool], ...]
    keys: tuple[tuple[str, bool], ...]
    ties: bool
    by_keys: bool = False


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
    empty = Segment(Q(**{f"{field}__isnull": True}), keys, rest, ties, order.thin)
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
        found, more = _fetch(rows, order, segments, size, before, backwards=True)
        if more and found:
            return _page(found, segments, load, first=max(before.before - len(found), 0), previous=True, following=True)
        after = None
    found, more = _fetch(rows, order, segments, size, after, backwards=False)
    return _page(
        found, segments, load, first=after.before if after else 0, previous=after is not None and bool(found),
        following=more,
    )


def count_capped(rows: QuerySet) -> int:
    """How many rows, but never more than one above the cap."""
    try:
        text, values = rows.order_by().values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return 0
    return int(ask(f"SELECT count(*) FROM ({text} LIMIT {COUNTED + 1}) AS r", values)[0][0])  # noqa: S608


def _fetch(
    rows: QuerySet, order: Order, segments: tuple[Segment, ...], size: int, cursor: Cursor | None, *, backwards: bool
) -> tuple[list[tuple[int, int]], bool]:
    try:
        found = list(_ids(rows, order, segments, size + 1, cursor, backwards=backwards))
    except (ValidationError, ValueError, TypeError):
        found = list(_ids(rows, order, segments, size + 1, None, backwards=False))
        backwards = False
    found.sort(key=lambda pair: -pair[0] if backwards else pair[0])
    more, found = len(found) > size, found[:size]
    return (found[::-1] if backwards else found), more


def _ids(
    rows: QuerySet, order: Order, segments: tuple[Segment, ...], limit: int, cursor: Cursor | None, *, backwards: bool
) -> list[tuple[int, int]]:
    """Pairs of segment and id. Each way of seeing the rows is read by its own index, and the shortlists are merged.

    The ways are composed once and the runs written around them: Django would compose each run of each way anew.
    """
    if cursor and cursor.segment < len(segments):
        cursor = _typed(cursor, segments[cursor.segment], order, rows.model)
    start = cursor.segment if cursor and cursor.segment < len(segments) else (len(segments) - 1 if backwards else 0)
    wanted = range(start, -1, -1) if backwards else range(start, len(segments))
    sort = segments[start].sort
    ways = [way for way in map(partial(_statement, sort=sort, source=order.source), _ways(rows)) if way]
    parts = [_run(way, segments[number], number, cursor, backwards=backwards) for number in wanted for way in ways]
    if not parts:
        return []
    merged = f"part{' DESC' * backwards}, {_order(segments[start], backwards=backwards)}" if len(ways) > 1 else ""
    values = [value for _part, values in parts for value in values]
    return [(part, pk) for part, *_keys, pk in ask(_merged([text for text, _values in parts], merged, limit), values)]


def _merged(parts: list[str], order: str, limit: int) -> str:
    """The first rows of all parts: sorted where several ways give the same row, else part after part, so that the
    database stops as soon as there are enough."""
    if len(parts) == 1:
        return f"{parts[0]} LIMIT {limit}"
    text = (" UNION " if order else " UNION ALL ").join(f"({part} LIMIT {limit})" for part in parts)
    return f"{text} ORDER BY {order} LIMIT {limit}" if order else f"{text} LIMIT {limit}"


def _typed(cursor: Cursor, segment: Segment, order: Order, model: Any) -> Cursor:
    """The cursor with values that its columns take; ValidationError where somebody changed it."""
    fields = [order.source.output_field if order.source else _field(model, key) for key, _down in segment.keys]
    return replace(cursor, values=tuple(map(lambda field, value: field.to_python(value), fields, cursor.values)))


def _field(model: Any, path: str) -> Any:
    *steps, name = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(name)


def _ways(rows: QuerySet) -> list[QuerySet]:
    return rows.by_way() if hasattr(rows, "by_way") else [rows]


Statement = tuple[str, tuple[Any, ...]]


def _statement(rows: QuerySet, *, sort: tuple[tuple[str, bool], ...], source: Any) -> Statement | None:
    """The sort keys and ids of all rows; None where there can be none."""
    keys = (source,) if source is not None else (key for key, _down in sort)
    try:
        return rows.order_by().values_list(*keys, "pk").query.sql_with_params()
    except EmptyResultSet:
        return None


def _run(way: Statement, segment: Segment, number: int, cursor: Cursor | None, *, backwards: bool) -> Statement:
    """The rows of one segment in their order."""
    text, values = way
    conditions = [segment.where]
    if cursor and number == cursor.segment:
        conditions.append(_beyond(segment, cursor, backwards=backwards))
    names = {key: f"k{place}" for place, (key, _down) in enumerate(segment.sort)} | {"pk": "pk"}
    where, asked = _written(Q(*conditions), names)
    columns = ", ".join(names.values())
    order = _order(segment, backwards=backwards)
    text = f"SELECT {number} AS part, {columns} FROM ({text}) AS r({columns}) WHERE {where} ORDER BY {order}"  # noqa: S608
    return text, (*values, *asked)


COMPARISONS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "exact": "="}


def _written(where: Q | tuple[str, Any], names: dict[str, str]) -> tuple[str, list[Any]]:
    """A condition on the sort keys as SQL over their short names."""
    if isinstance(where, Q):
        parts = [_written(child, names) for child in where.children]  # type: ignore[arg-type]
        text = f" {where.connector} ".join(text for text, _values in parts if text)
        return f"({text})" if text else "true", [value for _text, values in parts for value in values]
    key, _under, lookup = where[0].rpartition("__")
    if lookup == "isnull":
        return f"{names[key]} IS {'' if where[1] else 'NOT '}NULL", []
    if lookup in COMPARISONS and key in names:
        return f"{names[key]} {COMPARISONS[lookup]} %s", [where[1]]
    return f"{names[where[0]]} = %s", [where[1]]


def _order(segment: Segment, *, backwards: bool) -> str:
    sort = () if segment.by_keys else segment.sort
    keys = [*((f"k{place}", down) for place, (_key, down) in enumerate(sort)), ("pk", segment.ties)]
    return ", ".join(f"{name}{' DESC' if down != backwards else ''}" for name, down in keys)


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
    (key, down), value = keys[0], values[0]
    return Q(**{f"{key}__{'lte' if down != backwards else 'gte'}": value}) & beyond


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

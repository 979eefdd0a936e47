"""How many rows each group of a list holds, and the sums of its columns: one statement, however many groups there are."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import F, QuerySet

from gendan.spine.whole import ask
from gendan.ui.listing.declare import Column
from gendan.ui.listing.grouping import Grouping
from gendan.ui.listing.paging import COUNTED

#: How many groups are shown, and how many rows are read for their figures.
MOST, READ = 200, 50_000


class Figures(NamedTuple):
    """The value of a group, how many rows were counted, and its sums; these are None where not all rows were read."""

    value: Any
    number: int
    sums: tuple[Any, ...]

    @property
    def capped(self) -> int:
        return min(self.number, COUNTED + 1)


def figures_of(rows: QuerySet, grouping: Grouping, summed: Sequence[Column]) -> tuple[list[Figures], bool]:
    """The figures of all groups, the largest first, and whether more rows match than were read."""
    keys = {f"k{place}": _source(column) for place, column in enumerate(summed)}
    named = rows.order_by().annotate(gd_value=grouping.expression, **keys).values_list("gd_value", *keys)
    try:
        text, values = named.query.sql_with_params()
    except EmptyResultSet:
        return [], False
    sums = "".join(f", sum({key})" for key in keys)
    read = f"SELECT * FROM ({text} LIMIT {READ + 1}) AS r({', '.join(('v', *keys))})"  # noqa: S608
    found = ask(f"SELECT v, count(*){sums} FROM ({read}) AS g GROUP BY v ORDER BY 2 DESC", values)  # noqa: S608
    merged = _merged(Figures(value, number, tuple(rest)) for value, number, *rest in found)
    cut = sum(one.number for one in merged) > READ
    return [one._replace(sums=(None,) * len(one.sums)) for one in merged] if cut else merged, cut


def _source(column: Column) -> Any:
    path = column.value or column.key
    return column.source if column.source is not None else F(str(path).replace(".", "__"))


def _merged(found: Iterable[Figures]) -> list[Figures]:
    """Nothing and an empty text are one group."""
    kept: dict[Any, Figures] = {}
    for one in found:
        value = None if one.value == "" else one.value
        before = kept.get(value, Figures(value, 0, (0,) * len(one.sums)))
        sums = tuple((old or 0) + (new or 0) for old, new in zip(before.sums, one.sums, strict=True))
        kept[value] = Figures(value, before.number + one.number, sums)
    return list(kept.values())

"""The tiles of a dashboard: which reports, over which time, how wide; and what a role begins with."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from gendan.spine.org.models import Employee
from gendan.ui.report.declare import Report, report_of, reports_for
from gendan.ui.report.periods import TITLES

MOST = 12

#: What people look at first, by role; the first role that has a line counts. Whoever has none begins with the first
#: reports that he may open.
BEGINNINGS: dict[str, tuple[str, ...]] = {
    "general_manager": ("late", "funnel", "forecast", "won", "customers_stages", "losses"),
    "director": ("late", "funnel", "forecast", "won", "competitors", "losses"),
    "sales_head": ("late", "funnel", "forecast", "won", "calls", "promises"),
    "crm_supervisor": ("late", "promises", "customers_completeness", "customers_missing", "customers_stages"),
    "customer_data_clerk": ("customers_completeness", "customers_missing", "customers_sources", "customers_regions"),
    "finance": ("won", "forecast", "staged-phases"),
    "salesperson": ("funnel", "forecast", "new-calls", "promises"),
}
FIRST = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One report on a dashboard; `wide` takes the whole width."""

    report: str
    period: str = "all"
    wide: bool = False

    @property
    def declared(self) -> Report | None:
        return report_of(self.report)


def read(rows: Iterable[dict[str, Any]]) -> list[Tile]:
    """The tiles that were kept; one whose report is gone is left out."""
    tiles = [Tile(row["report"], row.get("period", "all"), bool(row.get("wide"))) for row in rows]
    return [tile for tile in tiles if tile.declared]


def write(tiles: Iterable[Tile]) -> list[dict[str, Any]]:
    """The tiles as they are kept."""
    return [asdict(tile) for tile in tiles]


def beginning(roles: Iterable[str], *, user: Employee) -> list[Tile]:
    """What somebody with these roles begins with; only reports that exist."""
    held = set(roles)
    keys = next((keys for role, keys in BEGINNINGS.items() if role in held), None)
    if keys is None:
        keys = tuple(one.key for one in reports_for(user)[:FIRST])
    return [Tile(key) for key in keys if report_of(key)]


def added(tiles: list[Tile], key: str) -> list[Tile]:
    """With one more at the end; one that is there stays as it is."""
    known = any(tile.report == key for tile in tiles)
    return tiles if known or report_of(key) is None else [*tiles, Tile(key)][:MOST]


def removed(tiles: list[Tile], key: str) -> list[Tile]:
    """Without this one."""
    return [tile for tile in tiles if tile.report != key]


def moved(tiles: list[Tile], key: str, by: int) -> list[Tile]:
    """With this one so many places further."""
    at = next((place for place, tile in enumerate(tiles) if tile.report == key), None)
    if at is None:
        return tiles
    rest = removed(tiles, key)
    place = max(0, min(len(rest), at + by))
    return [*rest[:place], tiles[at], *rest[place:]]


def changed(tiles: list[Tile], key: str, **values: Any) -> list[Tile]:
    """With this one drawn otherwise; an unknown period is all time."""
    if values.get("period") not in (None, *TITLES):
        values["period"] = "all"
    return [replace(tile, **values) if tile.report == key else tile for tile in tiles]

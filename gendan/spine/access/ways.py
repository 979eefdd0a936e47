"""The ways in which a person comes to see a row: each is one condition, as SQL for lists and as Python for one record.

Both faces of a way stand side by side, so that list and detail cannot part (PM-22). Ids are literals, because the
planner must see them (a subquery inside an OR reads the whole table).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from gendan.spine.access.scopes import Scope
from gendan.spine.access.viewer import Viewer
from gendan.spine.records import kind_of


@dataclass(frozen=True, slots=True)
class Way:
    """One reason to see a row; `key` names it for explanations."""

    key: str
    q: Q
    holds: Callable[[Any], bool]


def _among(key: str, column: str, ids: Iterable[int]) -> Way:
    """The id in `column` is one of `ids`."""
    found = frozenset(ids)
    q = Q(**{column: next(iter(found))}) if len(found) == 1 else Q(**{f"{column}__in": sorted(found)})
    return Way(key, q, lambda record: getattr(record, column) in found)


def _member(key: str, column: str, ids: Iterable[int]) -> Way:
    """The array in `column` holds one of `ids`."""
    found = frozenset(ids)
    q = Q(**{f"{column}__overlap": sorted(found)})
    return Way(key, q, lambda record: not found.isdisjoint(getattr(record, column)))


@dataclass(frozen=True, slots=True)
class Closed:
    """Rows that only their owner, the related people and those to whom they were opened see, whatever a role says.

    A model declares it as `closed`; as a way, it has two faces.
    """

    q: Q
    holds: Callable[[Any], bool]

    def narrows(self, way: Way) -> Way:
        """The way without the closed rows; what was opened by hand stays open."""
        if way.key == "grant":
            return way
        return Way(way.key, way.q & ~self.q, lambda record: way.holds(record) and not self.holds(record))


EVERYTHING = Way("all", Q(), lambda _: True)


def ladder(viewer: Viewer, *, scope: Scope) -> Iterator[Way]:
    """Objects: each step contains all narrower ones; departments are exact (PM-24 … PM-27, A12)."""
    if scope >= Scope.RESPONSIBLE_EMPLOYEE:
        yield _among("owner", "owner_id", viewer.owners)
    if scope >= Scope.RELATED_EMPLOYEE:
        yield _member("related", "related_ids", [viewer.id])
    if scope >= Scope.RESPONSIBLE_DEPARTMENT:
        yield _among("department", "department_id", viewer.departments)
    if scope >= Scope.RELATED_DEPARTMENT:
        yield _member("related_department", "related_department_ids", viewer.departments)


def action_ladder(viewer: Viewer, *, scope: Scope) -> Iterator[Way]:
    """Actions such as follow-ups: the creator counts as related, and the widest step reaches below (PM-28 … PM-31).

    Read literally, the steps by department do not contain "related employee"; the switch decides (A33).
    """
    narrower = viewer.is_on("access.contains_narrower") or scope <= Scope.RELATED_EMPLOYEE
    if scope >= Scope.RESPONSIBLE_EMPLOYEE:
        yield _among("owner", "owner_id", viewer.owners)
    if scope >= Scope.RELATED_EMPLOYEE and narrower:
        yield _among("creator", "created_by_id", [viewer.id])
        yield _member("related", "related_ids", [viewer.id])
    if scope == Scope.RESPONSIBLE_DEPARTMENT:
        yield _among("department", "department_id", viewer.departments)
    if scope == Scope.RELATED_DEPARTMENT:
        yield _among("department", "department_id", viewer.below)
        if narrower:
            yield _member("related_department", "related_department_ids", viewer.departments)


def main_ways(viewer: Viewer, *, model: type[Model], action: str) -> Iterator[Way]:
    """The scope follows the main object: its people see what stands under it, and never edit it (PM-33, PM-34, A34)."""
    field: Any = model._meta.get_field(model.main_field)  # type: ignore[attr-defined]
    kind = kind_of(field.related_model)
    if viewer.is_on("access.related_object") and (opened := viewer.granted(kind, action)):
        yield _among("main_grant", field.attname, opened)
    if action != "view":
        return
    if viewer.is_on("access.responsible_object"):
        yield _among("main_owner", "main_owner_id", viewer.owners)
    if viewer.is_on("access.related_object"):
        yield _member("main_related", "main_related_ids", [viewer.id])
        if viewer.scope(kind, "view") >= Scope.RESPONSIBLE_DEPARTMENT:
            yield _among("main_department", "main_department_id", viewer.departments)


def reading_ways(viewer: Viewer, *, model: type[Any], action: str) -> Iterator[Way]:
    """A model that says itself who reads it: "read" is that alone, "view" also what one may edit."""
    if not viewer.id:
        return
    managed = list(open_ways(viewer, model=model, action="edit")) if action == "view" else []
    if EVERYTHING in managed:
        yield EVERYTHING
        return
    yield from model.readers(viewer)
    yield from managed


def ways(viewer: Viewer, *, model: type[Any], action: str) -> Iterator[Way]:
    """Every way open to the viewer. Of a model with closed rows everybody has his own, without any role."""
    if action in ("read", "view") and hasattr(model, "readers"):
        yield from reading_ways(viewer, model=model, action=action)
        return
    found, closed = open_ways(viewer, model=model, action=action), getattr(model, "closed", None)
    if closed is None or not viewer.id:
        yield from found
        return
    yield _among("owner", "owner_id", [viewer.id])
    yield _member("related", "related_ids", [viewer.id])
    yield from map(closed.narrows, found)


def open_ways(viewer: Viewer, *, model: type[Any], action: str) -> Iterator[Way]:
    """Every way open to the viewer, the widest alone where it holds everything; none sees nothing.

    What has to be read comes last: for one record, which mostly is one's own, it is not reached.
    """
    kind = kind_of(model)
    scope = viewer.scope(kind, action)
    if scope == Scope.ALL:
        yield EVERYTHING
        return
    if opened := viewer.granted(kind, action):
        yield _among("grant", "pk", opened)
    if scope != Scope.NONE:
        climb = action_ladder if model.scope_includes_below else ladder
        yield from climb(viewer, scope=scope)
        if hasattr(model, "main_owner_id"):
            yield from main_ways(viewer, model=model, action=action)
    if action == "view" and (lent := viewer.lent.get(kind)):
        yield _among("assigned", "pk", lent)
    if scope != Scope.NONE and model.scope_includes_below and action == "view" and viewer.people:
        yield _among("superior", "owner_id", viewer.people)

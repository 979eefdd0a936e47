"""Field changes as old and new, computed from the rows that the history triggers keep."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gendan.spine.access.queries import mask_text, masked
from gendan.spine.access.viewer import viewer_of
from gendan.spine.org.models import Department, Employee
from gendan.spine.records import kind_of, model_of

SHOWN_THOUGH_NOT_EDITABLE = {"related_ids", "related_department_ids"}
PEOPLE, DEPARTMENTS = "related_ids", "related_department_ids"

#: From a viewer, a kind and two states of a field that holds many values to (label, old, new) of each that differs.
Reader = Callable[[Any, str, Any, Any], Iterable[tuple[str, str, str]]]
_readers: dict[str, Reader] = {}


def register_reader(field: str, reader: Reader) -> None:
    """Let somebody else tell what changed within the fields of this name, of whatever kind."""
    _readers[field] = reader


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """Several fields changed at one moment by one person; `actor` is empty where no page was used."""

    at: datetime
    actor: str
    created: bool
    fields: list[FieldChange]


def _told(field: Any) -> bool:
    return getattr(field, "editable", False) and not field.primary_key or field.name in SHOWN_THOUGH_NOT_EDITABLE


def changes_of(user: Any, record: Any, *, limit: int = 100) -> list[Change]:
    """The newest changes of a tracked record; empty for a kind without history."""
    if not hasattr(record, "history"):
        return []
    rows = list(record.history.select_related("pgh_context").order_by("-pgh_id")[: limit + 1])
    people = _actors(rows)
    changes = []
    for new, old in pairwise(rows):
        fields = list(_differences(user, record, old, new))
        if fields:
            changes.append(Change(new.pgh_created_at, _actor(new, people), False, fields))
    if rows and len(rows) <= limit:
        changes.append(Change(rows[-1].pgh_created_at, _actor(rows[-1], people), True, []))
    return changes


def _differences(user: Any, record: Any, old: Any, new: Any) -> Iterator[FieldChange]:
    kind, tracked = kind_of(record), {field.attname for field in type(new)._meta.concrete_fields}
    viewer = viewer_of(user)
    for field in record._meta.concrete_fields:
        if field.attname not in tracked:
            continue
        before, after = getattr(old, field.attname), getattr(new, field.attname)
        if field.name in _readers:
            yield from _read(viewer, kind, field.name, before, after)
        if not _told(field):
            continue
        if before != after:
            yield _told_change(viewer, kind, field, before, after)


def changes_in(viewer: Any, entry: Any) -> list[FieldChange]:
    """What an entry itself says was changed: its data holds "changes", a list of field, old and new."""
    found = entry.data.get("changes") if isinstance(entry.data, dict) else None
    if not isinstance(found, list):
        return []
    meta = model_of(entry.kind)._meta
    known = {field.name: field for field in meta.get_fields() if getattr(field, "concrete", False)}
    changes = [one for one in found if isinstance(one, dict)]
    told = [
        _told_change(viewer, entry.kind, known[one["field"]], one.get("old"), one.get("new"))
        for one in changes if one.get("field") in known
    ]
    return [*told, *_told_within(viewer, entry.kind, changes)]


def _told_within(viewer: Any, kind: str, changes: list[dict[str, Any]]) -> Iterator[FieldChange]:
    """Changes of values within a field, written down as "field.key"."""
    for name in _readers:
        within = {str(one["field"]).removeprefix(f"{name}."): one for one in changes
                  if str(one.get("field")).startswith(f"{name}.")}
        if within:
            old, new = ({key: one.get(side) for key, one in within.items()} for side in ("old", "new"))
            yield from _read(viewer, kind, name, old, new)


def _read(viewer: Any, kind: str, name: str, old: Any, new: Any) -> Iterator[FieldChange]:
    yield from (FieldChange(*told) for told in _readers[name](viewer, kind, old, new))


def _told_change(viewer: Any, kind: str, field: Any, old: Any, new: Any) -> FieldChange:
    texts = (in_words(field, old), in_words(field, new))
    if masked(viewer, kind, field.name):
        texts = (mask_text(texts[0]), mask_text(texts[1]))
    return FieldChange(str(field_label(field)), *texts)


def field_label(field: Any) -> Any:
    """The name of a field for people."""
    own = {PEOPLE: _("related people"), DEPARTMENTS: _("related departments")}
    return own.get(field.name, field.verbose_name)


def in_words(field: Any, value: Any) -> str:
    """A stored value as people read it."""
    if value is None or value in ("", []):
        return ""
    if field.name == PEOPLE:
        return _names(Employee, value)
    if field.name == DEPARTMENTS:
        return _names(Department, value)
    if isinstance(field, ForeignKey) and not isinstance(value, str):
        return _names(field.related_model, [value])
    if isinstance(value, bool):
        return pgettext("value", "yes") if value else pgettext("value", "no")
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(dict(field.flatchoices).get(value, value))


def _names(model: Any, ids: Iterable[int]) -> str:
    found = model._base_manager.in_bulk(list(ids))
    return "、".join(str(found.get(pk, f"#{pk}")) for pk in ids)


def _context(row: Any) -> dict[str, Any]:
    return (row.pgh_context.metadata if row.pgh_context else None) or {}


def _actors(rows: Iterable[Any]) -> dict[int, Employee]:
    """The people behind the rows, read at once."""
    return Employee.objects.in_bulk({user for row in rows if (user := _context(row).get("user"))})


def _actor(row: Any, people: dict[int, Employee]) -> str:
    return str(people.get(_context(row).get("user") or 0, ""))

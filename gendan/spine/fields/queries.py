"""Which fields of its own the company has, and who sees and fills in which: read once under a version of the rights."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django.apps import apps

from gendan.spine.access.viewer import Viewer, once, viewer_of
from gendan.spine.fields.models import OwnField, OwnFields
from gendan.spine.org import version
from gendan.spine.records import kind_of

Fields = tuple[OwnField, ...]


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of record to which fields can be added."""
    return tuple(kind_of(model) for model in apps.get_models() if issubclass(model, OwnFields))


def fields_of(kind: str) -> Fields:
    """The fields of a kind that are in use, in their order."""
    known = version.current()
    found = _kept(known) if known else once("fields of the company's own", _read)
    return found.get(kind, ())


@lru_cache(maxsize=8)
def _kept(known: version.Version) -> Mapping[str, Fields]:  # noqa: ARG001
    """Definitions hold rights, so every change of one gives people and rights a new version."""
    return _read()


def _read() -> Mapping[str, Fields]:
    found: dict[str, Fields] = {}
    for field in OwnField.objects.filter(archived_at=None):
        found[field.kind] = (*found.get(field.kind, ()), field)
    return found


def seen_by(user: Any, kind: str) -> Fields:
    """The fields of a kind that this person sees."""
    found = fields_of(kind)
    return tuple(field for field in found if sees(viewer_of(user), field)) if found else found


def sees(viewer: Viewer, field: OwnField) -> bool:
    """Whether one of the person's roles sees the field."""
    return not field.view_roles or not frozenset(field.view_roles).isdisjoint(viewer.roles)


def fills(user: Any, field: OwnField) -> bool:
    """Whether the person may fill the field in, where the record may be edited; who does not see it may not."""
    viewer = viewer_of(user)
    return sees(viewer, field) and (not field.edit_roles or not frozenset(field.edit_roles).isdisjoint(viewer.roles))


def field_of(kind: str, key: str) -> OwnField | None:
    """A field in use by its key."""
    return next((field for field in fields_of(kind) if field.key == key), None)

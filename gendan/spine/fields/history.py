"""What changed in fields of the company's own, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from gendan.spine.access.queries import viewer_of
from gendan.spine.fields import queries, values
from gendan.spine.fields.models import OwnField

Told = tuple[str, str, str]


def differences(user: Any, kind: str, old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterator[Told]:
    """(label, old, new) of each field that this person sees and that differs; archived fields are told too."""
    before, after = old or {}, new or {}
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    if not changed:
        return
    viewer = viewer_of(user)
    for field in OwnField.objects.filter(kind=kind, key__in=changed):
        if queries.sees(viewer, field):
            first, then = before.get(field.key), after.get(field.key)
            names = values.names_of(field, (first, then))
            yield field.title, values.said(field, first, names), values.said(field, then, names)

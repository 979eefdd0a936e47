"""The one function through which rows are seen."""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q

from gendan.spine.access.scopes import Scope
from gendan.spine.access.viewer import Viewer, viewer_of
from gendan.spine.access.ways import ways
from gendan.spine.records import kind_of


def has_field(model: type[models.Model], name: str) -> bool:
    """Whether the model has a field of this name."""
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


class ScopedQuerySet(models.QuerySet[Any]):
    """The only door to rows for pages and API.

    A model with an owner is seen by the ladder of scopes; one without, that names a `main_field`, wherever its main
    record is seen (and changed wherever that may be edited); any other by everybody whose roles have any scope.
    """

    _bin = False
    _ways: tuple[Q, ...] = ()

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._bin, clone._ways = self._bin, self._ways
        return clone

    def in_bin(self) -> Self:
        """Only what was deleted and not yet finally removed."""
        clone = self.filter(deleted_at__isnull=False)
        clone._bin = True
        return clone

    def visible_to(self, user: Any, action: str = "view") -> Self:
        """Keep the rows to which `user` may do `action` (PM-21 … PM-34); the recycle bin is left out."""
        viewer = viewer_of(user)
        rows = self
        if not self._bin and has_field(self.model, "deleted_at"):
            rows = rows.filter(deleted_at__isnull=True)
        if has_field(self.model, "owner"):
            return rows._scoped(viewer, action)
        if hasattr(self.model, "main_field"):
            return rows._through_main(viewer, action)
        return rows if viewer.scope(kind_of(self.model), action) > Scope.NONE else rows.none()

    def _scoped(self, viewer: Viewer, action: str) -> Self:
        found = list(ways(viewer, model=self.model, action=action))
        if not found:
            return self.none()
        seen = self.filter(reduce(or_, (way.q for way in found), Q()))
        seen._ways = tuple(way.q for way in found)
        return seen

    def by_way(self) -> list[Self]:
        """The same rows once for each way in which they are seen; a row may come by several.

        Each part is served by one index in its order, where an OR would have the planner walk over everybody's rows.
        """
        return [self.filter(way) for way in self._ways] if len(self._ways) > 1 else [self]

    def _through_main(self, viewer: Viewer, action: str) -> Self:
        main = self.model._meta.get_field(self.model.main_field).related_model
        seen = main.objects.visible_to(viewer, action if action in ("view", "read") else "edit")
        return self.filter(**{f"{self.model.main_field}__in": seen})

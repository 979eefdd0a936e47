"""Django's `migrate`, in a tenth of its time: of the classes of models only those are made anew that a step changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState

Key = tuple[str, str]


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with few_made_anew():
            super().handle(*args, **options)


@contextmanager
def few_made_anew() -> Iterator[None]:
    """While it lasts, a step leaves the classes of models alone that it does not change.

    Django makes every model anew that a new or changed one leads to, by way of the employee nearly the whole house, some
    four hundred times; so that the state before does not see the change. What leads to a changed model is made anew here
    too; the rest where it counts, before a step in Python, which asks for all of them.
    """
    django_s_own = ProjectState.add_model, ProjectState._find_reload_model  # type: ignore[attr-defined]
    ProjectState.add_model, ProjectState._find_reload_model = _add_model, _to_make_anew  # type: ignore[method-assign, attr-defined]
    try:
        yield
    finally:
        ProjectState.add_model, ProjectState._find_reload_model = django_s_own  # type: ignore[method-assign, attr-defined]


def _add_model(self: ProjectState, model_state: ModelState) -> None:
    """A model that is already in the table of models may be seen by the state before: its table is there."""
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:  # type: ignore[attr-defined]
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:  # asking for it would make all of them
        self.apps.render_multiple([model_state])


def _to_make_anew(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[Key]:  # noqa: FBT001, FBT002
    """The model and those that point at it."""
    self.is_delayed = True
    found = {(app_label, model_name)}
    try:
        fields = self.apps.get_model(app_label, model_name)._meta.get_fields(include_hidden=True)
    except LookupError:
        return found
    pointing = (field.related_model._meta for field in fields if field.is_relation and field.auto_created and not field.concrete)
    return found | {(meta.app_label, meta.model_name) for meta in pointing}

"""Which steps of a migration an older version of gendan, still running beside it, could not live with."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.state import ProjectState

#: What the older version reads or writes is no longer there.
GONE = (
    operations.RemoveField, operations.DeleteModel, operations.RenameField, operations.RenameModel, operations.AlterModelTable,
)


def alone(plan: Iterable[Migration], state: ProjectState) -> Iterator[str]:
    """The steps of this plan for which every other process must be stopped first; `state` is that of the database now."""
    new: set[tuple[str, str]] = set()
    for migration in plan:
        label = migration.app_label
        for step in migration.operations:
            model = (label, getattr(step, "model_name", getattr(step, "name", "")).lower())
            if isinstance(step, operations.CreateModel):
                new.add(model)
            elif model not in new and _disturbs(step, state, model):
                yield f"{label}.{migration.name}: {step.describe()}"
            step.state_forwards(label, state)


def _disturbs(step: Any, state: ProjectState, model: tuple[str, str]) -> bool:
    if isinstance(step, operations.AddField):
        return _must_be_written(step.field)
    if isinstance(step, operations.AlterField):
        return _is_tighter(state.models[model].fields[step.name], step.field)
    return isinstance(step, (*GONE, operations.AddConstraint, operations.AlterUniqueTogether))


def _must_be_written(field: Any) -> bool:
    """A column that whoever does not know it cannot leave out; Django's `default` is known to the newer version only."""
    return not (field.null or field.many_to_many or field.generated or field.has_db_default())


def _is_tighter(before: Any, after: Any) -> bool:
    """Other kinds of values, shorter ones, or none left out that might be until now."""
    shorter = (before.max_length or 0) > (after.max_length or 0) > 0
    return type(before) is not type(after) or shorter or (before.null and not after.null) or (after.unique and not before.unique)

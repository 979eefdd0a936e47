"""What goes along when a customer goes into another: every row that names it, found from the models themselves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Customer
from gendan.modules.knowledge.models import Link
from gendan.spine import records
from gendan.spine.access.models import Grant, Participant
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.timeline.models import Attachment, Comment, Entry

KIND = "customers.customer"
# History stays with the customer that it happened to.
STAYS = frozenset({"customers.ownerchange", "pools.pooled", "pools.notice", "merges.merge", "classes.shift"})
NAMED = (
    (Entry, "kind", "object_id", _("timeline")), (Entry, "main_kind", "main_id", _("timeline")),
    (Comment, "kind", "object_id", _("comments")), (Attachment, "kind", "object_id", _("files")),
    (Case, "main_kind", "main_id", _("running procedures")), (Todo, "main_kind", "main_id", _("to-dos")),
    (Link, "kind", "object_id", _("linked knowledge")),
    (Grant, "kind", "object_id", _("opened to people")), (Participant, "kind", "object_id", _("participants")),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names customers: a foreign key, or a kind with an id."""

    model: type[models.Model]
    column: str
    kind_column: str
    label: Any
    unique: bool

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    def rows_of(self, pk: int) -> models.QuerySet[Any]:
        """The rows that name this customer."""
        rows = self.model._base_manager.filter(**{self.column: pk})
        if self.kind_column:
            rows = rows.filter(**{self.kind_column: KIND})
        if self.model is Todo:
            rows = rows.exclude(record_kind=KIND, record_id=pk)  # its own to-dos are moved one by one
        return rows.exclude(record_kind=KIND) if self.model is Case else rows


@dataclass(frozen=True, slots=True)
class Joined:
    """Contacts that are one person: `kept` takes what the `doubles` had, `values` and `own` are its fields afterwards."""

    kept: int
    doubles: tuple[int, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, str] | None = None


def references() -> Iterator[Reference]:
    """Every reference to a customer that there is, those of modules yet to come included."""
    for one in references_to(Customer):
        if one.model._meta.label_lower not in STAYS and one.column != "merged_into_id":
            yield one
    for model, kind_column, column, label in NAMED:
        yield Reference(model, column, kind_column, label, _is_unique(model, column))


def references_to(named: type[models.Model]) -> Iterator[Reference]:
    """Every column that names rows of a model; what happened to a customer and to a person in history stays theirs."""
    for relation in named._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or (relation.one_to_one and named is not Customer)):
            key: Any = relation.field  # type: ignore[union-attr]
            model = key.model
            if key.db_constraint:
                yield Reference(model, key.attname, "", model._meta.verbose_name, key.unique or _is_unique(model, key.name))


def _is_unique(model: type[models.Model], name: str) -> bool:
    return any(name in getattr(one, "fields", ()) for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))


def counts(pk: int) -> list[tuple[Any, int]]:
    """What would go along, by its name for people; what nobody has is left out."""
    found: dict[str, tuple[Any, int]] = {}
    for one in references():
        if one.column != "main_id" or one.model is Todo:
            label, before = found.get(str(one.label), (one.label, 0))
            found[str(one.label)] = (label, before + one.rows_of(pk).count())
    return [(label, count) for label, count in found.values() if count]


def move(*, source: int, target: int, among: Iterable[Reference] | None = None) -> list[tuple[str, list[int]]]:
    """Let every row that names `source` name `target`; returns the ids by reference. What `target` has already stays."""
    moved = []
    for one in among or references():
        ids = list(one.rows_of(source).order_by("pk").values_list("pk", flat=True))
        if ids and (gone := _rename(one, ids, target)):
            moved.append((one.key, gone))
    return moved


def move_back(
    moved: list[tuple[str, list[int]]], *, source: int, target: int, among: Iterable[Reference] | None = None
) -> None:
    """Let the rows that went along name `target` again, as far as they still name `source`."""
    known = {one.key: one for one in among or references()}
    for key, ids in moved:
        one = known.get(key)
        if one is not None:
            still = list(one.rows_of(source).filter(pk__in=ids).values_list("pk", flat=True))
            _rename(one, still, target)


def _rename(one: Reference, ids: list[int], target: int) -> list[int]:
    rows = one.model._base_manager.filter(pk__in=ids)
    values: dict[str, Any] = {one.column: target}
    if one.model in (Case, Todo):
        values["main_title"] = str(records.model_of(KIND).objects.get(pk=target))[:200]
    if not one.unique:
        rows.update(**values)
        return ids
    return [pk for pk in ids if _renamed(rows.filter(pk=pk), values)]


def _renamed(row: models.QuerySet[Any], values: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            return bool(row.update(**values))
    except IntegrityError:
        return False

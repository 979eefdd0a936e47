"""Erase what is held on a person: rows, their history, and texts that name the person; what a duty binds is sealed."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils import timezone

from gendan.spine import vault
from gendan.spine.persons import declarations
from gendan.spine.persons.declarations import Holding, Person
from gendan.spine.persons.models import SetAside
from gendan.spine.persons.queries import bound_until
from gendan.spine.persons.scrubbing import scrubber
from gendan.spine.records import kind_of
from gendan.spine.whole import whole

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one holding: how many rows were touched, and how many were set aside."""

    holding: str
    touched: int
    aside: int

    def as_json(self) -> dict[str, Any]:
        """As the request keeps it."""
        return asdict(self)


@whole
def erase(person: Person, *, now: datetime, groups: Collection[str] | None = None) -> list[Done]:
    """Erase a person, or what belongs to some groups; all or nothing. Counts, by holding, what was there."""
    chosen = declarations.holdings(groups=groups)
    rows = {one.key: list(one.rows(person).order_by("pk")) for one in chosen}
    aside = {one.key: _set_aside(one, person, now) for one in chosen}
    done = [Done(one.key, _erase_rows(one, person, rows[one.key], now), aside[one.key]) for one in chosen]
    for one in chosen:
        if one.after is not None:
            one.after(person, now)
    return [one for one in done if one.touched or one.aside]


def _set_aside(holding: Holding, person: Person, now: datetime) -> int:
    """Seal what must stay: the values of the rows, and whose they are."""
    if holding.duty is None:
        return 0
    bound = list(holding.duty.rows(holding.rows(person)).order_by("pk"))
    SetAside.objects.bulk_create([
        SetAside(
            kind=person.kind, object_id=person.id, holding=holding.key, row_kind=kind_of(row), row_id=row.pk,
            duty=holding.duty.key, until=bound_until(holding, row, now=now), at=now, sealed=_sealed(holding, person, row),
        )
        for row in bound
    ])
    return len(bound)


def _sealed(holding: Holding, person: Person, row: Any) -> str:
    names = dict.fromkeys((*holding.fields, *holding.change, *holding.texts))
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in names}
    return vault.seal(json.dumps({"person": person.name, **values}, cls=DjangoJSONEncoder, ensure_ascii=False))


def unsealed(row: SetAside) -> dict[str, Any]:
    """What was set aside, in the clear."""
    found: dict[str, Any] = json.loads(vault.unseal(row.sealed))
    return found


def _erase_rows(holding: Holding, person: Person, rows: list[Any], now: datetime) -> int:
    if not rows:
        return 0
    ids = [row.pk for row in rows]
    model = type(rows[0])
    change = {name: value(person) if callable(value) else value for name, value in holding.change.items()}
    touched = _scrub(model._base_manager.all(), rows, holding.texts, person)
    if change:
        model._base_manager.filter(pk__in=ids).update(**change)
    touched |= _erase_history(model, ids, change=change, texts=holding.texts, person=person)
    if holding.remove is not None:
        holding.remove(ids, now)
    return len(ids) if change or holding.remove else len(touched)


def _erase_history(model: type[Model], ids: list[int], *, change: Mapping[str, Any], texts: tuple[str, ...], person: Person) -> set[int]:
    """The same in the rows that the triggers kept of earlier states; returns whose they were."""
    relation = next((one for one in model._meta.related_objects if one.name == "history"), None)
    if relation is None:
        return set()
    known = {field.name for field in relation.related_model._meta.concrete_fields}
    past = relation.related_model._base_manager.filter(pgh_obj_id__in=ids)
    if kept := {name: value for name, value in change.items() if name in known}:
        past.update(**kept)
    scrubbed = tuple(name for name in texts if name in known)
    if not scrubbed:
        return set()
    rows: dict[int, Any] = {row.pk: row for row in past.iterator(chunk_size=CHUNK)}
    return {rows[pk].pgh_obj_id for pk in _scrub(past, rows.values(), scrubbed, person)}


def _scrub(table: QuerySet[Any], rows: Iterable[Any], texts: tuple[str, ...], person: Person) -> set[int]:
    """Replace the words that name the person; returns the rows that named him."""
    if not texts:
        return set()
    scrub, changed = scrubber(person.words, person.mask), []
    for row in rows:
        before = {name: getattr(row, name) for name in texts}
        after = {name: _fitting(row, name, scrub(value)) for name, value in before.items()}
        if after != before:
            for name, value in after.items():
                setattr(row, name, value)
            changed.append(row)
    table.model._base_manager.bulk_update(changed, texts, batch_size=CHUNK)
    return {row.pk for row in changed}


def _fitting(row: Model, name: str, value: Any) -> Any:
    most = getattr(row._meta.get_field(name), "max_length", None)
    return value[:most] if isinstance(value, str) and most else value


def left_of(person: Person) -> list[tuple[Holding, list[int]]]:
    """What stands there again although the person was erased: the doctor's question."""
    found = []
    for one in declarations.holdings():
        rows = one.rows(person)
        if one.remove is None and one.emptied:
            again = [row.pk for row in rows if any(getattr(row, name) != value for name, value in one.emptied.items())]
        else:
            again = list(rows.values_list("pk", flat=True)) if one.remove is not None else []
        if again:
            found.append((one, again))
    return found


@whole
def throw_away(*, now: datetime) -> int:
    """What was set aside goes when its duty has lapsed; returns how many."""
    from_then_on = timezone.localdate(now)
    return SetAside.objects.filter(until__lt=from_then_on).delete()[0]

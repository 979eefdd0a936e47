"""The company's own fields in files: columns beside those that a module declares, written by the same run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine.fields import actions, queries, values
from gendan.spine.fields.models import NUMERIC, PREFIX, OwnField, Type
from gendan.spine.imports import parse
from gendan.spine.imports.declare import Column, Context, Importer, Values
from gendan.spine.org.models import Employee
from gendan.spine.records import model_of
from gendan.spine.refusal import Refusal

Own = dict[str, str]


def extended(importer: Importer) -> Importer:
    """The importer with the fields that the company has added to its kind; files cannot be imported."""
    fields = tuple(field for field in queries.fields_of(importer.kind) if field.type != Type.FILE)
    if not fields:
        return importer
    return replace(
        importer,
        columns=(*importer.columns, *map(column_of, fields)),
        check_rows=partial(_check_rows, importer, fields),
        create_many=partial(_create_many, importer),
        update_many=partial(_update_many, importer),
        snapshot=partial(_snapshot, importer),
        restore_many=partial(_restore_many, importer),
    )


# -- cells --------------------------------------------------------------------------------------------------------


def column_of(field: OwnField) -> Column:
    """The column of a field; people and records are named, everything else is read as in any column."""
    named: dict[str, Callable[[set[str], Context], Mapping[str, str]]]
    named = {Type.EMPLOYEE: _people, Type.RECORD: partial(_records, field)}
    return Column(
        field.name, field.title, (field.key,), partial(_parsed, field), field.required and not field.shown_field,
        resolve=named.get(field.type),
    )


def _parsed(field: OwnField, text: str) -> str | None:
    given: Any = text
    if field.type in NUMERIC:
        given = parse.decimal(text)
    elif field.type == Type.DATE:
        given = parse.day(text)
    return values.stored(field, given, user=None)


def _people(texts: set[str], _context: Context) -> Mapping[str, str]:
    found = Employee.objects.exclude(status=Employee.Status.LEFT)
    by_login = {person.username: str(person.pk) for person in found.filter(username__in=texts)}
    return by_login | {person.name: str(person.pk) for person in found.filter(name__in=texts)}


def _records(field: OwnField, texts: set[str], context: Context) -> Mapping[str, str]:
    """By name, short name, number or code, among those that the person sees; a name that two have is not known."""
    model = model_of(field.target)
    columns = {column.name for column in model._meta.fields}
    found: dict[str, set[str]] = {}
    for name in sorted(columns & {"name", "short_name", "code", "number"}):
        rows = model.objects.visible_to(context.actor).filter(**{f"{name}__in": texts})
        for text, pk in rows.values_list(name, "pk"):
            found.setdefault(text, set()).add(str(pk))
    return {text: next(iter(ids)) for text, ids in found.items() if len(ids) == 1}


# -- rows ---------------------------------------------------------------------------------------------------------


def _check_rows(
    importer: Importer, fields: Iterable[OwnField], rows: list[Values], context: Context
) -> Mapping[int, Mapping[str, Any]]:
    """The module's rules, and who may fill in what."""
    declared = importer.check_rows(rows, context) if importer.check_rows else {}
    found = {index: dict(errors) for index, errors in declared.items()}
    closed = [field.name for field in fields if not queries.fills(context.actor, field)]
    for index, row in enumerate(rows):
        for name in closed:
            if name in row:
                found.setdefault(index, {})[name] = _("Your roles do not fill in this field.")
    return found


def _split(row: Values) -> tuple[Values, Own]:
    own = {name.removeprefix(PREFIX): value for name, value in row.items() if name.startswith(PREFIX) and value}
    return {name: value for name, value in row.items() if not name.startswith(PREFIX)}, own


def _create_many(importer: Importer, rows: list[Values], context: Context) -> Sequence[int | Refusal]:
    declared, own = zip(*map(_split, rows), strict=True)
    results = importer.create_many(list(declared), context)
    _put(importer, results, own)
    return results


def _update_many(
    importer: Importer, rows: list[tuple[int, Values]], context: Context
) -> Sequence[None | Refusal]:
    declared, own = zip(*(_split(row) for _pk, row in rows), strict=True)
    ids = [pk for pk, _row in rows]
    results = importer.update_many(list(zip(ids, declared, strict=True)), context)
    _put(importer, [result or pk for pk, result in zip(ids, results, strict=True)], own)
    return results


def _put(importer: Importer, ids: Sequence[int | Refusal], own: Sequence[Own]) -> None:
    """Write what the good rows hold; a value that another record has breaks the call, and its row is found."""
    rows = [(pk, given) for pk, given in zip(ids, own, strict=True) if given and not isinstance(pk, Refusal)]
    if rows:
        actions.put_many(model_of(importer.kind), rows)


# -- back again -----------------------------------------------------------------------------------------------------


def _snapshot(importer: Importer, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """The module's snapshot, with what stands in own fields where something does."""
    own = dict(model_of(importer.kind)._base_manager.filter(pk__in=ids).values_list("pk", "own"))
    return {pk: {**found, **({"own": own[pk]} if own.get(pk) else {})} for pk, found in importer.snapshot(ids).items()}


def _restore_many(importer: Importer, before: Mapping[int, dict[str, Any]], context: Context) -> None:
    plain = {pk: {name: value for name, value in found.items() if name != "own"} for pk, found in before.items()}
    importer.restore_many(plain, context)
    actions.reset_many(model_of(importer.kind), [(pk, found.get("own")) for pk, found in before.items()])


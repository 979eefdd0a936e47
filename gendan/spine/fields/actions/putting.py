"""What people and files fill in: checked field by field, kept in the history, unique where it has to be."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models.lookups import Exact, In
from django.utils.translation import gettext as _

from gendan.spine.access.queries import require, viewer_of
from gendan.spine.fields import queries, rules, values
from gendan.spine.fields.expressions import text_of
from gendan.spine.fields.models import OwnField, Type
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import ask, whole

Given = Mapping[str, Any]
Changes = dict[str, tuple[str | None, str | None]]
LOCK = "SELECT pg_advisory_xact_lock(hashtext('own field'), %s)"


@whole
def put(
    record: Any, given: Given, *, actor: Employee, now: datetime, new: bool = False, everything: bool = False,
    strict: bool = False,
) -> Any:
    """Put values into the company's own fields of a record, by their keys; returns the record with them.

    `new`: the record was made in this very transaction, so the right to make it is enough. `everything`: what must be
    filled in is missed also where it is not among `given`. `strict`: what is not asked for of this record is refused, not
    left out. ValidationError names fields as "own.key".
    """
    fields = {field.key: field for field in queries.fields_of(kind_of(record))}
    row = type(record)._base_manager.select_for_update(no_key=True, of=("self",)).get(pk=record.pk)
    if not new:
        require(actor, "edit", row)
    own = dict(row.own or {})
    if strict:
        _require_asked(fields, row, own, given)
    changes = _checked(fields, row, own, _uploaded(fields, row, given, actor, now), actor, everything)
    if not changes:
        return row
    row.own = record.own = {key: value for key, value in {**own, **_new(changes)}.items() if value is not None} or None
    _require_single(fields, changes, but=row)
    _save(row, fields, changes, now)
    data = {"changes": [{"field": fields[key].name, "old": old, "new": new} for key, (old, new) in changes.items()]}
    timeline.record("own.changed", row, actor=actor, at=now, data=data, system=True)
    return row


def _new(changes: Changes) -> dict[str, str | None]:
    return {key: new for key, (_old, new) in changes.items()}


def _uploaded(fields: Mapping[str, OwnField], row: Any, given: Given, actor: Employee, now: datetime) -> dict[str, Any]:
    """The values, with the files that came kept as attachments of the record."""
    found = dict(given)
    for key, value in given.items():
        if key in fields and fields[key].type == Type.FILE and hasattr(value, "read"):
            found[key] = timeline.keep_file(row, upload=value, uploader=actor, now=now).pk
    return found


def _checked(
    fields: Mapping[str, OwnField], row: Any, own: dict[str, str], given: Given, actor: Employee, everything: bool
) -> Changes:
    """key → (old, new) of what really changes; raises ValidationError by field."""
    errors: dict[str, Any] = {}
    found: dict[str, str | None] = {}
    for key, value in given.items():
        try:
            found[key] = values.stored(allowed(fields, key, actor), value, user=actor)
        except ValidationError as error:
            errors[f"own.{key}"] = error.messages
    after = {key: value for key, value in {**own, **found}.items() if value is not None}
    asked = rules.value_in(row, after)
    for key, field in fields.items():
        if not rules.is_asked(field, asked):
            found.pop(key, None)
        elif field.required and not {key, field.name} & {*after, *errors} and (everything or key in found):
            errors |= {field.name: _("This must be filled in.")} if queries.fills(actor, field) else {}
    if errors:
        raise ValidationError(errors)
    return {key: (own.get(key), new) for key, new in found.items() if own.get(key) != new}


def _require_asked(fields: Mapping[str, OwnField], row: Any, own: Mapping[str, str], given: Given) -> None:
    asked = rules.value_in(row, own)
    idle = [fields[key].name for key in given if key in fields and not rules.is_asked(fields[key], asked)]
    if idle:
        raise ValidationError(dict.fromkeys(idle, _("This is not asked for here.")))


def allowed(fields: Mapping[str, OwnField], key: str, actor: Employee) -> OwnField:
    field = fields.get(key)
    if field is None or not queries.sees(viewer_of(actor), field):
        raise ValidationError(_("There is no such field."))
    if not queries.fills(actor, field):
        raise ValidationError(_("Your roles do not fill in this field."))
    return field


def _require_single(fields: Mapping[str, OwnField], changes: Changes, *, but: Any) -> None:
    """Who fills in a unique field waits for others who do; each then sees what the other wrote."""
    unique = sorted((key for key, new in _new(changes).items() if new is not None and fields[key].unique))
    for key in unique:
        ask(LOCK, [fields[key].pk])
        rows = type(but)._base_manager.filter(Exact(text_of(fields[key]), changes[key][1])).exclude(pk=but.pk)
        if rows.exists():
            raise ValidationError({fields[key].name: _("Another record has this already.")})


def _save(row: Any, fields: Mapping[str, OwnField], changes: Changes, now: datetime) -> None:
    written = ["own"]
    if hasattr(row, "updated_at"):
        row.updated_at, written = now, [*written, "updated_at"]
    if hasattr(row, "revision"):
        row.revision, written = row.revision + 1, [*written, "revision"]
    try:
        with transaction.atomic():
            row.save(update_fields=written)
    except IntegrityError as error:
        key = next((key for key in changes if fields[key].unique and f"own_{fields[key].pk}_once" in str(error)), None)
        if key is None:
            raise
        raise ValidationError({fields[key].name: _("Another record has this already.")}) from error


@whole
def settle(record: Any, own: Mapping[str, str], *, actor: Employee, now: datetime) -> Any:
    """Set all own fields of a record to stored texts, as a merge has chosen them; kept in the history. Nobody's right is asked."""
    row = type(record)._base_manager.select_for_update(no_key=True, of=("self",)).get(pk=record.pk)
    before, after = row.own or {}, {key: value for key, value in own.items() if value is not None}
    keys = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    if not keys:
        return row
    fields = {field.key: field for field in OwnField.objects.filter(kind=kind_of(row), key__in=keys)}
    changes = {key: (before.get(key), after.get(key)) for key in keys if key in fields}
    _require_single(fields, changes, but=row)
    row.own = record.own = after or None
    _save(row, fields, changes, now)
    data = {"changes": [{"field": fields[key].name, "old": old, "new": new} for key, (old, new) in changes.items()]}
    timeline.record("own.changed", row, actor=actor, at=now, data=data, system=True)
    return row


@whole
def put_many(model: type[Any], rows: Sequence[tuple[int, Mapping[str, str]]]) -> None:
    """Put stored texts into many records in one statement: what imports have checked. Others wait at unique fields.

    ValidationError where a value of a unique field is somebody else's, or comes twice.
    """
    for field in queries.fields_of(kind_of(model)):
        if field.unique and any(field.key in own for _pk, own in rows):
            ask(LOCK, [field.pk])
            _require_others_differ(model, field, {pk: own[field.key] for pk, own in rows if field.key in own})
    _write(model, "jsonb_strip_nulls(coalesce({table}.own, '{{}}') || given.own)", rows)


@whole
def reset_many(model: type[Any], rows: Sequence[tuple[int, Mapping[str, str] | None]]) -> None:
    """Set all own fields of many records to what they held before."""
    _write(model, "nullif(given.own, 'null')", rows)


def _write(model: type[Any], value: str, rows: Sequence[tuple[int, Mapping[str, str] | None]]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"UPDATE {table} SET own = {value.format(table=table)} FROM unnest(%s::bigint[], %s::jsonb[]) AS given(id, own)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE {table}.id = given.id", [[pk for pk, _own in rows], [json.dumps(own) for _pk, own in rows]])


def _require_others_differ(model: type[Any], field: OwnField, given: Mapping[int, str]) -> None:
    others = model._base_manager.filter(In(text_of(field), list(given.values()))).exclude(pk__in=given)
    if len(set(given.values())) < len(given) or others.exists():
        raise ValidationError({field.name: _("Another record has this already.")})

"""The company's own fields in what goes in and out: by their keys under "own", documented like all others."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Field, Schema

from gendan.spine.fields import actions, queries, values
from gendan.spine.fields.conditions import condition
from gendan.spine.fields.models import PREFIX, OwnField, Type
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.whole import whole

R = TypeVar("R")
OF_KIND, FILTERED = "x-own-fields-of", "x-own-filters-of"
MEANINGS: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"type": "string"}, Type.NUMBER: {"type": "string", "format": "decimal"},
    Type.MONEY: {"type": "string", "format": "decimal"}, Type.DATE: {"type": "string", "format": "date"},
    Type.CHOICE: {"type": "string"}, Type.EMPLOYEE: {"type": "integer"}, Type.RECORD: {"type": "integer"},
    Type.FILE: {"type": "integer"},
}


def own_field(kind: str, *, given: bool = False) -> Any:
    """The member of a schema that carries the own fields of a kind; `given` on the way in."""
    found: Any = Field(None if given else {}, json_schema_extra={OF_KIND: kind})
    return found


class WithOwn(Schema):
    """An answer about a record with the own fields that the caller sees; null where nothing stands.

    The answer declares `own` with `own_field`, so that the document knows the kind.
    """

    @staticmethod
    def resolve_own(record: Any, context: Any) -> dict[str, Any]:
        """The values by their keys."""
        fields, own = queries.seen_by(context["request"].user, kind_of(record)), record.own or {}
        return {field.key: _plain(values.read(field, own.get(field.key))) for field in fields}


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


@whole
def saved(
    save: Callable[[], R], *, own: dict[str, Any] | None, actor: Employee, now: datetime, new: bool = False,
    complete: bool = False,
) -> R:
    """The module's action, and the own fields with it; both or neither. `complete` asks for all that is required."""
    record = save()
    if own is None and not (complete and queries.fields_of(kind_of(record))):  # type: ignore[arg-type]
        return record
    put: R = actions.put(record, own or {}, actor=actor, now=now, new=new, everything=complete)
    return put


def narrowed(rows: QuerySet[Any], request: Any) -> QuerySet[Any]:
    """The rows that match the conditions of the address, as ?own.tier=gold or ?own.seats=10..20."""
    for name in request.GET:
        if name.startswith(PREFIX):
            rows = rows.filter(_condition(rows.model, name, request))
    return rows


def _condition(model: Any, name: str, request: Any) -> Any:
    seen = {field.name: field for field in queries.seen_by(request.user, kind_of(model))}
    if name not in seen:
        raise ValidationError({name: _("There is no such field.")})
    try:
        return condition(seen[name], request.GET[name], user=request.user)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error


# -- the document ---------------------------------------------------------------------------------------------------


def document(schema: dict[str, Any]) -> dict[str, Any]:
    """Write the fields into the OpenAPI document, as far as everybody sees them."""
    for one in schema["components"]["schemas"].values():
        own = one.get("properties", {}).get("own", {})
        if OF_KIND in own:
            kind = own.pop(OF_KIND)
            one["properties"]["own"] = {"type": "object", "title": "Own", "properties": _properties(kind)}
    for methods in schema["paths"].values():
        for operation in methods.values():
            if FILTERED in operation:
                operation["parameters"] = [*operation.get("parameters", []), *_parameters(operation.pop(FILTERED))]
    return schema


def _open(kind: str) -> list[OwnField]:
    return [field for field in queries.fields_of(kind) if not field.view_roles]


def _properties(kind: str) -> dict[str, Any]:
    return {field.key: _meaning(field) for field in _open(kind)}


def _parameters(kind: str) -> list[dict[str, Any]]:
    return [{"in": "query", "name": field.name, "required": False, "schema": _meaning(field)} for field in _open(kind)]


def _meaning(field: OwnField) -> dict[str, Any]:
    words = {"title": field.title, **({"description": field.help} if field.help else {})}
    options = {"enum": [key for key, _label in field.offered]} if field.type == Type.CHOICE else {}
    return {**MEANINGS[Type(field.type)], **words, **options}

"""From what somebody gives to what is stored, and from there to what is computed with and what people read."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from gendan.spine.fields.models import NUMERIC, REFERRING, OwnField, Type
from gendan.spine.org.models import Employee
from gendan.spine.records import model_of
from gendan.spine.timeline.models import Attachment

LONGEST, LARGEST = 2000, Decimal(10) ** 15
PLACES = {Type.MONEY: Decimal("0.01"), Type.NUMBER: Decimal("0.000001")}
Names = Mapping[str, str]


def stored(field: OwnField, given: Any, *, user: Any) -> str | None:
    """The text that is stored for a value; None for nothing. ValidationError where it cannot stand in this field."""
    if given is None or given == "":
        return None
    return _STORED[Type(field.type)](field, given, user)


def _text(field: OwnField, given: Any, user: Any) -> str | None:  # noqa: ARG001
    text = str(given).replace("\x00", "").strip()
    if len(text) > LONGEST:
        raise ValidationError(_("At most %d characters.") % LONGEST)
    return text or None


def _number(field: OwnField, given: Any, user: Any) -> str:  # noqa: ARG001
    try:
        number = Decimal(str(given).replace(",", "").strip())
    except InvalidOperation as error:
        raise ValidationError(_("“%s” is not a number.") % given) from error
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValidationError(_("“%s” is not a number.") % given)
    exact = number.quantize(PLACES[Type(field.type)])
    return f"{exact:f}" if field.type == Type.MONEY else f"{exact.normalize() + 0:f}"


def _date(field: OwnField, given: Any, user: Any) -> str:  # noqa: ARG001
    try:
        return (given if isinstance(given, date) else date.fromisoformat(str(given).strip())).isoformat()[:10]
    except ValueError as error:
        raise ValidationError(_("“%s” is not a date.") % given) from error


def _choice(field: OwnField, given: Any, user: Any) -> str:  # noqa: ARG001
    """By key or by its words; one that is no longer offered may stay where it stands."""
    text = str(given).strip()
    keys = {label: key for key, label in field.labels.items()} | {key: key for key in field.labels}
    if text not in keys:
        raise ValidationError(_("“%s” is not one of the choices.") % text)
    return keys[text]


def _employee(field: OwnField, given: Any, user: Any) -> str:  # noqa: ARG001
    return _found(given, Employee.objects.all(), _("Nobody works here under this number."))


def _record(field: OwnField, given: Any, user: Any) -> str:
    return _found(given, model_of(field.target).objects.visible_to(user), _("You see no such record."))


def _file(field: OwnField, given: Any, user: Any) -> str:  # noqa: ARG001
    return _found(given, Attachment.objects.filter(kind=field.kind), _("There is no such file."))


def _found(given: Any, rows: Any, message: str) -> str:
    text = str(given.pk) if isinstance(given, Model) else str(given).strip()
    if not text.isdigit() or len(text) > 18 or not rows.filter(pk=int(text)).exists():
        raise ValidationError(message)
    return str(int(text))


_STORED: Mapping[Type, Callable[[OwnField, Any, Any], str | None]] = {
    Type.TEXT: _text, Type.NUMBER: _number, Type.MONEY: _number, Type.DATE: _date, Type.CHOICE: _choice,
    Type.EMPLOYEE: _employee, Type.RECORD: _record, Type.FILE: _file,
}


def read(field: OwnField, raw: str | None) -> Any:
    """The value to compute with: a number, a date, an id, or the text."""
    if raw is None:
        return None
    if field.type in NUMERIC:
        return Decimal(raw)
    if field.type == Type.DATE:
        return date.fromisoformat(raw)
    return int(raw) if field.type in REFERRING else raw


def names_of(field: OwnField, raws: Iterable[str | None]) -> Names:
    """The words of what these values refer to: people, records, files and options; one query at most."""
    if field.type == Type.CHOICE:
        return field.labels
    ids = {int(raw) for raw in raws if raw} if field.type in REFERRING else ()
    if not ids:
        return {}
    return {str(pk): _called(one) for pk, one in _referred(field)._base_manager.in_bulk(ids).items()}


def _referred(field: OwnField) -> type[Model]:
    if field.type == Type.EMPLOYEE:
        return Employee
    return Attachment if field.type == Type.FILE else model_of(field.target)


def _called(one: Any) -> str:
    return str(one.name) if isinstance(one, Attachment) else str(one)


def said(field: OwnField, raw: str | None, names: Names | None = None) -> str:
    """A value as people read it."""
    if raw is None:
        return ""
    known = names_of(field, [raw]) if names is None else names
    return known.get(raw, raw)

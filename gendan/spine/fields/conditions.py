"""A condition on a field as programs write it: a value, "none", or for numbers and days a range "10..20"."""

from typing import Any

from django.db.models import Q
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThanOrEqual

from gendan.spine.fields import values
from gendan.spine.fields.expressions import filled, matches
from gendan.spine.fields.models import NUMERIC, OwnField, Type

NOTHING = "none"


def condition(field: OwnField, text: str, *, user: Any) -> Q:
    """The rows that match; ValidationError for what cannot stand in the field."""
    if text in ("", NOTHING):
        return ~filled(field)
    low, dots, high = text.partition("..")
    if not dots or not (field.type in NUMERIC or field.type == Type.DATE):
        return matches(field, Exact, _bound(field, text, user))
    wanted = Q()
    for lookup, bound in ((GreaterThanOrEqual, low), (LessThanOrEqual, high)):
        if bound.strip():
            wanted &= matches(field, lookup, _bound(field, bound, user))
    return wanted


def _bound(field: OwnField, text: str, user: Any) -> Any:
    """The value as the column compares it: a number as such, everything else as it is stored."""
    raw = values.stored(field, text, user=user)
    return values.read(field, raw) if field.type in NUMERIC else raw

"""The values of a field as SQL: the same words in conditions, orders and indexes, so that each finds the other."""

from typing import Any

from django.db.models import DecimalField, F, Func, Q, TextField
from django.db.models.lookups import IsNull

from gendan.spine.fields.models import NUMERIC, OwnField


def text_of(field: OwnField) -> Func:
    """What stands in the field as text; the key is a literal, because the planner must see it."""
    return Func(F("own"), template=f"(%(expressions)s ->> '{field.key}')", output_field=TextField())


def value_of(field: OwnField) -> Func:
    """What stands in the field, in the form in which it is compared and sorted."""
    text = text_of(field)
    return Func(text, template="%(expressions)s::numeric", output_field=DecimalField()) if field.type in NUMERIC else text


def doubled(field: OwnField) -> Func:
    """The text with every character twice, in which words of two Chinese characters are found."""
    return Func(text_of(field), function="gendan_doubled", output_field=TextField())


def filled(field: OwnField) -> Q:
    """Something stands in the field."""
    return Q(IsNull(value_of(field), False))


def sql_of(field: OwnField) -> str:
    """`value_of` in an index."""
    text = f"(own ->> '{field.key}')"
    return f"({text}::numeric)" if field.type in NUMERIC else text


def matches(field: OwnField, lookup: Any, value: Any, *, on: Any = None) -> Q:
    """A comparison that is false, not unknown, where nothing stands in the field: so it may be turned round."""
    return Q(lookup(on if on is not None else value_of(field), value)) & filled(field)

"""When a field is asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from gendan.spine.fields.models import PREFIX, OwnField

Ask = Callable[[str], Any]


def is_asked(field: OwnField, value_of: Ask) -> bool:
    """Whether the condition of a field holds; `value_of` gives what stands in any other field of the record."""
    if not field.shown_field:
        return True
    value = value_of(field.shown_field)
    return plain(value) in field.shown_values


def plain(value: Any) -> str:
    """A value as conditions name it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "pk", value))


def value_in(record: Any, own: Mapping[str, str]) -> Ask:
    """What stands in a record's fields, with these values of the company's own ones."""

    def value_of(name: str) -> Any:
        return own.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else getattr(record, name, None)

    return value_of

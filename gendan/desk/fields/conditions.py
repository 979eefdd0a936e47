"""The conditions under which a field is asked for, in the words of the form."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from gendan.spine.fields import queries
from gendan.spine.fields.models import PREFIX, OwnField, Type
from gendan.spine.records import model_of


def fields(kind: str, *, but: OwnField | None) -> list[tuple[str, Any]]:
    """The fields on which another may depend: own choices, and the record's own choices and yes-or-no."""
    own = [
        (field.name, field.title) for field in queries.fields_of(kind)
        if field.type == Type.CHOICE and (but is None or field.pk != but.pk)
    ]
    columns = [
        (field.name, field.verbose_name) for field in model_of(kind)._meta.fields
        if field.editable and (field.choices or field.get_internal_type() == "BooleanField")
    ]
    return [("", pgettext_lazy("condition", "always")), *own, *columns]


def words_of(kind: str, name: str) -> dict[str, str]:
    """Stored value → words of a field on which another may depend."""
    if name.startswith(PREFIX):
        field = queries.field_of(kind, name.removeprefix(PREFIX))
        return field.labels if field else {}
    column: Any = model_of(kind)._meta.get_field(name)
    if column.choices:
        return {str(value): str(label) for value, label in column.flatchoices}
    return {"yes": pgettext("value", "yes"), "no": pgettext("value", "no")}


def said(kind: str, name: str, values: Sequence[str]) -> list[str]:
    """Stored values in words."""
    words = words_of(kind, name) if name else {}
    return [words.get(value, value) for value in values]


def stored(kind: str, name: str, lines: Sequence[str]) -> list[str]:
    """Words as stored values; ValidationError names what the field does not know."""
    if not name:
        return []
    known = {label: value for value, label in words_of(kind, name).items()}
    unknown = [line for line in lines if line not in known]
    if unknown:
        everything = "、".join(known)
        raise ValidationError(_("“%(value)s” is none of: %(all)s.") % {"value": unknown[0], "all": everything})
    return [known[line] for line in lines]

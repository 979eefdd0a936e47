"""The company's own fields on the form of a record: asked, checked and saved with the module's own ones."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine.fields import actions, queries, rules
from gendan.spine.fields.models import OwnField
from gendan.spine.records import kind_of, model_of
from gendan.ui.form.declare import Section
from gendan.ui.own.inputs import initial_of, input_of


def add_to(form: Any, *, kind: str, user: Any, record: Any = None) -> None:
    """Give a form the fields of this kind that the person may fill in."""
    own = (getattr(record, "own", None) or {}) if record is not None else {}
    fields = [field for field in queries.seen_by(user, kind) if field.on_form and queries.fills(user, field)]
    for field in fields:
        raw = own.get(field.key)
        made = input_of(field, user=user, raw=raw)
        if field.shown_field:
            made.widget.attrs |= {"data-asked-by": field.shown_field, "data-asked-at": json.dumps(field.shown_values)}
        form.fields[field.name] = made
        if raw is not None:
            form.initial[field.name] = initial_of(field, raw)
    form.own_fields, form.own_record = fields, record


def sections_of(form: Any) -> list[Section]:
    """The headings under which they stand, in the order of their first fields."""
    found: dict[str, list[str]] = {}
    for field in own_fields(form):
        found.setdefault(field.section or _("More about it"), []).append(field.name)
    return [Section(title=title, fields=tuple(names)) for title, names in found.items()]


def own_fields(form: Any) -> Iterable[OwnField]:
    return getattr(form, "own_fields", ())


def is_whole(form: Any) -> bool:
    """Whether what must be filled in under a condition is; the form says what is not."""
    for field in own_fields(form):
        missing = field.name not in form.errors and form.cleaned_data.get(field.name) in (None, "")
        if missing and field.required and field.shown_field and rules.is_asked(field, partial(_value_in, form)):
            form.add_error(field.name, _("This must be filled in."))
    return not form.errors


def _value_in(form: Any, name: str) -> Any:
    """What the form says of a field, else what the record holds."""
    if name in form.cleaned_data:
        return form.cleaned_data[name]
    if name in form.fields or form.own_record is None:
        return None
    own = form.own_record.own or {}
    return rules.value_in(form.own_record, own)(name)


def save(form: Any, record: Any, *, actor: Any, now: datetime) -> None:
    """Put what was typed into the record that the module's action has just written."""
    given = {field.key: form.cleaned_data.get(field.name) for field in own_fields(form) if _was_given(form, field)}
    if given or any(field.required for field in own_fields(form)):
        actions.put(record, given, actor=actor, now=now, new=form.own_record is None)


def _was_given(form: Any, field: OwnField) -> bool:
    """A file stays where none was sent; everything else was in the form."""
    value = form.cleaned_data.get(field.name)
    if value is False:
        form.cleaned_data[field.name] = None
        return True
    return field.type != "file" or hasattr(value, "read")


def current_of(form: Any) -> dict[str, Any]:
    """What stands in the record's own fields now, for the comparison of two people at once."""
    if not own_fields(form) or form.own_record is None:
        return {}
    row = model_of(kind_of(form.own_record))._base_manager.filter(pk=form.own_record.pk).first()
    own = (row.own or {}) if row else {}
    return {field.name: initial_of(field, own.get(field.key)) for field in own_fields(form)}


"""One of the company's own fields filled in on many records: every rule asked, then one statement and one COPY of the story."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from gendan.spine.access.queries import require
from gendan.spine.access.visibility import has_field
from gendan.spine.fields import queries, rules, values
from gendan.spine.fields.actions.putting import allowed
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

Refused = dict[int, Refusal | ValidationError]


@whole
def fill_many(model: type[Any], ids: Iterable[int], *, key: str, value: Any, actor: Employee, now: datetime) -> Refused:
    """As `put` of one value, strictly, for each record; says which were refused and why. Unique fields are not filled so."""
    field = allowed({one.key: one for one in queries.fields_of(kind_of(model))}, key, actor)
    if field.unique:
        raise ValidationError({field.name: _("Another record has this already.")})
    new, wanted = values.stored(field, value, user=actor), list(ids)
    rows = list(model._base_manager.select_for_update(no_key=True, of=("self",)).filter(pk__in=wanted).order_by("pk"))
    mine = set(model.objects.visible_to(actor, "edit").filter(pk__in=wanted).values_list("pk", flat=True))
    refused: Refused = {}
    for row in rows:
        try:
            if row.pk not in mine:
                require(actor, "edit", row)
            if not rules.is_asked(field, rules.value_in(row, row.own or {})):
                raise ValidationError(_("This is not asked for here."))
            if new is None and field.required:
                raise ValidationError(_("This must be filled in."))
        except (Refusal, ValidationError) as error:
            refused[row.pk] = error
    changed = [row for row in rows if row.pk not in refused and (row.own or {}).get(key) != new]
    _write(model, [row.pk for row in changed], {key: new}, now)
    timeline.record_many("own.changed", changed, actor=actor, at=now, system=True, data=lambda row: {
        "changes": [{"field": field.name, "old": (row.own or {}).get(key), "new": new}],
    })
    return refused


def _write(model: type[Any], ids: list[int], own: dict[str, str | None], now: datetime) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ["own = NULLIF(jsonb_strip_nulls(coalesce(own, '{}') || %s::jsonb), '{}')"]
    given: list[Any] = [json.dumps(own)]
    if has_field(model, "updated_at"):
        columns, given = [*columns, "updated_at = %s"], [*given, now]
    if has_field(model, "revision"):
        columns.append("revision = revision + 1")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {', '.join(columns)} WHERE id = ANY(%s)", [*given, ids])  # noqa: S608

"""The company's own fields on the page of a record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gendan.spine.access.queries import may
from gendan.spine.fields import queries, rules, values
from gendan.spine.fields.models import NUMERIC, OwnField, Type
from gendan.spine.records import kind_of
from gendan.ui import formats
from gendan.ui.detail.declare import Card
from gendan.ui.listing.filters import Asked
from gendan.ui.own.inputs import address_of


@dataclass(frozen=True, slots=True)
class Line:
    """One field with what stands in it, and where that leads."""

    title: str
    text: str
    url: str = ""


def card_of(record: Any, asked: Asked) -> Card | None:
    """The card; None where the company has added nothing that this person sees here."""
    if not hasattr(record, "own"):
        return None
    fields = [field for field in queries.seen_by(asked.user, kind_of(record)) if field.on_card]
    return Card(template="ui/own/card.html", context=context) if fields else None


def context(record: Any, asked: Asked) -> dict[str, Any]:
    """The fields under their headings, as far as they are asked for here."""
    found: dict[str, list[Line]] = {}
    own = record.own or {}
    for field in queries.seen_by(asked.user, kind_of(record)):
        if field.on_card and (field.key in own or rules.is_asked(field, rules.value_in(record, own))):
            found.setdefault(field.section, []).append(line(field, own.get(field.key)))
    return {"own_parts": list(found.items()), "own_may_edit": bool(may(asked.user, "edit", record))}


def line(field: OwnField, raw: str | None) -> Line:
    """A value as the page writes it."""
    if raw is not None and field.type in NUMERIC:
        return Line(field.title, formats.amount(values.read(field, raw)))
    return Line(field.title, values.said(field, raw), address_of(field, raw) if field.type != Type.TEXT else "")


def lines(record: Any, user: Any) -> Iterator[Line]:
    """All fields that hold something, for papers and exports of one record."""
    own = record.own or {}
    for field in queries.seen_by(user, kind_of(record)):
        if field.key in own:
            yield line(field, own[field.key])

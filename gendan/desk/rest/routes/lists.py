"""Every list over REST as its page shows it: views, conditions with their brackets, order, groups, and pages by key."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from gendan.ui.listing import saved
from gendan.ui.listing.declare import listing_of, listings, value_of
from gendan.ui.listing.export import value_in
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.grouping import groupings
from gendan.ui.listing.sheet import Sheet

router = Router(tags=["lists"])
ASKED = {
    "view": "a view by its key; without it, only what the address itself asks", "q": "text to find", "sort": "an order by its key",
    "cols": "columns by their keys, parted by points", "either": "1: any condition holds, or a whole bracket",
    "group": "the column by which rows are grouped", "of": "one group, as /groups names it", "after": "`next` of the last page",
}
PARAMETERS: dict[str, Any] = {"parameters": [
    {"in": "query", "name": name, "required": False, "description": words, "schema": {"type": "string"}} for name, words in ASKED.items()
]}


class Named(Schema):
    """Something by its key, with its words."""

    key: str
    title: str


class FilterOut(Named):
    """A condition; `options` are the values that it offers by themselves."""

    options: list[Named]


class ListOut(Named):
    """What an address of the list may ask for: f.key=value, n.key=value for “is not”, f1.key=value within a bracket."""

    kind: str
    columns: list[Named]
    filters: list[FilterOut]
    orders: list[Named]
    groups: list[Named]
    views: list[Named]


class RowOut(Schema):
    """A row with the columns that the view shows."""

    id: int
    title: str
    next_due_at: datetime | None = None
    next_title: str = ""
    cells: dict[str, Any]


class RowPage(Schema):
    """A page of rows; `after` of the next one, and how many match: beyond a thousand nobody counts."""

    items: list[RowOut]
    next: str
    total: int
    is_capped: bool


class GroupOut(Schema):
    """A group: `at` names it in `of=`; sums are null where not all rows were read."""

    at: str
    title: str
    number: int
    words: str
    sums: dict[str, Decimal | None]


def _sheet(request: Any, key: str) -> Sheet:
    try:
        listing = listing_of(key)
    except KeyError as error:
        raise Http404(key) from error
    data = request.GET.copy()
    if "view" not in data:
        data["edited"] = "1"
    sheet = Sheet(listing, data=data, asked=Asked(request.user, timezone.now()))
    folded = replace(sheet.address.shape, unfolded=False)
    sheet.address = sheet.address._replace(open=(), shape=folded)
    return sheet


@router.get("", response=list[Named], summary="The lists that there are")
def lists(request: Any) -> Any:
    return [{"key": one.key, "title": str(one.title)} for one in listings()]


@router.get("/{key}", response=ListOut, summary="What a list can be asked")
def one_list(request: Any, key: str) -> Any:
    sheet = _sheet(request, key)
    listing = sheet.listing
    kept = [{"key": saved.key_of(one), "title": one.name} for one in sheet.saved_views]
    return {
        "key": key, "title": str(listing.title), "kind": listing.kind, "columns": _named(listing.columns),
        "filters": [{**_name(one), "options": _options(one, sheet.asked)} for one in listing.filters],
        "orders": _named(listing.orders), "views": [*_named(listing.views), *kept],
        "groups": _named(one.column for one in groupings(listing).values()),
    }


@router.get("/{key}/rows", response=RowPage, summary="Rows of a view, or of conditions of your own; also of one group",
            openapi_extra=PARAMETERS)
def rows(request: Any, key: str) -> Any:
    sheet = _sheet(request, key)
    _require_readable(sheet)
    if sheet.grouping and not sheet.address.of:
        raise ValidationError({"of": _("Which group? See /groups.")})
    return {
        "items": [_row(sheet, one) for one in sheet.page.rows], "next": sheet.page.next, "total": sheet.total,
        "is_capped": sheet.is_capped,
    }


@router.get("/{key}/groups", response=list[GroupOut], summary="The groups of a list with numbers and sums",
            openapi_extra=PARAMETERS)
def groups(request: Any, key: str) -> Any:
    sheet = _sheet(request, key)
    _require_readable(sheet)
    if sheet.groups is None:
        raise ValidationError({"group": _("By what shall the rows be grouped?")})
    keys = [column.key for column in sheet.columns]
    return [
        {"at": one.at, "title": one.title, "number": one.number, "words": one.words,
         "sums": {name: amount for name, amount, column in zip(keys, one.sums, sheet.columns, strict=True) if column.total}}
        for one in sheet.groups.all
    ]


def _require_readable(sheet: Sheet) -> None:
    """A page leaves out what it cannot read, and says so; a program gets no rows that it did not ask for."""
    known = {item.name for item in sheet.address.shape.conditions}
    strange = [name for name in sheet.data if name[:1] in "fn" and "." in name[1:3] and name not in known]
    problems = [*(_("There is no such field.") + f" ({name})" for name in strange), *sheet.problems]
    if problems:
        raise ValidationError(problems)


def _row(sheet: Sheet, record: Any) -> dict[str, Any]:
    lead = sheet.listing.lead
    step = {"next_due_at": record.next_due_at, "next_title": record.next_title or ""} if sheet.listing.next_step else {}
    cells = {column.key: _plain(value_in(record, column, sheet.pen)) for column in sheet.filled_columns}
    return {"id": record.pk, "title": str(value_of(record, lead.full or lead.value) or ""), **step, "cells": cells}


def _plain(value: Any) -> Any:
    """What JSON can carry; people, departments and records by their names."""
    if value is None or isinstance(value, bool | int | float | str | datetime):
        return value
    if isinstance(value, list | tuple) and not hasattr(value, "pk"):
        return [str(one) for one in value]
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _name(one: Any) -> dict[str, str]:
    return {"key": one.key, "title": str(one.title)}


def _named(found: Any) -> list[dict[str, str]]:
    return [_name(one) for one in found]


def _options(one: Any, asked: Asked) -> list[dict[str, str]]:
    return [{"key": key, "title": str(label)} for key, label in one.options(asked)]

"""The company's own fields in a list: a column, a condition, and the orders that its index serves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q
from django.db.models.lookups import Contains as Containing
from django.db.models.lookups import GreaterThanOrEqual, IContains, In, LessThan, LessThanOrEqual
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gendan.spine.fields import expressions, queries, values
from gendan.spine.fields.models import NUMERIC, OwnField, Type
from gendan.spine.records import model_of
from gendan.ui.listing import search
from gendan.ui.listing.declare import Column, Format, Listing, Order, listings
from gendan.ui.listing.filters import Asked, Contains, Dates, Filter, Numbers, Option, Person, YesNo
from gendan.ui.own import many
from gendan.ui.own.inputs import address_of

FORMATS = {Type.NUMBER: (Format.NUMBER, 96), Type.MONEY: (Format.AMOUNT, 110), Type.DATE: (Format.DATE, 96)}
SORTED = frozenset({Type.TEXT, Type.DATE, *NUMERIC})
LOOKUPS = {"gte": GreaterThanOrEqual, "lte": LessThanOrEqual, "lt": LessThan}
GROUPED = frozenset({Type.CHOICE, Type.EMPLOYEE, Type.RECORD})
NOTHING = "none"
FOUND = 1000


def whole(listing: Listing, user: Any) -> Listing:
    """The list with the fields that this person sees; the same object as long as these stay the same."""
    fields = queries.seen_by(user, listing.kind)
    if not fields:
        return listing
    stamp = tuple((field.revision, field.index_state) for field in fields)
    filled = frozenset(field.key for field in fields if field.type != Type.FILE and queries.fills(user, field))
    return _whole(listing, fields, filled, stamp, get_language() or "")


@lru_cache(maxsize=256)
def _whole(listing: Listing, fields: queries.Fields, filled: frozenset[str], stamp: Any, language: str) -> Listing:  # noqa: ARG001
    columns = (replace(column_of(field), edit=field.name if field.key in filled else "") for field in fields)
    together = any(field.key in filled and not field.unique for field in fields)
    return replace(
        listing, bulk=(*listing.bulk, many.filling(listing.kind)) if together else listing.bulk,
        columns=(*listing.columns, *columns), filters=(*listing.filters, *map(filter_of, fields)),
        orders=(*listing.orders, *(order for field in fields for order in orders_of(field))),
    )


# -- columns and orders -----------------------------------------------------------------------------------------


def column_of(field: OwnField) -> Column:
    """The column; its words are looked up for a whole page at once."""
    written, width = FORMATS.get(Type(field.type), (Format.TEXT, 120))
    first = next((order.key for order in orders_of(field)), "")
    url = partial(_address, field) if field.type in (Type.RECORD, Type.FILE) else None
    return Column(
        key=field.column, title=field.title, value=field.name, format=Format.LINK if url else written, width=width,
        default=field.on_list, order=first, total=field.type == Type.MONEY, words=partial(_words, field), url=url,
        board=field.on_board, source=expressions.value_of(field), grouped=field.name if field.type in GROUPED else "",
    )


def _words(field: OwnField, raws: list[Any]) -> Callable[[Any], Any]:
    """What is shown for a stored value: numbers and dates as such, so that they are sorted and summed in a sheet too."""
    if field.type in NUMERIC or field.type == Type.DATE:
        return partial(values.read, field)
    return partial(values.said, field, names=values.names_of(field, raws))


def _address(field: OwnField, row: Any) -> str:
    return address_of(field, (row.own or {}).get(field.key))


def orders_of(field: OwnField) -> Iterator[Order]:
    """Both ways, where an index serves them; numbers begin with the highest."""
    if not field.indexed or field.type not in SORTED:
        return
    ways = ("desc", "asc") if field.type in NUMERIC else ("asc", "desc")
    titles = {"asc": _("%s, lowest first"), "desc": _("%s, highest first")}
    for way in ways:
        yield Order(
            key=f"{field.column}-{way}", title=titles[way] % field.title, fields=((field.name, way),), nulls=True, thin=True,
            source=expressions.value_of(field),
        )


# -- conditions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Own(Filter):
    """A condition on a field of the company's own."""

    own: OwnField

    def empty(self) -> Q:
        return ~expressions.filled(self.own)

    def matching(self, lookup: Any, value: Any, *, on: Any = None) -> Q:
        """The field holds something for which the comparison is true."""
        return expressions.matches(self.own, lookup, value, on=on)


@dataclass(frozen=True, kw_only=True)
class OwnChoice(Own):
    """One or several options, or nothing."""

    def options(self, asked: Asked) -> list[Option]:
        closed = [(one["key"], one["label"]) for one in self.own.options if one.get("closed")]
        return [*self.own.offered, *closed, (NOTHING, _("nothing"))]

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        unknown = set(values) - {value for value, _label in self.options(asked)}
        if unknown:
            raise ValidationError(_("“%s” is not one of the choices.") % "、".join(sorted(unknown)))
        chosen = [value for value in values if value != NOTHING]
        wanted = self.matching(In, chosen) if chosen else Q(pk__in=[])
        return wanted | self.empty() if NOTHING in values else wanted


@dataclass(frozen=True, kw_only=True)
class OwnPerson(Own, Person):
    """An employee."""

    def among(self, ids: list[int]) -> Q:
        return self.matching(In, list(map(str, ids)))


@dataclass(frozen=True, kw_only=True)
class OwnDates(Own, Dates):
    """A range of days; they are stored as texts that sort as days."""

    def within(self, model: type[Model], bounds: dict[str, date]) -> Q:  # noqa: ARG002
        wanted = Q()
        for word, day in bounds.items():
            wanted &= self.matching(LOOKUPS[word], day.isoformat())
        return wanted


@dataclass(frozen=True, kw_only=True)
class OwnNumbers(Own, Numbers):
    """A range of numbers."""

    def within(self, bounds: dict[str, Decimal]) -> Q:
        wanted = Q()
        for word, number in bounds.items():
            wanted &= self.matching(LOOKUPS[word], number)
        return wanted


@dataclass(frozen=True, kw_only=True)
class OwnText(Own, Contains):
    """A text inside the field, found by its index; signs alone are looked for one by one.

    Where it is found in few rows these are read before, once for a page: see `search`.
    """

    def holding(self, text: str, asked: Asked) -> Q:
        needle = search.doubled(text)
        if not needle:
            return self.matching(IContains, text)
        wanted = self.matching(Containing, needle, on=expressions.doubled(self.own))
        if not self.own.indexed:
            return wanted
        ids = asked.once((self.key, needle), lambda: self._first(wanted))
        return Q(search.among(ids)) if len(ids) <= FOUND else wanted

    def _first(self, wanted: Q) -> list[int]:
        rows = model_of(self.own.kind)._base_manager.filter(wanted)
        return list(rows.order_by().values_list("pk", flat=True)[: FOUND + 1])


@dataclass(frozen=True, kw_only=True)
class OwnRecord(Own, Contains):
    """A record in whose name the text is found, among those that the person sees."""

    def holding(self, text: str, asked: Asked) -> Q:
        found = found_records(self.own.target, text, user=asked.user).values_list("pk", flat=True)[:FOUND]
        ids = [str(pk) for pk in found]
        return self.matching(In, ids) if ids else Q(pk__in=[])


@dataclass(frozen=True, kw_only=True)
class OwnFile(Own, YesNo):
    """Whether there is a file."""

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        super().condition(values, asked, model)
        return Q() if len(set(values)) == 2 else expressions.filled(self.own) if "yes" in values else self.empty()


FILTERS: dict[Type, type[Own]] = {
    Type.TEXT: OwnText, Type.NUMBER: OwnNumbers, Type.MONEY: OwnNumbers, Type.DATE: OwnDates, Type.CHOICE: OwnChoice,
    Type.EMPLOYEE: OwnPerson, Type.RECORD: OwnRecord, Type.FILE: OwnFile,
}


def filter_of(field: OwnField) -> Own:
    """The condition that suits the type."""
    return FILTERS[Type(field.type)](key=field.column, title=field.title, field=field.name, own=field)


def found_records(kind: str, text: str, *, user: Any) -> Any:
    """The records of a kind that this person sees and in whose name the text is found; the list of the kind knows how."""
    listing = next(one for one in listings() if one.kind == kind)
    return listing.visible(user).filter(search.matching(listing, text)).order_by(F("pk").desc())

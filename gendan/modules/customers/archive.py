"""How complete a customer's archive is, and what it still lacks (F01.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Contact, Customer


@dataclass(frozen=True, slots=True)
class Item:
    """Something an archive should have; `fields` are looked at in turn, one of them is enough."""

    key: str
    label: Any
    weight: int
    fields: tuple[str, ...]
    of_contact: bool = False


def filled(value: Any) -> bool:
    """Whether a value says something; zero does."""
    return value not in (None, "", [])


@dataclass(frozen=True, slots=True)
class Completeness:
    """A percentage, and what is missing, the weightiest first."""

    percent: int
    missing: tuple[Item, ...]


# The fields of F01; family is left out: personal data without a purpose is not asked for (U12).
ITEMS = (
    Item("name", _("company name"), 10, ("name",)),
    Item("head", _("responsible person"), 10, ("name",), of_contact=True),
    Item("position", _("position"), 6, ("position",), of_contact=True),
    Item("telephone", _("telephone"), 8, ("phone",)),
    Item("mobile", _("mobile"), 10, ("mobile",), of_contact=True),
    Item("email", _("e-mail"), 6, ("email",)),
    Item("address", _("address"), 8, ("address",)),
    Item("website", _("website"), 4, ("website",)),
    Item("region", _("region"), 4, ("province", "city")),
    Item("industry", _("industry"), 4, ("industry",)),
    Item("credit_code", _("unified social credit code"), 4, ("credit_code",)),
    Item("source", _("source"), 4, ("source",)),
    Item("situation", _("situation"), 8, ("situation",)),
    Item("analysis", _("analysis of the situation"), 7, ("analysis",)),
    Item("rating", _("rating"), 7, ("rating", "abc")),
)
_WHOLE = sum(item.weight for item in ITEMS)
_PLAIN_OR_CONTACT = {"telephone": "phone", "mobile": "mobile", "email": "email"}


def _holds(item: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of the customer and those of a contact that show the item; a number counts wherever it stands."""
    own, theirs = ((), item.fields) if item.of_contact else (item.fields, ())
    also = (_PLAIN_OR_CONTACT[item.key],) if item.key in _PLAIN_OR_CONTACT else ()
    return (*own, *also), (*theirs, *also)


_HELD_BY = {item.key: _holds(item) for item in ITEMS}


def _held(item: Item, customer: Customer, contacts: Sequence[Contact]) -> bool:
    own, theirs = _HELD_BY[item.key]
    for name in own:
        if filled(getattr(customer, name)):
            return True
    return any(filled(getattr(contact, name)) for contact in contacts for name in theirs)


def percent(customer: Customer, *, contacts: Sequence[Contact]) -> int:
    """The weights of what is there, in percent."""
    return round(100 * sum(item.weight for item in ITEMS if _held(item, customer, contacts)) / _WHOLE)


def completeness(customer: Customer, *, contacts: Sequence[Contact]) -> Completeness:
    """The percentage with what is missing."""
    missing = [item for item in ITEMS if not _held(item, customer, contacts)]
    return Completeness(percent(customer, contacts=contacts), tuple(sorted(missing, key=lambda item: -item.weight)))

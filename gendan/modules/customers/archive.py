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

    def held(self, customer: Customer, contacts: Sequence[Contact]) -> bool:
        """Whether the customer, or one of its contacts, has it."""
        holders: Sequence[Any] = contacts if self.of_contact else (customer,)
        return any(filled(getattr(holder, name)) for holder in holders for name in self.fields)


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


def _held(item: Item, customer: Customer, contacts: Sequence[Contact]) -> bool:
    """A number counts wherever it stands: with the company or with a person."""
    if item.held(customer, contacts):
        return True
    name = _PLAIN_OR_CONTACT.get(item.key)
    return name is not None and any(filled(getattr(holder, name)) for holder in (customer, *contacts))


def completeness(customer: Customer, *, contacts: Sequence[Contact]) -> Completeness:
    """The weights of what is there, in percent."""
    missing = [item for item in ITEMS if not _held(item, customer, contacts)]
    there = _WHOLE - sum(item.weight for item in missing)
    return Completeness(round(100 * there / _WHOLE), tuple(sorted(missing, key=lambda item: -item.weight)))

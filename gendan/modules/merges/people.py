"""The people of customers side by side: which are the same person, and which of their values count."""

from collections.abc import Mapping, Sequence, Set
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.customers.access import CONTACT, KIND
from gendan.modules.customers.detail import spoken
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.names import phone_key
from gendan.modules.merges.comparing import Line, SideBySide
from gendan.modules.merges.moving import Joined
from gendan.spine.access.queries import masked
from gendan.spine.fields import queries as fields
from gendan.spine.fields import values
from gendan.spine.persons.queries import hidden_fields

NOT_CHOSEN = ("id", "customer", "is_main", "is_active", "own")
FIELDS = tuple(one.name for one in Contact._meta.concrete_fields if one.editable and one.name not in NOT_CHOSEN)
WHY = {"mobile": gettext_lazy("same mobile"), "email": gettext_lazy("same e-mail"), "name": pgettext_lazy("person", "same name")}


class Person(SideBySide):
    """Contacts of different customers that seem to be one person, that of the survivor first."""

    def __init__(self, contacts: Sequence[Contact], reasons: Set[str], *, viewer: Any, given: Mapping[str, str]) -> None:
        self.key, self.reasons = f"p.{contacts[0].pk}", [WHY[one] for one in WHY if one in reasons]
        super().__init__(contacts, viewer=viewer, given=given, prefix=f"p.{contacts[0].pk}.")
        mobiles = {phone_key(one.mobile) for one in contacts if one.mobile}
        likely = reasons - {"name"} if len({one.name for one in contacts}) > 1 else len(mobiles) < 2 or "email" in reasons
        self.is_one = given.get(self.key, "one" if likely else "both") == "one"

    @property
    def lines(self) -> list[Line]:
        """The fields in which they differ, as far as the person who merges sees them."""
        hidden = hidden_fields(Contact)
        seen = [name for name in FIELDS if name not in hidden and not masked(self.viewer, KIND, name)]
        own = [(one.name, one.title, partial(_own_said, one)) for one in fields.seen_by(self.viewer, CONTACT)]
        return self.differing((*((name, _label(name), partial(spoken, name=name)) for name in seen), *own))

    @property
    def joined(self) -> Joined:
        """What the one person will be; what cannot be seen here is that of the first who has it."""
        shown = {line.field for line in self.lines}
        chosen = {name: self.chosen(name) if name in shown else self.first(name) for name in FIELDS}
        unique = {one.key for one in fields.fields_of(CONTACT) if one.unique}
        keys = {key for one in self.records for key in one.own or {}}
        own = {key: _own_of(self, key, f"own.{key}" in shown) for key in keys - unique}
        kept = {key: text for key, text in (self.records[0].own or {}).items() if key in unique}
        values = {name: getattr(one, name) for name, one in chosen.items()}
        return Joined(self.records[0].pk, tuple(one.pk for one in self.records[1:]), values, {**own, **kept})


def _own_of(person: Person, key: str, shown: bool) -> str:
    one = person.chosen(f"own.{key}") if shown else person.first(f"own.{key}")
    return str((one.own or {}).get(key, ""))


def _own_said(own: Any, one: Contact) -> str:
    return values.said(own, (one.own or {}).get(own.key))


def _label(name: str) -> Any:
    return getattr(Contact._meta.get_field(name), "verbose_name", name)


def people_of(customers: Sequence[Customer], *, viewer: Any, given: Mapping[str, str]) -> list[Person]:
    """The people of these customers who seem to be the same, each with contacts of two customers at least."""
    place = {one.pk: number for number, one in enumerate(customers)}
    rows = sorted(Contact.objects.filter(customer__in=customers, erased_at=None).select_related("customer"), key=lambda one: (place[one.customer_id], not one.is_active, one.pk))
    found: list[tuple[list[Contact], set[str]]] = []
    for row in rows:
        for group, reasons in found:
            if all(one.customer_id != row.customer_id for one in group) and (why := {key for one in group for key in _alike(one, row)}):
                group.append(row)
                reasons |= why
                break
        else:
            found.append(([row], set()))
    return [Person(group, reasons, viewer=viewer, given=given) for group, reasons in found if len(group) > 1]


def _alike(one: Contact, other: Contact) -> set[str]:
    same = {"mobile": phone_key(one.mobile) == phone_key(other.mobile), "email": one.email.lower() == other.email.lower(), "name": one.name == other.name}
    return {key for key, is_same in same.items() if is_same and getattr(one, key)}


def joined_from(customers: Sequence[Customer], wanted: Sequence[tuple[Sequence[int], Mapping[str, int]]], *, viewer: Any) -> list[Joined]:
    """The people that a program names as one: the ids of their contacts, and by field whose value counts."""
    place = {one.pk: number for number, one in enumerate(customers)}
    known = Contact.objects.filter(customer__in=customers, erased_at=None).in_bulk([pk for ids, _take in wanted for pk in ids])
    people = []
    for ids, take in wanted:
        if len(set(ids)) < 2 or any(pk not in known for pk in ids):
            raise ValidationError({"people": _("Name two contacts or more of these customers.")})
        group = sorted((known[pk] for pk in set(ids)), key=lambda one: place[one.customer_id])
        given = {f"p.{group[0].pk}.{name}": str(pk) for name, pk in take.items()}
        people.append(Person(group, set(), viewer=viewer, given=given).joined)
    return people

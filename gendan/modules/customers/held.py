"""What customers hold on a person, in groups with their purpose (U12): the contact, consents, and a consumer's own record."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers import actions, names, written
from gendan.modules.customers.access import CONTACT, KIND
from gendan.modules.customers.models import Consent, Contact, Customer, Nature
from gendan.spine.fields import values
from gendan.spine.fields.queries import fields_of
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Group, Holding, Person
from gendan.spine.persons.scrubbing import words_of
from gendan.spine.persons.words import Basis
from gendan.spine.procedures import engine

GROUPS = (
    Group(
        key="identity", title=gettext_lazy("Name and position"), months=60,
        purpose=gettext_lazy("to know whom one deals with at the customer"),
    ),
    Group(
        key="ways", title=gettext_lazy("Ways to reach the person"), months=60,
        purpose=gettext_lazy("to reach the person about the business"),
    ),
    Group(
        key="part", title=gettext_lazy("Part in the purchase, and notes"),
        purpose=gettext_lazy("to prepare talks and to make a fitting offer"),
    ),
    Group(
        key="birthday", title=gettext_lazy("Birthday and own anniversaries"), basis=Basis.CONSENT, sensitive=True,
        purpose=gettext_lazy("to congratulate"),
    ),
    Group(
        key="tastes", title=gettext_lazy("Hobbies and gift preferences"), basis=Basis.CONSENT,
        purpose=gettext_lazy("to choose a small present that suits"),
    ),
    Group(
        key="proof", title=gettext_lazy("Proof of consent"), basis=Basis.DUTY,
        purpose=gettext_lazy("to be able to show that what was done was allowed"),
    ),
)
WAYS = ("mobile", "phone", "email", "wechat", "qq", "other_chat")
PART = ("decides", "path_to_decision", "motive", "style", "note")

#: What people wrote about the customer itself; the rest are its own name, numbers and keys.
NOTES = tuple(name for name in written.texts_of(Customer) if Customer._meta.get_field(name).editable)  # type: ignore[union-attr]

_doubles: list[Callable[[int], Iterable[int]]] = []


def register() -> None:
    """Declare the groups, how a contact is a person, and what is held; the contact itself comes last."""
    persons.register_group(*GROUPS)
    persons.register_person(CONTACT, describe)
    persons.register(
        *written.holdings(),
        Holding(key="customers.written", group="part", title=gettext_lazy("Notes about the customer"), rows=_customer, texts=NOTES),
        Holding(
            key="customers.consent", group="proof", title=gettext_lazy("Consents and withdrawals"), rows=_consents, texts=("how",),
            fields=("given", "way", "how", "at"), says=lambda row: str(said(row.channel)),
        ),
        Holding(
            key="customers.customer:identity", group="identity", title=gettext_lazy("The consumer's own record"), rows=_consumer,
            fields=("name", "address", "phone", "mobile", "email", "fax"), after=_rename,
            change={"name": _mask, "short_name": _mask, "address": "", "phone": "", "mobile": "", "email": "", "fax": ""},
        ),
        _of_contact("part", PART, {"decides": None}),
        Holding(
            key="customers.contact:own", group="part", title=gettext_lazy("Fields of the company's own"), rows=_of_own, change={"own": None},
            says=lambda row: "；".join(f"{one.title}: {values.said(one, row.own.get(one.key))}" for one in fields_of(CONTACT) if one.key in (row.own or {})),
        ),
        _of_contact("birthday", ("birthday", "birthday_is_lunar"), {"birthday": None, "birthday_is_lunar": False}),
        _of_contact("tastes", ("hobbies", "gift_preferences"), {}),
        _of_contact("ways", WAYS, {}, after=_derive),
        _of_contact("identity", ("name", "form_of_address", "position", "department_name"), {"name": _mask, "initials": ""}),
    )


def register_doubles(find: Callable[[int], Iterable[int]]) -> None:
    """Modules above know under which other contacts the same person stands: what is held there is held on him too."""
    _doubles.append(find)


def _contacts(person: Person) -> QuerySet[Contact]:
    return Contact.objects.filter(pk__in=[person.id, *(pk for find in _doubles for pk in find(person.id))])


def _of_own(person: Person) -> QuerySet[Contact]:
    return _contacts(person).exclude(own=None)


def _of_contact(group: str, names: tuple[str, ...], change: dict[str, Any], **more: Any) -> Holding:
    return Holding(
        key=f"{CONTACT}:{group}", group=group, title=gettext_lazy("The contact"), fields=names, **more,
        rows=_contacts, change=dict.fromkeys(names, "") | change,
    )


def describe(contact: Contact, also: Collection[str]) -> Person:
    """The words that name a contact: name, numbers, addresses, accounts, and what else one calls the person."""
    shared = _shared(contact)
    numbers = [number for number in (contact.mobile, contact.phone) if number and names.phone_key(number) not in shared]
    email = contact.email if contact.email.lower() not in shared else ""
    accounts = (email, contact.wechat, contact.qq, *re.split(r"[\s,，;；、]+", contact.other_chat))
    keys = {key for number in numbers for key in (names.phone_key(number), re.sub(r"\D", "", number)) if key}
    with translation.override(settings.LANGUAGE_CODE):
        mask = _("erased person %d") % contact.pk
    return Person(
        kind=CONTACT, id=contact.pk, name=contact.name, main_kind=KIND, main=contact.customer_id, record=contact, mask=mask,
        words=() if contact.erased_at else words_of([contact.name, *also], [*numbers, *filter(None, accounts)]),
        addresses=tuple(filter(None, [email.lower()])), numbers=tuple(sorted({*numbers, *keys})),
    )


def _shared(contact: Contact) -> set[str]:
    """Numbers and addresses that are the firm's or a colleague's too: they name nobody."""
    firm = contact.customer
    own = firm.nature == Nature.CONSUMER and firm.name == contact.name
    colleagues = Contact.objects.filter(customer=firm).exclude(pk=contact.pk).values_list("phone", "mobile", "email")
    rows = [*colleagues, *(() if own else ((firm.phone, firm.mobile, firm.email), (firm.fax, "", "")))]
    numbers = {names.phone_key(number) for row in rows for number in row[:2] if number}
    return {*numbers, *(row[2].lower() for row in rows if row[2])}


def said(channel: str) -> Any:
    """What a consent is for, in words."""
    known = {one.key: one.title for one in persons.groups()}
    return known.get(channel) or dict(Consent.Channel.choices).get(channel, channel)


def _mask(person: Person) -> str:
    return person.mask


def _customer(person: Person) -> QuerySet[Customer]:
    return Customer.objects.filter(pk=person.main)


def _consumer(person: Person) -> QuerySet[Customer]:
    """A consumer is the person himself."""
    return Customer.objects.filter(pk=person.main, nature=Nature.CONSUMER, name=person.name)


def _consents(person: Person) -> QuerySet[Consent]:
    return Consent.objects.filter(contact=person.id)


def _derive(person: Person, _now: datetime) -> None:
    """Search keys and keys of the duplicate check no longer lead to the person."""
    actions.refresh_derived([person.main])
    customer = Customer.objects.get(pk=person.main)
    gone = set(person.numbers) - set(customer.phone_keys)
    past = list(customer.history.filter(phone_keys__overlap=list(gone)))  # type: ignore[attr-defined]
    for row in past:
        row.phone_keys = [key for key in row.phone_keys if key not in gone]
    customer.history.model.objects.bulk_update(past, ["phone_keys"], batch_size=500)  # type: ignore[attr-defined]


def _rename(person: Person, _now: datetime) -> None:
    actions.refresh_derived([person.main])
    engine.rename(Customer.objects.get(pk=person.main))

"""Reads of customers used twice or worth a name."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from gendan.modules.customers import names
from gendan.modules.customers.models import Consent, Contact, Customer, OwnerChange
from gendan.spine.org.models import Employee
from gendan.spine.persons.queries import all_handled
from gendan.spine.rows import KEY, Reading

NEGLECTED = timedelta(days=30)
SHORTEST_NUMBER = 5


def consents(contact: Contact, *, channel: str) -> bool:
    """Whether the newest word on this channel is yes; silence is no (U11)."""
    newest = contact.consents.filter(channel=channel).order_by("-at", "-id").first()
    return newest is not None and newest.given


def consents_of(contacts: Iterable[Contact]) -> dict[int, dict[str, Consent]]:
    """For each contact the newest row of each channel; one query."""
    rows = Consent.objects.filter(contact__in=list(contacts)).order_by("contact_id", "channel", "-at", "-id")
    found: dict[int, dict[str, Consent]] = {}
    for row in rows.distinct("contact_id", "channel"):
        found.setdefault(row.contact_id, {})[row.channel] = row
    return found


def consentable() -> dict[str, Any]:
    """What a person may be asked to agree to, with its name: the channels, and the groups that rest on consent."""
    groups = {one.key: one.title for one in all_handled() if one.by_consent}
    return dict(Consent.Channel.choices) | groups


def contacts_of(customer: Customer) -> list[Contact]:
    """The people who are still there; asked once for each customer that was read."""
    found: list[Contact] | None = customer.__dict__.get("_contacts")
    if found is None:
        found = customer.__dict__["_contacts"] = _contacts().of(customer.pk)
        for contact in found:
            contact.customer = customer
    return found


@cache
def _contacts() -> Reading:
    return Reading(Contact.objects.filter(customer=KEY, is_active=True))


def owner_history(customer: Customer) -> QuerySet[OwnerChange]:
    """Who was responsible, newest first."""
    return customer.owner_changes.select_related("previous", "owner", "department", "changed_by").order_by("-at", "-id")


def valid_customers_of(rows: QuerySet[Customer], *, manager: Employee) -> QuerySet[Customer]:
    """What a customer manager sees first: the valid ones under him (F84.1, PM-44)."""
    return rows.filter(owner=manager, valid=True)


def not_followed_for(rows: QuerySet[Customer], *, days: int, now: datetime) -> QuerySet[Customer]:
    """Customers without a follow-up for so many days, or ever."""
    limit = now - timedelta(days=days)
    return rows.filter(Q(last_activity_at__lt=limit) | Q(last_activity_at=None, created_at__lt=limit))


def text_condition(text: str) -> Q:
    """What a person types to find a customer: words of the name, a code, a number, pinyin initials."""
    wanted = names.normal(text)
    if not wanted:
        return Q()
    condition = Q(name_dbl__contains="".join(letter * 2 for letter in wanted))
    if (code := text.strip()).isascii():
        condition |= Q(code__startswith=code) | Q(code__startswith=code.upper())
    key = names.phone_key(text)
    if len(key) >= SHORTEST_NUMBER:
        # As ids: the planner takes a number for common, and would walk through all customers to find it.
        condition |= Q(pk__in=list(Customer.objects.filter(phone_keys__contains=[key]).values_list("pk", flat=True)[:50]))
    if wanted.isascii() and wanted.isalpha():
        condition |= Q(initials__startswith=wanted)
    return condition


def contact_condition(text: str) -> Q:
    """What a person types to find a contact: a part of the name, its initials, the end of a number, or the customer."""
    wanted = text.strip()
    condition = Q(name__contains=wanted) | Q(customer__in=Customer.objects.filter(text_condition(wanted)))
    if wanted.isascii() and wanted.isalpha():
        condition |= Q(initials__startswith=wanted.lower())
    if len(names.phone_key(wanted)) >= SHORTEST_NUMBER:
        condition |= Q(mobile__contains=names.phone_key(wanted)[-SHORTEST_NUMBER:])
    return condition


def related_people(customer: Customer) -> QuerySet[Employee]:
    """The people who work on it beside the owner."""
    return Employee.objects.filter(pk__in=customer.related_ids)


def binned_for(user: Employee) -> QuerySet[Customer]:
    """The recycle bin as this person may empty or restore it (PM-02, PM-06)."""
    rows = Customer.objects.in_bin().visible_to(user, "delete").filter(merged_into=None).select_related("owner", "department")
    return rows.order_by("-pk")


class Party(NamedTuple):
    """Whose an e-mail address is."""

    customer: Customer
    contact: Contact | None = None


def party_of(address: str, *, near: Employee) -> Party | None:
    """The customer behind an e-mail address: by a contact's address, the customer's own, or the company's domain.

    Where several fit, the one that `near` works on; where several still fit, nobody.
    """
    people = Contact.objects.filter(email__iexact=address, is_active=True, customer__deleted_at=None).exclude(email="")
    parties = [Party(person.customer, person) for person in people.select_related("customer").order_by("pk")[:20]]
    firms = Customer.objects.filter(deleted_at=None).order_by("pk")
    parties = parties or [Party(firm) for firm in firms.filter(email__iexact=address).exclude(email="")[:20]]
    if not parties and (domain := names.email_domain(address)):
        parties = [Party(firm) for firm in firms.filter(email_domain=domain)[:20]]
    if len({party.customer.pk for party in parties}) > 1:
        parties = [party for party in parties if near.pk in (party.customer.owner_id, *party.customer.related_ids)]
    return parties[0] if len({party.customer.pk for party in parties}) == 1 else None


def survivor_of(pk: int) -> int | None:
    """Where the address of a merged customer leads, over several merges if need be."""
    seen: set[int] = set()
    heir = Customer.objects.filter(pk=pk).values_list("merged_into", flat=True).first()
    while heir is not None and heir not in seen:
        seen.add(heir)
        pk = heir
        heir = Customer.objects.filter(pk=heir).values_list("merged_into", flat=True).first()
    return pk if seen else None

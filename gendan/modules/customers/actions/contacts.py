"""Contacts of a customer and what they consent to."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from gendan.modules.customers import queries, rules
from gendan.modules.customers.actions.writing import (
    differences,
    held,
    rederive,
    require_revision,
    require_sense,
    told,
)
from gendan.modules.customers.models import Consent, Contact, Customer
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.erasing import erase
from gendan.spine.persons.queries import fields_by_consent, hidden_fields
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def add_contact(
    customer: Customer, *, values: Mapping[str, Any], actor: Employee, now: datetime, data_consent: str = ""
) -> Contact:
    """Add a person; `data_consent` says how the person agreed to personal notes."""
    locked = held(customer)
    require(actor, "edit", locked)
    return write_contact(locked, values, actor=actor, now=now, data_consent=data_consent)


def write_contact(
    customer: Customer, values: Mapping[str, Any], *, actor: Employee, now: datetime, data_consent: str = ""
) -> Contact:
    """Write a new contact of a customer that the caller has locked or just made."""
    contact = Contact(**values, customer=customer, created_at=now, updated_at=now)
    asked = _groups_of(values)
    _require_sense(contact, values, lacking=() if data_consent.strip() else asked)
    contact.is_main = contact.is_main or not customer.contacts.filter(is_active=True).exists()
    contact.save(force_insert=True)
    _consent_to(contact, asked, how=data_consent, actor=actor, now=now)
    _only_main(contact)
    _save_derived(customer, now)
    timeline.record("customer.contact_added", customer, actor=actor, at=now, data={"name": contact.name, "contact": contact.pk})
    _tell(contact, actor, now)
    return contact


@whole
def change_contact(
    contact: Contact, *, values: Mapping[str, Any], actor: Employee, now: datetime, revision: int | None = None,
    data_consent: str = "",
) -> Contact:
    """Change a person's data, field by field on the timeline; raises Stale where somebody came in between (F39.4)."""
    customer = held(contact.customer_id)
    require(actor, "edit", customer)
    row = _held(contact)
    require_revision(row, revision=revision, fields=values)
    changes = differences(row, values)
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    written = {name: getattr(row, name) for name in changes}
    asked = [key for key in _groups_of(written) if not queries.consents(row, channel=key)]
    _require_sense(row, written, lacking=() if data_consent.strip() else asked)
    _consent_to(row, asked, how=data_consent, actor=actor, now=now)
    if changes:
        row.updated_at, row.revision = now, row.revision + 1
        row.save()
        _only_main(row)
        _save_derived(customer, now)
        private = {name for names in fields_by_consent(Contact).values() for name in names} | set(hidden_fields(Contact))
        kept = {name: pair for name, pair in changes.items() if name not in private}
        facts = {"name": row.name, "contact": row.pk, "changes": told(kept)}
        timeline.record("customer.contact_changed", customer, actor=actor, at=now, data=facts, system=True)
        _tell(row, actor, now)
    return row


@whole
def contact_left(contact: Contact, *, actor: Employee, now: datetime) -> None:
    """The person no longer works there: kept in the archive, no longer called (F49)."""
    customer = held(contact.customer_id)
    require(actor, "edit", customer)
    Contact.objects.filter(pk=contact.pk).update(is_active=False, is_main=False, updated_at=now)
    _save_derived(customer, now)
    timeline.record("customer.contact_left", customer, actor=actor, at=now, data={"name": contact.name})
    _tell(contact, actor, now)


@whole
def record_consent(
    contact: Contact, *, channel: str, given: bool, how: str, actor: Employee, now: datetime,
    way: str = Consent.Way.SPOKEN,
) -> Consent:
    """Write down that a person agrees to a channel or to a group of fields, or no longer does (U11, U12).

    Nothing earlier is overwritten. A word that is taken back counts at once: what rested on it is erased.
    """
    customer = held(contact.customer_id)
    require(actor, "edit", customer)
    if channel not in queries.consentable():
        raise ValidationError({"channel": _("Nobody is asked for consent to this.")})
    if given and not how.strip():
        raise ValidationError({"how": _("Write down how the consent was given.")})
    _held(contact)
    row = _write_consent(contact, channel, given=given, way=way, how=how, actor=actor, now=now)
    if not given and channel not in Consent.Channel.values:
        erase(persons.person_of(contact), groups=[channel], now=now)
    facts = {"name": contact.name, "contact": contact.pk, "channel": row.channel, "given": given}
    timeline.record("customer.consent", customer, actor=actor, at=now, text=how, data=facts, system=True)
    _tell(contact, actor, now)
    return row


@whole
def mark_erased(contact: Contact, *, actor: Employee | None, now: datetime) -> None:
    """What was held on the person is gone: nobody calls or writes to the mask that is left."""
    Contact.objects.filter(pk=contact.pk).update(
        is_active=False, is_main=False, erased_at=now, updated_at=now, revision=F("revision") + 1
    )
    contact.refresh_from_db()
    _save_derived(held(contact.customer_id), now)
    events.emit("customers.contacts_changed", contact_ids=[contact.pk], actor=actor, now=now)


@whole
def refresh_derived(customer_ids: Iterable[int]) -> int:
    """Work out search keys and completeness anew for these customers, in bulk; returns how many changed."""
    rows = list(Customer.objects.filter(pk__in=list(customer_ids)).order_by("pk").select_for_update(no_key=True))
    people: dict[int, list[Contact]] = {}
    for contact in Contact.objects.filter(customer__in=rows, is_active=True):
        people.setdefault(contact.customer_id, []).append(contact)
    changed = []
    for row in rows:
        before = [getattr(row, name) for name in rules.DERIVED]
        rules.derive(row, contacts=people.get(row.pk, []))
        if before != [getattr(row, name) for name in rules.DERIVED]:
            changed.append(row)
    Customer.objects.bulk_update(changed, rules.DERIVED, batch_size=500)
    return len(changed)


def _held(contact: Contact) -> Contact:
    """The person as it stands now, locked; nothing is written any more about whoever was erased."""
    row: Contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if row.erased_at is not None:
        raise Refusal(_("This person's data were erased at the person's request."), code="erased")
    return row


def _groups_of(values: Mapping[str, Any]) -> list[str]:
    """The groups resting on consent in which something is to be written."""
    return [key for key, names in fields_by_consent(Contact).items() if any(values.get(name) for name in names)]


def _require_sense(contact: Contact, values: Mapping[str, Any], *, lacking: Collection[str]) -> None:
    errors: dict[str, Any] = rules.errors_of_numbers(values)
    if lacking:
        message, by_group = _("Personal notes need the person's consent; write down how it was given."), fields_by_consent(Contact)
        errors |= {name: message for key in lacking for name in by_group[key] if values.get(name)}
    require_sense(contact, errors=errors, fields=values)


def _consent_to(contact: Contact, groups: Iterable[str], *, how: str, actor: Employee, now: datetime) -> None:
    for key in groups:
        _write_consent(contact, key, given=True, way=Consent.Way.SPOKEN, how=how, actor=actor, now=now)


def _write_consent(
    contact: Contact, channel: str, *, given: bool, way: str, how: str, actor: Employee, now: datetime
) -> Consent:
    return Consent.objects.create(
        contact=contact, channel=channel, given=given, way=way, how=how, at=now, recorded_by=actor
    )


def _tell(contact: Contact, actor: Employee, now: datetime) -> None:
    """Other modules keep something of the person, as the day to congratulate."""
    events.emit("customers.contacts_changed", contact_ids=[contact.pk], actor=actor, now=now)


def _only_main(contact: Contact) -> None:
    if contact.is_main:
        Contact.objects.filter(customer=contact.customer_id, is_main=True).exclude(pk=contact.pk).update(is_main=False)


def _save_derived(customer: Customer, now: datetime) -> None:
    fields = rederive(customer)
    customer.updated_at = now
    customer.save(update_fields=[*fields, "updated_at"])

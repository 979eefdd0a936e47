"""Contacts of a customer and what they consent to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
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
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

# Personal notes that nobody may keep without the person's consent (U12).
SENSITIVE = ("birthday", "hobbies", "gift_preferences")


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
    _require_sense(contact, values, consented=bool(data_consent))
    contact.is_main = contact.is_main or not customer.contacts.filter(is_active=True).exists()
    contact.save(force_insert=True)
    if data_consent:
        _write_consent(contact, Consent.Channel.DATA, given=True, how=data_consent, actor=actor, now=now)
    _only_main(contact)
    _save_derived(customer, now)
    timeline.record("customer.contact_added", customer, actor=actor, at=now, data={"name": contact.name})
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
    row = Contact.objects.select_for_update().get(pk=contact.pk)
    require_revision(row, revision=revision, fields=values)
    changes = differences(row, values)
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    consented = bool(data_consent) or queries.consents(row, channel=Consent.Channel.DATA)
    _require_sense(row, dict.fromkeys(changes) | {name: getattr(row, name) for name in changes}, consented=consented)
    if data_consent:
        _write_consent(row, Consent.Channel.DATA, given=True, how=data_consent, actor=actor, now=now)
    if changes:
        row.updated_at, row.revision = now, row.revision + 1
        row.save()
        _only_main(row)
        _save_derived(customer, now)
        kept = {name: pair for name, pair in changes.items() if name not in SENSITIVE}
        facts = {"name": row.name, "changes": told(kept)}
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
    contact: Contact, *, channel: str, given: bool, how: str, actor: Employee, now: datetime
) -> Consent:
    """Write down that a person agrees to a channel, or no longer does; nothing earlier is overwritten (U11)."""
    customer = held(contact.customer_id)
    require(actor, "edit", customer)
    if given and not how.strip():
        raise ValidationError({"how": _("Write down how the consent was given.")})
    row = _write_consent(contact, channel, given=given, how=how, actor=actor, now=now)
    if channel == Consent.Channel.DATA and not given:
        Contact.objects.filter(pk=contact.pk).update(birthday=None, hobbies="", gift_preferences="")
    facts = {"name": contact.name, "channel": row.channel, "given": given}
    timeline.record("customer.consent", customer, actor=actor, at=now, text=how, data=facts, system=True)
    _tell(contact, actor, now)
    return row


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


def _require_sense(contact: Contact, values: Mapping[str, Any], *, consented: bool) -> None:
    errors: dict[str, Any] = rules.errors_of_numbers(values)
    if not consented:
        message = _("Personal notes need the person's consent; write down how it was given.")
        errors |= {name: message for name in SENSITIVE if values.get(name)}
    require_sense(contact, errors=errors, fields=values)


def _write_consent(
    contact: Contact, channel: str, *, given: bool, how: str, actor: Employee, now: datetime
) -> Consent:
    return Consent.objects.create(contact=contact, channel=channel, given=given, how=how, at=now, recorded_by=actor)


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

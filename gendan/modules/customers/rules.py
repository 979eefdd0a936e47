"""What customers must obey: input that makes sense, guards of the life-cycle, and what follows from a state."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import archive, names
from gendan.modules.customers.models import (
    Contact,
    Customer,
    FollowKind,
    ProspectState,
    TimeClass,
    TransactionClass,
)
from gendan.modules.customers.places import region_of
from gendan.spine.procedures.declare import Move

# -- what is written beside the fields ------------------------------------------------------------------------


def derive(customer: Customer, *, contacts: Sequence[Contact]) -> None:
    """Set what follows from the other fields: search keys, region where none was given, completeness."""
    customer.short_name = customer.short_name or _short(customer.name)
    customer.name_key = names.core(customer.name)[:160]
    customer.name_keys = names.keys_of(customer.name)
    customer.pinyin = names.pinyin_of(customer.name)[:400]
    customer.initials = names.initials_of(customer.name_key)[:160]
    customer.phone_keys = names.phone_keys(
        customer.phone, customer.mobile, *(text for one in contacts for text in (one.phone, one.mobile))
    )
    domains = (names.email_domain(address) for address in (customer.email, *(one.email for one in contacts)))
    customer.email_domain = next((domain for domain in domains if domain), "")
    if not customer.province and not customer.city:
        customer.province, customer.city = region_of(customer.name, customer.address)
    customer.completeness = archive.percent(customer, contacts=contacts)


DERIVED = ("short_name", "name_key", "name_keys", "pinyin", "initials", "phone_keys", "email_domain", "province", "city",
           "completeness")


def _short(name: str) -> str:
    """The core of a Chinese name; any other name as it is."""
    core = names.core(name)
    return (core if core and any("一" <= letter <= "鿿" for letter in core) else name)[:40]


# -- input ----------------------------------------------------------------------------------------------------


def errors_of_customer(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with values for a customer, by field."""
    errors: dict[str, str] = {}
    if "name" in values and len(names.normal(str(values["name"] or ""))) < 2:
        errors["name"] = _("Write the customer's full name.")
    code = str(values.get("credit_code") or "")
    if code and not names.credit_code_valid(code):
        errors["credit_code"] = _("This is no valid credit code: 18 characters, the last one checks the others.")
    rating = values.get("rating")
    if rating is not None and not 1 <= int(rating) <= 5:
        errors["rating"] = _("A rating is a number from 1 to 5.")
    return errors | errors_of_numbers(values, foreign=bool(values.get("foreign")))


def errors_of_numbers(values: Mapping[str, Any], *, foreign: bool = False) -> dict[str, str]:
    """A mobile number of the mainland has 11 digits (F92); one with a country code may be foreign."""
    mobile = str(values.get("mobile") or "").strip()
    if not mobile or foreign or names.is_chinese_mobile(mobile):
        return {}
    if mobile.startswith("+") and not mobile.startswith("+86") and names.phone_key(mobile):
        return {}
    return {"mobile": _("A mobile number has 11 digits; write a foreign one with its country code, as +852 ….")}


# -- guards ---------------------------------------------------------------------------------------------------


def can_be_reached(move: Move) -> str | None:
    """F01.1: the search ends with a number to call or an address to write to."""
    customer = move.record
    if customer.phone_keys or customer.email or customer.contacts.exclude(email="").exists():
        return None
    return _("Enter a telephone number or an e-mail address first, of the company or of a contact.")


def findings_are_written(customer: Customer) -> str | None:
    """F01.10: every visited customer has a situation, an analysis and a rating."""
    lacking = [
        label for label, value in (
            (_("situation"), customer.situation), (_("analysis"), customer.analysis), (_("rating"), customer.rating),
        ) if not archive.filled(value)
    ]
    if lacking:
        return _("After a visit write down: %(lacking)s.") % {"lacking": "、".join(lacking)}
    return None


def is_no_suspect(move: Move) -> str | None:
    """F02.5: with a suspected competitor nothing is signed."""
    if move.record.prospect_state == ProspectState.SUSPECTED:
        return _("The customer may be a competitor; clear the suspicion first.")
    return None


def technical_documents_may_be_shared(customer: Customer) -> str | None:
    """F02.5: technical documents only after "not a competitor" and the qualification papers; None, or why not."""
    if not customer.not_competitor:
        return _("Check first that the customer is not a competitor; until then only brochures and public information.")
    if not customer.qualification_received:
        return _("Ask first for the enterprise's electronic qualification papers.")
    return None


# -- what follows from a move -----------------------------------------------------------------------------------

PROSPECT_OF = {
    "search": ProspectState.INTENT, "phone": ProspectState.INTENT,
    "visit": ProspectState.NEGOTIATING, "follow": ProspectState.NEGOTIATING, "sign": ProspectState.NEGOTIATING,
    "collect": ProspectState.COOPERATING, "maintain": ProspectState.COOPERATING,
    "dormant": ProspectState.DORMANT, "lost": ProspectState.DORMANT,
}
KIND_OF = {
    "collect": FollowKind.SERVICE, "maintain": FollowKind.SERVICE, "dormant": FollowKind.LONG_TERM,
    "lost": FollowKind.LONG_TERM,
}
_BEFORE = (ProspectState.INTENT, ProspectState.NEGOTIATING)


def settle_classes(customer: Customer, *, state: str) -> list[str]:
    """Set prospect state, kind of follow-up, time and transaction class to what the state means (F02.1 … F02.3).

    A suspicion stays until somebody clears it, and who once talked does not fall back to mere interest.
    Returns the fields that were set.
    """
    prospect = PROSPECT_OF.get(state, customer.prospect_state)
    goes_back = customer.prospect_state == ProspectState.NEGOTIATING and prospect == ProspectState.INTENT
    if customer.prospect_state != ProspectState.SUSPECTED and not goes_back:
        customer.prospect_state = prospect
    customer.follow_kind = KIND_OF.get(state, FollowKind.CONVERSION)
    if state in ("collect", "maintain"):
        customer.transaction_class = TransactionClass.HAVING
        customer.time_class = TimeClass.OLD if state == "maintain" else TimeClass.NEW
    elif state in ("dormant", "lost") and customer.transaction_class == TransactionClass.HAVING:
        customer.transaction_class = TransactionClass.HAD
    return ["prospect_state", "follow_kind", "time_class", "transaction_class"]


def settle(move: Move) -> None:
    """Effect of every move of the life-cycle."""
    fields = settle_classes(move.record, state=move.transition.target)
    type(move.record).objects.filter(pk=move.record.pk).update(**{name: getattr(move.record, name) for name in fields})


def write_findings(move: Move) -> None:
    """Effect of the end of a visit: situation, analysis, rating and what they do to the archive (F01.10)."""
    customer = move.record
    for name in ("situation", "analysis", "rating"):
        if name in move.data:
            setattr(customer, name, move.data[name])
    contacts = list(customer.contacts.filter(is_active=True))
    customer.completeness = archive.percent(customer, contacts=contacts)
    customer.revision += 1
    customer.save(update_fields=["situation", "analysis", "rating", "completeness", "revision"])


# -- prospect state -------------------------------------------------------------------------------------------

PROSPECT_MOVES: dict[str, tuple[str, ...]] = {
    ProspectState.INTENT: (ProspectState.NEGOTIATING, ProspectState.SUSPECTED, ProspectState.DORMANT),
    ProspectState.NEGOTIATING: (ProspectState.INTENT, ProspectState.SUSPECTED, ProspectState.DORMANT),
    ProspectState.COOPERATING: (ProspectState.DORMANT,),
    ProspectState.SUSPECTED: (ProspectState.INTENT, ProspectState.NEGOTIATING),
    ProspectState.DORMANT: (ProspectState.INTENT, ProspectState.NEGOTIATING),
}


def why_not_prospect(customer: Customer, *, target: str) -> str | None:
    """Why the prospect state may not become `target`, or None (F02.2)."""
    if target == customer.prospect_state:
        return _("The customer is in this state already.")
    if target == ProspectState.COOPERATING:
        return _("A customer becomes a cooperating one with its first contract.")
    if target not in PROSPECT_MOVES[customer.prospect_state]:
        return _("This change is not foreseen.")
    return None

"""Change a customer's own data: field by field, with the conflict of two editors found out (F37.1, F39.4)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import duplicates, rules
from gendan.modules.customers.actions.writing import (
    differences,
    held,
    rederive,
    require_revision,
    require_sense,
    told,
)
from gendan.modules.customers.duplicates import Asked, DuplicateFound
from gendan.modules.customers.forms import EDITABLE
from gendan.modules.customers.models import Customer, ProspectState
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

IDENTIFYING = ("name", "credit_code")


@whole
def change_customer(
    customer: Customer, *, values: Mapping[str, Any], actor: Employee, now: datetime, revision: int | None = None,
    duplicate_reason: str = "",
) -> Customer:
    """Write what differs; raises Stale with the present values where somebody saved since `revision`.

    A new name or credit code is checked for duplicates like a new customer. Nothing changed: nothing is written.
    """
    given = {name: value for name, value in values.items() if name in EDITABLE}
    row = held(customer)
    require(actor, "edit", row)
    require_revision(row, revision=revision, fields=given)
    changes = differences(row, given)
    if not changes:
        return row
    if "abc" in changes:
        events.emit("customers.class_chosen", customer=row, actor=actor, now=now)
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    whole = {"foreign": row.foreign, "mobile": row.mobile} | {name: getattr(row, name) for name in changes}
    require_sense(row, errors=rules.errors_of_customer(whole), fields=changes)
    if any(name in changes for name in IDENTIFYING) and not duplicate_reason.strip():
        _require_no_other(row, actor)
    _save(row, changes, now)
    if any(name in changes for name in ("name", "short_name")):
        engine.rename(row)
    timeline.record(
        "customer.changed", row, actor=actor, at=now, text=duplicate_reason, data={"changes": told(changes)}, system=True
    )
    return row


def _require_no_other(row: Customer, actor: Employee) -> None:
    asked = Asked(name=row.name, phones=(row.phone, row.mobile), credit_code=row.credit_code, email=row.email, but=row.pk)
    hits = [hit for hit in duplicates.check_under_lock(asked, viewer=actor) if hit.blocks]
    if hits:
        raise DuplicateFound(hits)


def _save(row: Customer, changes: Mapping[str, Any], now: datetime) -> None:
    fields = rederive(row)
    row.updated_at, row.revision = now, row.revision + 1
    row.save(update_fields=list({*changes, *fields, "updated_at", "revision"}))


@whole
def set_classes(customer: Customer, *, actor: Employee, now: datetime, **classes: Any) -> Customer:
    """Set class, importance, priority or rating; what is empty is not touched."""
    values = {name: value for name, value in classes.items() if value not in (None, "")}
    unknown = set(values) - {"abc", "importance", "priority", "rating", "strategic", "nature"}
    if unknown:
        raise Refusal(_("This is no class: %(names)s.") % {"names": ", ".join(sorted(unknown))})
    return change_customer(customer, values=values, actor=actor, now=now)


@whole
def write_class(
    customer: Customer, *, abc: str, actor: Employee | None, now: datetime, verb: str, text: str = ""
) -> Customer:
    """Set the class where another module has decided on it; the story tells by its verb from what to what."""
    row = held(customer)
    before, row.abc = row.abc, abc
    if before != abc:
        _save(row, {"abc": None}, now)
    timeline.record(verb, row, actor=actor, at=now, text=text, data={"from": before or "—", "to": abc})
    return row


@whole
def set_valid(customer: Customer, *, valid: bool, reason: str, actor: Employee, now: datetime) -> Customer:
    """Mark as valid or not (F84); an invalid customer keeps its archive (F49)."""
    row = held(customer)
    require(actor, "edit", row)
    if row.valid == valid:
        return row
    row.valid, row.updated_at, row.revision = valid, now, row.revision + 1
    row.save(update_fields=["valid", "updated_at", "revision"])
    verb = "customer.marked_valid" if valid else "customer.marked_invalid"
    timeline.record(verb, row, actor=actor, at=now, text=reason)
    return row


@whole
def set_prospect_state(customer: Customer, *, state: str, reason: str, actor: Employee, now: datetime) -> Customer:
    """Move the prospect state of F02.2, kept equal to the life-cycle: dormant and back are moves of it."""
    row = held(customer)
    require(actor, "edit", row)
    why_not = rules.why_not_prospect(row, target=state)
    if why_not:
        raise Refusal(why_not, field="state")
    if state == ProspectState.SUSPECTED:
        return suspect_competitor(row, reason=reason, actor=actor, now=now)
    if state == ProspectState.DORMANT:
        engine.perform(row, "sleep", actor=actor, data={"reason": reason}, now=now)
        return row
    if row.state == "dormant":
        engine.perform(row, "wake", actor=actor, now=now)
    return _write_prospect(row, state, "customer.prospect_changed", reason, actor, now)


@whole
def suspect_competitor(customer: Customer, *, reason: str, actor: Employee, now: datetime) -> Customer:
    """The intent customer may be a competitor who collects information: nothing technical goes out (F02.5)."""
    row = held(customer)
    require(actor, "edit", row)
    row.not_competitor = False
    return _write_prospect(row, ProspectState.SUSPECTED, "customer.suspected", reason, actor, now)


@whole
def clear_suspicion(
    customer: Customer, *, qualification_received: bool, reason: str, actor: Employee, now: datetime
) -> Customer:
    """Checked: no competitor; with the qualification papers technical documents may be shared (F02.5)."""
    row = held(customer)
    require(actor, "edit", row)
    row.not_competitor, row.qualification_received = True, qualification_received
    state = rules.PROSPECT_OF.get(row.state, ProspectState.INTENT)
    return _write_prospect(row, state, "customer.cleared", reason, actor, now)


def _write_prospect(
    row: Customer, state: str, verb: str, reason: str, actor: Employee, now: datetime
) -> Customer:
    old, row.prospect_state = row.prospect_state, state
    row.updated_at, row.revision = now, row.revision + 1
    row.save(update_fields=["prospect_state", "not_competitor", "qualification_received", "updated_at", "revision"])
    facts = {"changes": [{"field": "prospect_state", "old": old, "new": state}]}
    timeline.record(verb, row, actor=actor, at=now, text=reason, data=facts)
    return row

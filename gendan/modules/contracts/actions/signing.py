"""Verbs from the signature on: both sign, the archive keeps the paper, it runs, is changed, renewed, and ends."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.contracts import queries
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.actions.drafting import new_version
from gendan.modules.contracts.models import STANDING, Contract, Line, PaymentTerm, Requirement
from gendan.modules.contracts.procedure import CONTRACT, RENEWAL_DAYS
from gendan.modules.contracts.signing import BY_HAND, way_of
from gendan.modules.opportunities.models import STAGES
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.documents.actions import next_number
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work, number
from gendan.spine.procedures import engine, settling, todos
from gendan.spine.procedures.numbers import setting_key
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline import files
from gendan.spine.timeline.models import Attachment
from gendan.spine.whole import whole
from gendan.spine.words import say

#: What a further version, or the contract of the next term, takes over.
COPIED = (
    "name", "kind", "customer", "contact", "opportunity", "quote", "market", "taken", "noted", "currency", "settlement", "delivery_on",
    "delivery_terms", "main_terms", "starts_on", "ends_on", "amount", "amount_cny", "proposal", "proposal_by", "proposal_approved_at",
    "confirmed_by", "confirmed_on", "related_ids", "related_department_ids", "own",
)
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Line, ("product", "name", "specification", "quantity", "unit", "price", "tax_rate", "amount", "position")),
    (PaymentTerm, ("position", "after", "days", "share", "amount", "note")),
    (Requirement, ("nature", "text", "is_special", "met", "answer", "position")),
)


@whole
def sign_contract(
    contract: Contract, *, signed_on: date, our_signatory: str, their_signatory: str, actor: Employee, now: datetime,
    paper: Any = None, attachment: Attachment | None = None, how: str = BY_HAND,
) -> Contract:
    """Both have signed, and the paper is there (F59.3): the version before is replaced, the opportunity is won."""
    locked = Contract.objects.select_for_update(of=("self",)).select_related("opportunity", "amends", "owner").get(pk=contract.pk)
    require(actor, "edit", locked)
    if signed_on > timezone.localdate(now):
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    try:
        way = way_of(how)
    except LookupError:
        raise ValidationError({"how": _("Nobody offers this way of signing.")}) from None
    kept = attachment or (timeline.add_attachment(locked, upload=paper, actor=actor, now=now) if paper else None)
    if kept is None:
        raise ValidationError({"paper": _("Contracts are written: add the signed paper.")})
    if objection := way.objection(locked, sha256=kept.sha256):
        raise ValidationError({"paper": objection})
    if not kept.locked_by_id:
        timeline.lock(kept, subject=locked, actor=actor, now=now)
    values = {
        "signed_on": signed_on, "our_signatory": our_signatory, "their_signatory": their_signatory, "signed_paper": kept,
        "signed_how": how,
    }
    engine.perform(locked, "sign", actor=actor, data=values, now=now)
    _replace(locked, actor=actor, now=now)
    _win(locked, actor=actor, now=now)
    events.emit("contracts.signed", contract=locked, actor=actor, now=now)
    contract.refresh_from_db()
    return contract


@whole
def check_copy(contract: Contract, *, actor: Employee, now: datetime) -> bool:
    """Whether the kept file is, byte for byte, the one that was signed; the answer stands on the story."""
    require(actor, "view", contract)
    copy = contract.signed_paper
    if copy is None:
        raise Refusal(_("It is not signed yet."), code="not_signed")
    try:
        opened: Any = copy.file.open("rb")
        with opened as content:
            same = files.digest(content) == copy.sha256
    except FileNotFoundError:
        same = False
    verb = "contracts.copy_same" if same else "contracts.copy_differs"
    timeline.record(verb, contract, actor=actor, at=now, system=same, data={"title": contract.name, "sha256": copy.sha256})
    return same


def _replace(signed: Contract, *, actor: Employee, now: datetime) -> None:
    """The version before counts no more; whoever reviewed it, and who keeps it, hears what has changed (F59)."""
    before = signed.amends
    if before is None:
        return
    engine.perform(before, "replace", actor=None, now=now)
    people = queries.signers(before) | queries.signers(signed) | {before.owner_id, before.archived_by_id}
    tell(
        at_work().filter(pk__in=[pk for pk in people if pk and pk != actor.pk]), topic="contracts.news", now=now,
        title=lambda: _("Contract changed: %(name)s %(number)s") % {"name": signed.name, "number": signed.title_number},
        body=signed.change_reason, url=f"/contracts/{signed.pk}", once=f"contracts.changed.{signed.pk}",
    )
    events.emit("contracts.amended", contract=signed, previous=before, actor=actor, now=now)


def _win(signed: Contract, *, actor: Employee, now: datetime) -> None:
    """Its opportunity is won with number, amount and dates of the contract."""
    deal = signed.opportunity
    if deal is None or deal.state not in STAGES:
        return
    data = {
        "contract_number": signed.title_number, "contract_amount": signed.amount_cny, "signed_on": signed.signed_on,
        "signatory": signed.their_signatory, "runs_from": signed.starts_on, "runs_until": signed.ends_on,
        "main_terms": signed.main_terms, "summary": deal.summary or _("Contract %(number)s signed") % {"number": signed.title_number},
    }
    engine.perform(deal, "sign", actor=actor, data=data, now=now)


# -- changes (F59) ------------------------------------------------------------------------------------------------


@whole
def amend_contract(contract: Contract, *, change_reason: str, actor: Employee, now: datetime) -> Contract:
    """Begin a further version of a signed contract; until both sign it, the version before binds."""
    locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    require(actor, "edit", locked)
    if locked.state not in STANDING:
        raise Refusal(_("Only the version that is in force can be changed."), code="not_standing")
    begun = queries.open_change(locked)
    if begun is not None:
        raise Refusal(
            _("A change is being worked on: %(number)s.") % {"number": begun.title_number}, who=str(begun.owner or ""), code="in_change"
        )
    last = queries.versions_of(locked).first() or locked
    made = _copy(locked, number=locked.number, version=last.version + 1, amends=locked, change_reason=change_reason,
                 owner=locked.owner, actor=actor, now=now)
    facts = {"number": made.title_number, "title": made.name}
    timeline.record("contracts.amended", locked, actor=actor, at=now, text=change_reason, data=facts)
    return made


@whole
def renew_contract(contract: Contract, *, actor: Employee, now: datetime) -> Contract:
    """The contract of the next term: under a new number, with the same content, from the day after the end."""
    require(actor, "edit", contract)
    if contract.state not in (*STANDING, "ended"):
        raise Refusal(_("Only a contract that is or was in force can be renewed."), code="not_standing")
    if contract.renewed_by.exclude(state="dropped").exists():
        raise Refusal(_("It has been renewed already."), code="renewed")
    made = _copy(contract, number=next_number(KIND, at=now), renews=contract, owner=contract.owner or actor, actor=actor, now=now)
    if contract.ends_on:
        made.starts_on = contract.ends_on + timedelta(days=1)
        made.ends_on = made.starts_on + (contract.ends_on - contract.starts_on) if contract.starts_on else None
        made.opportunity = None
        made.save(update_fields=["starts_on", "ends_on", "opportunity"])
    stop_asking(contract, outcome=made.number, actor=actor, now=now)
    timeline.record("contracts.renewed", contract, actor=actor, at=now, data={"number": made.number, "title": contract.name})
    return made


def _copy(source: Contract, *, owner: Employee | None, actor: Employee, now: datetime, **values: Any) -> Contract:
    """A new row with the content of another: its lines, payments and answered requirements too."""
    made = new_version(
        Contract(**{name: getattr(source, name) for name in COPIED}, **values), owner=owner or actor, actor=actor, now=now
    )
    for model, names in PARTS:
        rows = model._default_manager.filter(contract=source)
        model._default_manager.bulk_create(model(contract=made, **{name: getattr(row, name) for name in names}) for row in rows)
    return made


# -- the end (renewal reminders) ----------------------------------------------------------------------------------


RENEWAL = "renewal"


def stop_asking(contract: Contract, *, outcome: str, actor: Employee | None, now: datetime) -> None:
    """The question of the renewal is answered, or does not arise any more."""
    settling.settle(KIND, contract.pk, key=RENEWAL, outcome=outcome, actor=actor, now=now)


def ask_renewals(*, now: datetime) -> int:
    """The tick: who owns a contract that runs out soon is asked about its renewal, once."""
    today = timezone.localdate(now)
    days = int(number(setting_key(CONTRACT, RENEWAL_DAYS), RENEWAL_DAYS.default, at=now))
    rows = queries.ending(Contract.objects.filter(ends_on__gte=today), until=today + timedelta(days=days))
    found = list(rows.select_related("owner", "customer", "case").order_by("ends_on", "pk")[:200])
    for contract in found:
        _ask_renewal(contract, today=today, now=now)
    return len(found)


@whole
def _ask_renewal(contract: Contract, *, today: date, now: datetime) -> None:
    owner = contract.owner
    if owner is None:
        return
    end = timezone.make_aware(datetime.combine(contract.ends_on or today, datetime.min.time())) + timedelta(hours=18)
    todos.add(
        contract, title=say("todo.contract_renewal", contract.name), assignee=owner, due_at=max(end, now + timedelta(hours=1)),
        actor=None, now=now, key=RENEWAL, way="call",
    )
    Contract.objects.filter(pk=contract.pk).update(renewal_asked_on=today)


def end_past(*, now: datetime) -> int:
    """The tick: contracts that have run out are ended; what was asked about them is dropped."""
    today = timezone.localdate(now)
    ids = list(Contract.objects.filter(state="in_force", ends_on__lt=today).order_by("pk").values_list("pk", flat=True)[:200])
    for pk in ids:
        engine.perform(Contract.objects.get(pk=pk), "end", actor=None, now=now)
    return len(ids)


@whole
def explain_no_order(contract: Contract, *, reason: str, actor: Employee, now: datetime) -> Contract:
    """Why a signed contract has no order: a framework, a service without delivery, a delivery later on."""
    require(actor, "edit", contract)
    if contract.state not in STANDING:
        raise Refusal(_("Only a signed contract needs an order."), code="not_standing")
    contract.no_order_reason, contract.updated_at = reason, now
    contract.save(update_fields=["no_order_reason", "updated_at"])
    timeline.record("contracts.no_order", contract, actor=actor, at=now, text=reason, data={"title": contract.name})
    events.emit("contracts.without_order", contract=contract, reason=reason, actor=actor, now=now)
    return contract

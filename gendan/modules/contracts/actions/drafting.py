"""Verbs of a contract that is being written: begin, change, its lines, payments and requirements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.catalog.money import HUNDRED, total
from gendan.modules.catalog.queries import in_yuan
from gendan.modules.contracts import queries, rules
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.models import Contract, ContractKind, Line, PaymentTerm, Requirement
from gendan.modules.contracts.procedure import CONTRACT
from gendan.modules.contracts.words import USUAL
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.quotes.access import KIND as QUOTE
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.queries import sent_version
from gendan.spine.access.queries import require
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, settling
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

#: The key of the to-do on an accepted quotation that asks for its contract.
BEGIN = "contract"
#: What a line takes over from the quotation.
OFFERED = ("product", "name", "specification", "quantity", "unit", "price", "tax_rate")
CHANGEABLE = frozenset({
    "name", "kind", "contact", "opportunity", "market", "taken", "noted", "currency", "settlement", "delivery_on", "delivery_terms",
    "main_terms", "starts_on", "ends_on", "special", "special_reason", "change_reason",
})


@whole
def draft_contract(
    customer: Customer, *, name: str, actor: Employee, now: datetime, kind: ContractKind | None = None,
    owner: Employee | None = None, **values: Any,
) -> Contract:
    """Begin a contract under the next serial number (F59.4), with the questions that every review asks."""
    contract = new_version(
        Contract(number=next_number(KIND, at=now), name=name, kind=kind or first_kind(), customer=customer, **values),
        owner=owner or actor, actor=actor, now=now,
    )
    Requirement.objects.bulk_create(
        Requirement(contract=contract, nature=nature, text=str(text), position=position)
        for position, (nature, text) in enumerate(USUAL, start=100)
    )
    timeline.record("contracts.drafted", contract, actor=actor, at=now, data={"title": contract.name, "number": contract.number})
    return contract


def first_kind() -> ContractKind:
    """The kind that a contract has where nobody has chosen one."""
    found = queries.kinds().first()
    if found is None:
        raise Refusal(_("There is no kind of contract in use."), who=_("the CRM supervisor"), code="no_kind")
    return found


def new_version(contract: Contract, *, owner: Employee, actor: Employee, now: datetime) -> Contract:
    """Save a row that has been filled in, and let its procedure begin."""
    contract.owner, contract.department = owner, owner.department
    contract.created_at, contract.created_by, contract.updated_at = now, actor, now
    for name, value in people_of(held(contract.customer)).items():
        setattr(contract, name, value)
    require(actor, "create", contract)
    contract.save()
    engine.start(contract, procedure=CONTRACT, actor=actor, now=now, owner=owner)
    return contract


@whole
def draft_from_opportunity(opportunity: Opportunity, *, actor: Employee, now: datetime, **values: Any) -> Contract:
    """Begin the contract of an opportunity, with the products that are wanted."""
    require(actor, "view", opportunity)
    if opportunity.customer is None:
        raise Refusal(_("Choose the customer first."), field="customer", code="no_customer")
    given = {"contact": opportunity.contact, "opportunity": opportunity, "owner": opportunity.owner} | values
    contract = draft_contract(opportunity.customer, name=opportunity.name, actor=actor, now=now, **given)
    wanted = [
        {"product": line.product, "name": line.product.name, "specification": line.product.model, "unit": line.product.unit,
         "quantity": line.quantity, "price": line.price or line.product.list_price or Decimal(0)}
        for line in opportunity.lines.select_related("product")
    ]
    return set_lines(contract, lines=wanted, actor=actor, now=now) if wanted else contract


@whole
def draft_from_quote(quote: Quote, *, actor: Employee, now: datetime, **values: Any) -> Contract:
    """Begin the contract of an accepted quotation: its lines at its prices, in its currency (F68.4); one at a time."""
    require(actor, "view", quote)
    offered = sent_version(quote)
    if quote.state != "accepted" or offered is None:
        raise Refusal(_("The customer has not accepted this quotation yet."), who=str(quote.owner or ""), code="not_accepted")
    begun = quote.contracts.exclude(state="dropped").first()
    if begun is not None:
        raise Refusal(_("Its contract is %(number)s.") % {"number": begun.title_number}, who=str(begun.owner or ""), code="begun")
    given = {
        "contact": quote.contact, "opportunity": quote.opportunity, "market": quote.market, "currency": offered.currency, "quote": quote,
        "delivery_terms": offered.delivery_terms, "owner": quote.owner, "name": quote.name,
    } | values
    contract = draft_contract(quote.customer, actor=actor, now=now, **given)
    settling.settle(QUOTE, quote.pk, key=BEGIN, outcome=contract.number, actor=actor, now=now)
    lines = [{name: getattr(line, name) for name in OFFERED} for line in offered.lines.select_related("product")]
    return set_lines(contract, lines=lines, actor=actor, now=now)


def writable(contract: Contract, *, actor: Employee, revision: int | None = None) -> Contract:
    """The row under lock, if this person may write it as it stands; Stale when somebody changed it since."""
    locked: Contract = Contract.objects.select_for_update(of=("self",)).select_related("customer", "kind").get(pk=contract.pk)
    require(actor, "edit", locked)
    reason = rules.may_be_written(locked)
    if reason:
        raise Refusal(reason, code="not_writable")
    if revision is not None and locked.revision != revision:
        raise Stale(_("Somebody else has changed this contract meanwhile."), current={name: getattr(locked, name) for name in CHANGEABLE})
    return locked


@whole
def change_contract(contract: Contract, *, actor: Employee, now: datetime, revision: int | None = None, **values: Any) -> Contract:
    """Change fields of a contract that is being written; each change stands on the timeline as old and new."""
    if unknown := set(values) - CHANGEABLE:
        raise ValueError(f"not changeable: {unknown}")
    locked = writable(contract, actor=actor, revision=revision)
    changed = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    old = {name: str(getattr(locked, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(locked, name, value)
    if "name" in changed:
        engine.rename(locked)
    facts = {"fields": {name: [old[name], str(value or "")] for name, value in changed.items()}}
    timeline.record("contracts.changed", locked, actor=actor, at=now, system=True, data=facts)
    return reckon(locked, now=now) if "currency" in changed else saved(locked, now=now)


def saved(contract: Contract, *, now: datetime) -> Contract:
    """Write it as its next revision."""
    contract.revision += 1
    contract.updated_at = now
    contract.save()
    return contract


def reckon(contract: Contract, *, now: datetime) -> Contract:
    """Sum the lines, split the sum among the payments, and put it into yuan."""
    lines = list(contract.lines.all())
    for line in lines:
        line.reckon(contract.currency)
    Line.objects.bulk_update(lines, ["amount"])
    contract.amount = total(line.amount for line in lines)
    contract.amount_cny = in_yuan(contract.amount, currency=contract.currency, on=timezone.localdate(now))
    terms = list(contract.terms.all())
    for term, amount in zip(terms, rules.shares(contract.amount, [term.share for term in terms], currency=contract.currency), strict=True):
        term.amount = amount
    PaymentTerm.objects.bulk_update(terms, ["amount"])
    return saved(contract, now=now)


@whole
def set_lines(contract: Contract, *, lines: Sequence[Mapping[str, Any]], actor: Employee, now: datetime) -> Contract:
    """Replace what is sold; the amount is reckoned anew."""
    locked = writable(contract, actor=actor)
    before = str(locked.amount)
    locked.lines.all().delete()
    Line.objects.bulk_create(Line(contract=locked, position=position, **line) for position, line in enumerate(lines))
    reckon(locked, now=now)
    facts = {"before": before, "amount": str(locked.amount), "currency": locked.currency}
    timeline.record("contracts.lines", locked, actor=actor, at=now, system=True, data=facts)
    return locked


@whole
def set_terms(contract: Contract, *, terms: Sequence[Mapping[str, Any]], actor: Employee, now: datetime) -> Contract:
    """Replace the payments; together they are the whole amount."""
    locked = writable(contract, actor=actor)
    if sum(Decimal(str(term["share"])) for term in terms) > HUNDRED:
        raise Refusal(_("Together the payments are more than 100 percent."), field="share", code="too_much")
    locked.terms.all().delete()
    PaymentTerm.objects.bulk_create(PaymentTerm(contract=locked, position=position, **term) for position, term in enumerate(terms))
    timeline.record("contracts.terms", locked, actor=actor, at=now, system=True)
    return reckon(locked, now=now)


@whole
def set_requirements(
    contract: Contract, *, requirements: Iterable[Mapping[str, Any]], actor: Employee, now: datetime
) -> Contract:
    """Replace the requirements with their answers (F59.1, F59.2, F64.8)."""
    locked = writable(contract, actor=actor)
    locked.requirements.all().delete()
    Requirement.objects.bulk_create(
        Requirement(contract=locked, position=position, **row) for position, row in enumerate(requirements)
    )
    timeline.record("contracts.requirements", locked, actor=actor, at=now, system=True)
    return saved(locked, now=now)

"""Verbs of opportunities besides the moves of their procedure: register, change, assign, competitors, products."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.opportunities.models import Competitor, CompetitorMet, Line, Opportunity
from gendan.modules.opportunities.procedure import OPPORTUNITY
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import engine, settling, todos
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole, write

LATEST = Lasting("UPDATE opportunities_opportunity SET last_activity_at = %s WHERE id = %s")
CHANGEABLE = frozenset(
    {"name", "customer", "contact", "contact_name", "phone", "source", "region", "initiation", "amount",
     "expected_on", "current_supplier", "duplicate_reason"}
)


@whole
def draft_opportunity(
    *,
    actor: Employee,
    now: datetime,
    customer: Customer | None,
    name: str,
    owner: Employee | None = None,
    **values: Any,
) -> Opportunity:
    """Enter a possible opportunity; it is followed from its first minute, here as a draft (F38.1)."""
    opportunity = _new(actor=actor, now=now, customer=customer, name=name, owner=owner, **values)
    opportunity.save(force_insert=True)
    engine.start(opportunity, procedure=OPPORTUNITY, actor=actor, now=now, owner=opportunity.owner)
    timeline.record("opportunities.drafted", opportunity, actor=actor, at=now)
    return opportunity


def _new(
    *, actor: Employee, now: datetime, customer: Customer | None, name: str, owner: Employee | None = None, **values: Any
) -> Opportunity:
    """The record, numbered and allowed, but not written yet; its customer is locked."""
    responsible = owner or actor
    opportunity = Opportunity(
        number=next_number("opportunity", at=now),
        name=name,
        customer=customer,
        owner=responsible,
        department=responsible.department,
        created_at=now,
        created_by=actor,
        updated_at=now,
        **values,
        **people_of(held(customer)),
    )
    require(actor, "create", opportunity)
    return opportunity


def submit_opportunity(opportunity: Opportunity, *, actor: Employee, now: datetime) -> Case:
    """Hand a draft to the reviewer; raises Refusal for missing fields and active duplicates (F38.1, F38.2)."""
    return engine.perform(opportunity, "submit", actor=actor, now=now)


@whole
def register_opportunity(
    *, actor: Employee, now: datetime, customer: Customer, name: str,
    next_title: str = "", next_due_at: datetime | None = None, **values: Any,
) -> Opportunity:
    """Enter and submit in one go; when submission is refused nothing is written (F38.1)."""
    opportunity = _new(actor=actor, now=now, customer=customer, name=name, **values)
    engine.enter(opportunity, "submit", procedure=OPPORTUNITY, actor=actor, now=now, owner=opportunity.owner)
    if next_title and next_due_at:
        todos.add(opportunity, title=next_title, assignee=actor, due_at=next_due_at, actor=actor, now=now)
        opportunity.refresh_from_db()
    return opportunity


def _require_not_rejected(opportunity: Opportunity) -> None:
    """A rejected opportunity is locked; only the appeal is open (A10, PM-40)."""
    if opportunity.state in ("rejected", "appealed", "duplicate"):
        raise Refusal(_("Rejected as a duplicate: the record is read-only. Appeal to the supervisor."), code="locked")


def _lock(opportunity: Opportunity, *, revision: int | None) -> Opportunity:
    """The row under lock; Stale when somebody changed it since `revision` was read."""
    locked: Opportunity = Opportunity.objects.select_for_update(of=("self",)).select_related("customer").get(pk=opportunity.pk)
    if revision is not None and locked.revision != revision:
        current = {name: getattr(locked, name) for name in CHANGEABLE}
        raise Stale(_("Somebody else has changed this opportunity meanwhile."), current=current)
    return locked


@whole
def change_opportunity(
    opportunity: Opportunity, *, actor: Employee, now: datetime, revision: int | None = None, **values: Any
) -> Opportunity:
    """Change fields; each change stands on the timeline as old and new (F39.3, F39.4)."""
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise ValueError(f"not changeable: {unknown}")
    locked = _lock(opportunity, revision=revision)
    require(actor, "edit", locked)
    _require_not_rejected(locked)
    changed = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    old = {name: str(getattr(locked, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(locked, name, value)
    if "customer" in changed:
        for name, value in people_of(locked.customer).items():
            setattr(locked, name, value)
    locked.revision += 1
    locked.updated_at = now
    locked.save()
    if "name" in changed:
        engine.rename(locked)
    timeline.record(
        "opportunities.changed", locked, actor=actor, at=now, system=True,
        data={"fields": {name: [old[name], str(value or "")] for name, value in changed.items()}},
    )
    return locked


@whole
def choose_customer(opportunity: Opportunity, *, customer: Customer, actor: Employee, now: datetime) -> Opportunity:
    """Name the customer of an opportunity that came without one; the to-do that asked for it is done."""
    require(actor, "view", customer)
    changed = change_opportunity(opportunity, actor=actor, now=now, customer=customer)
    _follow_case(changed)
    settling.settle("opportunities.opportunity", changed.pk, key="choose_customer", outcome=str(customer), actor=actor, now=now)
    return changed


def _follow_case(opportunity: Opportunity) -> None:
    """Case and to-dos stand under the customer that was chosen."""
    main = opportunity.main_object
    if main is None:
        return
    values = {"main_kind": main.kind, "main_id": main.id, "main_title": main.title}
    Case.objects.filter(pk=opportunity.case_id or 0).update(**values)
    Todo.objects.filter(record_kind="opportunities.opportunity", record_id=opportunity.pk).update(**values)
    todos.refresh_next_steps(main.kind, [main.id])


@whole
def assign_opportunity(
    opportunity: Opportunity, *, owner: Employee, reason: str, actor: Employee, now: datetime
) -> Opportunity:
    """Give an opportunity to another person, with its case and its open to-dos (F39, A51)."""
    locked = _lock(opportunity, revision=None)
    require(actor, "assign", locked)
    if owner.status != Employee.Status.ACTIVE:
        raise Refusal(_("%(name)s is not at work any more.") % {"name": owner.name}, field="owner")
    previous = locked.owner
    locked.owner, locked.department = owner, owner.department
    locked.updated_at = now
    locked.revision += 1
    locked.save(update_fields=["owner", "department", "updated_at", "revision"])
    engine.change_owner(
        "opportunities.opportunity", [locked.pk], owner=owner, previous=previous, actor=actor, now=now
    )
    timeline.record(
        "opportunities.assigned", locked, actor=actor, at=now, text=reason,
        data={"from": previous.name if previous else "", "to": owner.name},
    )
    return locked


@whole
def meet_competitor(
    opportunity: Opportunity, *, actor: Employee, now: datetime, competitor: Competitor | None = None,
    name: str = "", note: str = "", countermeasure: str = "",
) -> CompetitorMet:
    """Record a competitor met on the way and our answer to it (F39.5); public information only (U6)."""
    require(actor, "edit", opportunity)
    _require_not_rejected(opportunity)
    known = competitor or Competitor.objects.get_or_create(name=name.strip())[0]
    met, _created = CompetitorMet.objects.update_or_create(
        opportunity=opportunity, competitor=known,
        defaults={"note": note, "countermeasure": countermeasure, "met_at": now, "recorded_by": actor},
    )
    timeline.record(
        "opportunities.competitor_met", opportunity, actor=actor, at=now, text=note, data={"competitor": known.name}
    )
    return met


@whole
def write_competitor(
    competitor: Competitor | None, *, values: dict[str, Any], actor: Employee, now: datetime
) -> Competitor:
    """Add or change a competitor: strengths and price range from public sources only (F39.5, U6)."""
    if competitor is None:
        require_any(actor, "create", "opportunities.competitor")
        competitor = Competitor()
    else:
        require(actor, "edit", competitor)
    for name in ("name", "strengths", "price_range"):
        if name in values:
            setattr(competitor, name, values[name])
    if Competitor.objects.exclude(pk=competitor.pk).filter(name=competitor.name).exists():
        raise ValidationError({"name": _("This competitor is known already.")})
    competitor.save()
    timeline.record("competitors.written", competitor, actor=actor, at=now, system=True)
    return competitor


@whole
def set_lines(
    opportunity: Opportunity, *, lines: list[tuple[Product, Decimal, Decimal | None]], actor: Employee, now: datetime
) -> Opportunity:
    """Replace the products wanted; the amount becomes their sum where every line has a price."""
    require(actor, "edit", opportunity)
    _require_not_rejected(opportunity)
    opportunity.lines.all().delete()
    Line.objects.bulk_create(
        Line(opportunity=opportunity, product=product, quantity=quantity, price=price, position=position)
        for position, (product, quantity, price) in enumerate(lines)
    )
    prices = [(quantity, price) for _product, quantity, price in lines]
    if prices and all(price is not None for _quantity, price in prices):
        total = sum((quantity * price for quantity, price in prices if price is not None), Decimal(0))
        return change_opportunity(opportunity, actor=actor, now=now, amount=total.quantize(Decimal("0.01")))
    return opportunity


# -- listeners of other modules' events -------------------------------------------------------------------------


def note_activity(*, activity: Any, **_facts: Any) -> None:
    """Listener of "followups.logged": the opportunity was last followed now."""
    if activity.record_kind == "opportunities.opportunity":
        write(LATEST, [activity.at, activity.record_id])


def follow_quote(
    opportunity: Opportunity, *, stage: str, amount: Decimal, actor: Employee | None, now: datetime
) -> None:
    """A quotation was sent, talked over or accepted: the opportunity walks forward with it, never back (F52)."""
    key = f"quoted_to_{stage}"
    if opportunity.state not in OPPORTUNITY.transition(key).source:
        return
    if opportunity.amount is None:
        Opportunity.objects.filter(pk=opportunity.pk).update(amount=amount)
    engine.perform(opportunity, key, actor=actor, now=now)


def take_over(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": open and closed opportunities get the successor as owner."""
    Opportunity.objects.filter(owner=employee).update(owner=successor, department=successor.department)
    Opportunity.objects.filter(reviewer=employee, state="submitted").update(reviewer=successor)

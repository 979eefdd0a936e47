"""Wishes to change a noticed order, requests to go first, and the formulas of a coordination (F21, F13)."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers.under import held, people_of
from gendan.modules.orders import queries, revising, rules
from gendan.modules.orders.access import CHANGE as CHANGE_KIND
from gendan.modules.orders.access import RUSH as RUSH_KIND
from gendan.modules.orders.actions.entering import lock
from gendan.modules.orders.effects.changing import wanted
from gendan.modules.orders.models import Change, Coordination, Formula, Order, Rush
from gendan.modules.orders.procedure import CHANGE, RUSH
from gendan.modules.orders.words import ASKABLE, Asker
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def ask_change(
    order: Order, *, kind: str, reason: str, actor: Employee, now: datetime, asked_by: str = Asker.CUSTOMER, **values: Any
) -> Change:
    """Ask for a change of a noticed order; what its progress no longer allows is refused at once (F21.4)."""
    locked = lock(order)
    require(actor, "view", locked)
    require_any(actor, "create", Change)
    if locked.state != "running":
        raise Refusal(_("Only a noticed order is changed so; a draft is edited, one under review is sent back."), code="not_running")
    if kind not in ASKABLE:
        raise Refusal(_("This change comes with the contract: change the contract, and the order follows."), field="kind", code="by_contract")
    return begin_change(locked, kind=kind, reason=reason, asked_by=asked_by, actor=actor, now=now, **values)


def begin_change(
    locked: Order, *, kind: str, reason: str, actor: Employee | None, now: datetime, asked_by: str = Asker.CUSTOMER, **values: Any
) -> Change:
    """The wish for a locked noticed order is written down, and answered by its procedure."""
    table = queries.change_table()
    too_late = rules.why_too_late(kind, stage=locked.stage, table=table)
    if too_late:
        raise Refusal(too_late, who=_("the order centre"), field="kind", code="too_late")
    if queries.open_changes(locked).exists():
        raise Refusal(_("Another change of this order is still open: decide that first."), code="open_change")
    change = Change(
        number=next_number(CHANGE_KIND, at=now), order=locked, customer=locked.customer, kind=kind, reason=reason[:200],
        asked_by=asked_by, stage=locked.stage, allowed=revising.allowed(kind, locked.stage, table=table), owner=locked.owner,
        department=locked.department, created_at=now, created_by=actor, **people_of(held(locked.customer)), **values,
    )
    wanted(locked, change)
    change.save(force_insert=True)
    engine.start(change, procedure=CHANGE, actor=actor, now=now, owner=locked.owner)
    facts = {"kind": str(change.get_kind_display()), "number": change.number, "title": str(locked)}
    timeline.record("orders.change_asked", locked, actor=actor, at=now, text=reason, data=facts, main=locked.main_object)
    return change


@whole
def ask_rush(order: Order, *, requester: str, wanted_on: date, reason: str, actor: Employee, now: datetime) -> Rush:
    """Write down who presses, for when and why; the plan manager decides (F21.5)."""
    locked = lock(order)
    require(actor, "view", locked)
    require_any(actor, "create", Rush)
    if locked.state_kind != "open" or locked.state == "draft":
        raise Refusal(_("Only an open order that is handed in can go first."), code="not_open")
    if locked.rush:
        raise Refusal(_("It goes first already."), code="rush")
    if locked.rushes.filter(state="asked").exists():
        raise Refusal(_("Somebody has asked for that already; the plan manager decides."), code="asked")
    rush = Rush(
        number=next_number(RUSH_KIND, at=now), order=locked, customer=locked.customer, requester=requester[:60], wanted_on=wanted_on,
        reason=reason[:200], owner=locked.owner, department=locked.department, created_at=now, created_by=actor,
        **people_of(held(locked.customer)),
    )
    rush.save(force_insert=True)
    engine.start(rush, procedure=RUSH, actor=actor, now=now, owner=locked.owner)
    facts = {"requester": requester, "number": rush.number, "title": str(locked)}
    timeline.record("orders.rush_asked", locked, actor=actor, at=now, text=reason, data=facts, main=locked.main_object)
    return rush


@whole
def write_formula(
    coordination: Coordination, *, process: str, actor: Employee, now: datetime, formula: str = "", materials: str = "",
    product: Any = None, structure_only: bool = False,
) -> Formula:
    """The next version of formula and process; what was written before stays (F13.1)."""
    locked = Coordination.objects.select_for_update(of=("self",)).select_related("customer", "order").get(pk=coordination.pk)
    require(actor, "edit", locked)
    if locked.state != "drafting":
        raise Refusal(_("Formula and process are adjusted before they are submitted, or after they were sent back."), code="not_drafting")
    if not structure_only and not formula.strip():
        raise Refusal(_("Write the formula, or say that only the structure changes."), field="formula", code="no_formula")
    last = locked.formulas.first()
    made = Formula.objects.create(
        coordination=locked, number=last.number + 1 if last else 1, product=product, formula=formula, process=process,
        materials=materials, made_at=now, made_by=actor,
    )
    locked.structure_only = structure_only
    locked.save(update_fields=["structure_only"])
    facts = {"number": made.number, "title": str(locked)}
    timeline.record("orders.formula", locked, actor=actor, at=now, text=process[:500], data=facts, main=locked.main_object)
    return made

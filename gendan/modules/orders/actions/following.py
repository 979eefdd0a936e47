"""An order follows the changed version of its contract: a draft at once, one under review through a new review, a noticed one by a change."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.contracts.models import Contract
from gendan.modules.orders import following, queries
from gendan.modules.orders.actions.changing import begin_change
from gendan.modules.orders.actions.entering import lock, rewrite
from gendan.modules.orders.checking import value
from gendan.modules.orders.effects.changing import following_of, wanted
from gendan.modules.orders.effects.planning import tell_owner, within
from gendan.modules.orders.effects.versions import follow_version
from gendan.modules.orders.following import Difference
from gendan.modules.orders.models import Change, Order
from gendan.modules.orders.numbers import ORDER_DAYS
from gendan.modules.orders.revising import Content
from gendan.modules.orders.words import ChangeKind
from gendan.spine import words
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

#: What was handed in goes back into the draft; a coordination is carried to its end first.
HANDED_IN = ("received", "review", "planning", "negotiating", "leader", "notice")


@whole
def follow_contract(order: Order, *, actor: Employee, now: datetime) -> Change | None:
    """Take over what the contract says now; the change where the order is noticed already."""
    locked = lock(order)
    require(actor, "edit", locked)
    contract = queries.binding(locked)
    if contract is None or contract.pk == locked.contract_id:
        raise Refusal(_("The order says what its contract says."), code="no_change")
    return _follow(locked, contract, actor=actor, now=now)


def _follow(order: Order, contract: Contract, *, actor: Employee | None, now: datetime) -> Change | None:
    if contract.currency != order.currency:
        raise Refusal(_("The contract is in another currency now: return the order, and enter it anew."), code="currency")
    content = following_of(order, contract)
    if content == queries.content_of(order):
        follow_version(order, contract, terms=queries.terms_of(contract), now=now)
        return None
    if order.state == "running":
        return _ask(order, contract, actor=actor, now=now)
    if order.state in HANDED_IN:
        engine.perform(order, "contract_changed", actor=None, data={"reason": contract.change_reason}, now=now)
        order.refresh_from_db()
    if order.state != "draft":
        raise Refusal(_("It is in coordination: it follows the contract once that has ended."), code="coordinating")
    _rewrite(order, contract, content, actor=actor, now=now)
    return None


def _ask(order: Order, contract: Contract, *, actor: Employee | None, now: datetime) -> Change:
    return begin_change(
        order, kind=ChangeKind.CONTRACT, reason=contract.change_reason or contract.title_number, actor=actor, now=now, contract=contract
    )


def _rewrite(order: Order, contract: Contract, content: Content, *, actor: Employee | None, now: datetime) -> None:
    order.wanted_on, order.requirement = content.wanted_on, content.requirement
    order.save(update_fields=["wanted_on", "requirement"])
    rewrite(order, content.items, actor=actor, now=now)
    follow_version(order, contract, terms=queries.terms_of(contract), now=now)
    facts = {"number": contract.title_number, "title": str(order)}
    timeline.record("orders.follows", order, actor=actor, at=now, text=contract.change_reason, data=facts, main=order.main_object)
    title = _("The contract was changed, the order follows it: %(name)s") % {"name": order}
    tell_owner(order, title=title, body=contract.change_reason, topic="orders.changes", now=now)


def differences_from(order: Order, contract: Contract) -> list[Difference]:
    """What the order would say otherwise if it followed this version of its contract."""
    return following.differences(queries.content_of(order), following_of(order, contract))


def differences_of(change: Change) -> list[Difference]:
    """What a change makes different; once it is carried out, what it made different."""
    made, order = change.version, change.order
    if made is None:
        return following.differences(queries.content_of(order), wanted(order, change))
    before = order.versions.get(number=made.number - 1)
    return following.differences(queries.content_in(before, currency=order.currency), queries.content_in(made, currency=order.currency))


# -- listeners ----------------------------------------------------------------------------------------------------


def follow_amendment(*, contract: Contract, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "contracts.amended": each open order of the contract follows it (F59, F21.4)."""
    for order in Order.objects.filter(contract__number=contract.number, state_kind__in=("open", "waiting")).order_by("pk"):
        _reach(order, actor=actor, now=now)


def follow_moves(*, case: Any, transition: Any, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": what had to wait follows now, and what both have signed needs no further word of the customer."""
    if case.procedure == "order" and transition.target == "notice":
        _reach(Order.objects.get(pk=case.record_id), actor=None, now=now)
    elif case.procedure == "order_change" and transition.target in ("customer", "done", "refused", "withdrawn"):
        change = Change.objects.select_related("order", "contract", "case").get(pk=case.record_id)
        if change.contract is None and transition.target != "customer":
            _reach(change.order, actor=None, now=now)
        elif change.contract is not None and transition.target == "customer":
            _confirm(change, change.contract, now=now)


def _reach(order: Order, *, actor: Employee | None, now: datetime) -> None:
    """Follow where it can be done now; where only a person can, the salesperson is asked."""
    contract = queries.binding(order) if order.contract_id else None
    if contract is None or contract.pk == order.contract_id or order.state == "coordinating" or queries.open_changes(order).exists():
        return
    locked = lock(order)
    try:
        _follow(locked, contract, actor=actor, now=now)
    except Refusal as refusal:
        _ask_by_hand(locked, contract, why=str(refusal.reason), now=now)


def _ask_by_hand(order: Order, contract: Contract, *, why: str, now: datetime) -> None:
    if order.owner is None:
        return
    todos.add(
        order, title=words.say("orders.contract_changed", contract.title_number), assignee=order.owner, actor=None, now=now, context=why,
        key="contract_changed", due_at=within(value(ORDER_DAYS, at=now), order.owner, now=now),
    )


def _confirm(change: Change, contract: Contract, *, now: datetime) -> None:
    """Both have signed the contract; where the order cannot take it over all the same, the salesperson talks with the customer."""
    data = {"confirmed_by": contract.their_signatory or str(change.customer), "confirmed_how": contract.title_number}
    try:
        with transaction.atomic():
            engine.perform(change, "confirm_online", actor=None, data=data, now=now)
    except Refusal as refusal:
        tell_owner(change.order, title=str(refusal.reason), body=str(change), topic="orders.changes", now=now)

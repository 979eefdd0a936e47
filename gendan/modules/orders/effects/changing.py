"""What changes of noticed orders and rush requests write (F21)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.contracts.models import Contract
from gendan.modules.orders import checking, following, queries, revising, rules
from gendan.modules.orders.effects.planning import book, move_promise, tell_owner
from gendan.modules.orders.effects.versions import follow_version, revise
from gendan.modules.orders.models import Change, Line, Order, Progress
from gendan.modules.orders.revising import Content, Item, Wish
from gendan.modules.orders.words import Asker, ChangeKind
from gendan.spine.messages.actions import tell
from gendan.spine.org.queries import holders_of
from gendan.spine.procedures import engine
from gendan.spine.procedures.declare import Move
from gendan.spine.refusal import Refusal

DATED = (ChangeKind.EARLIER, ChangeKind.LATER)
TEXTS = (ChangeKind.STRUCTURE, ChangeKind.PACKAGING)


def wish_of(change: Change) -> Wish:
    """The change as a plain value."""
    product = change.product
    item = Item(
        key=0, name=product.name, quantity=change.quantity or Decimal(1), price=change.price or product.list_price or Decimal(0), product_id=product.pk,
        specification=product.model, unit=product.unit, tax_rate=product.tax_rate,
    ) if product else None
    return Wish(
        kind=change.kind, line_key=change.line_key, item=item, quantity=change.quantity, price=change.price, new_on=change.new_on,
        text=change.text,
    )


def following_of(order: Order, contract: Contract) -> Content:
    """What the order would say once it follows this version of its contract."""
    base = queries.content_of_contract(order.contract or contract)
    made = following.merged(
        queries.content_of(order), base=base, theirs=queries.content_of_contract(contract), alone=queries.is_alone(order), next_key=queries.next_key(order)
    )
    if not made.items:
        raise Refusal(_("Nothing of this order is left in the contract: cancel the order."), code="nothing_left")
    return made


def wanted(order: Order, change: Change) -> Content:
    """What the order would say; a later day may come with any kind of change."""
    if change.contract is not None:
        return following_of(order, change.contract)
    made = revising.changed(queries.content_of(order), wish_of(change), next_key=queries.next_key(order))
    if change.new_on is not None and change.kind not in DATED:
        return revising.replaced_day(made, change.new_on)
    return made


def change_can_be_made(move: Move) -> str | None:
    """The day can be kept with it, beside all that is booked; asked again when it is carried out."""
    change: Change = move.record
    if change.kind in (ChangeKind.CANCEL, *TEXTS):
        return None
    try:
        order = Order.objects.get(pk=change.order_id)
        content = wanted(order, change)
    except Refusal as refusal:
        return str(refusal.reason)
    return why_not_by(order, content, now=move.now)


def why_not_by(order: Order, content: Content, *, now: datetime) -> str | None:
    """Why the content cannot leave by its day; None where it can."""
    if content.promised_on is None:
        return None
    found = checking.check(order, now=now, lines=lines_as(content))
    return checking.why_not(found, on=content.promised_on)


def lines_as(content: Content) -> list[Line]:
    """The lines of a content that is not written yet, with their products."""
    products = {one.pk: one for one in queries.products_of(item.product_id for item in content.items)}
    return [
        Line(key=one.key, name=one.name, quantity=one.quantity, price=one.price, product=products.get(one.product_id or 0))
        for one in content.items
    ]


def carry_out(move: Move) -> None:
    """The customer has confirmed: the next version of the order, its bookings, its days, its notice (F21.4, F58.5)."""
    change: Change = move.record
    order = Order.objects.select_for_update(of=("self",)).select_related("case", "owner", "customer").get(pk=change.order_id)
    _require_open(change, order)
    version = None
    if change.kind == ChangeKind.CANCEL:
        engine.perform(order, "cancel", actor=None, data={"reason": change.reason}, now=move.now)
    else:
        version = _revised(change, order, move)
    confirmed = {name: move.data[name] for name in ("confirmed_by", "confirmed_how")}
    move.keep(version=version, confirmed_at=move.now, **confirmed)


def _require_open(change: Change, order: Order) -> None:
    """Between asking and confirming the order may have come too far."""
    if order.state != "running":
        raise Refusal(_("The order is no longer in production."), code="too_late")
    reason = rules.why_too_late(change.kind, stage=order.stage, table=queries.change_table())
    if reason:
        raise Refusal(reason, who=_("the order centre"), code="too_late")


def _revised(change: Change, order: Order, move: Move) -> Any:
    old, content = order.promised_on, wanted(order, change)
    version = revise(order, content, reason=change.reason, actor=move.actor, now=move.now)
    version.noticed_at = move.now
    version.save(update_fields=["noticed_at"])
    if change.kind not in TEXTS and order.promised_on is not None:
        found = checking.check(order, now=move.now)
        reason = checking.why_not(found, on=order.promised_on)
        if reason:
            raise Refusal(reason, who=_("the plan manager"), field="new_on", code="day_not_kept")
        book(order, found)
    if change.contract is not None:
        follow_version(order, change.contract, terms=queries.terms_of(change.contract), now=move.now)
    _follow_lines(order, content)
    _follow_day(change, order, old, move)
    return version


def _follow_lines(order: Order, content: Content) -> None:
    """Where progress is kept by line, a new line has stages of its own."""
    split = set(order.progress.filter(line_key__gt=0).values_list("line_key", flat=True))
    missing = tuple(one.key for one in content.items if one.key not in split) if split else ()
    pattern = list(order.progress.filter(line_key=0))
    Progress.objects.bulk_create(
        Progress(order=order, line_key=key, stage=row.stage, position=row.position, planned_on=row.planned_on, first_planned_on=row.planned_on)
        for key in missing for row in pattern
    )


def _follow_day(change: Change, order: Order, old: date | None, move: Move) -> None:
    if old is None or order.promised_on is None or order.promised_on == old:
        return
    by_customer = change.asked_by == Asker.CUSTOMER
    move_promise(order, old=old, new=order.promised_on, reason=change.reason, by_customer=by_customer, actor=move.actor, now=move.now)
    engine.refresh_due(order, now=move.now)


def tell_declined(move: Move) -> None:
    """The salesperson hears what the customer said."""
    order = Order.objects.select_related("owner").get(pk=move.record.order_id)
    title = _("The customer does not confirm: %(name)s") % {"name": move.record}
    tell_owner(order, title=title, body=move.data.get("reason", ""), topic="orders.changes", now=move.now)


def tell_refused(move: Move) -> None:
    """The salesperson hears that, and why."""
    order = Order.objects.select_related("owner").get(pk=move.record.order_id)
    title = _("Change refused: %(name)s") % {"name": move.record}
    tell_owner(order, title=title, body=move.data.get("reason", ""), topic="orders.changes", now=move.now)


def grant_rush(move: Move) -> None:
    """The order goes first; the order centre hears it, to promise days anew (F21.5)."""
    order = Order.objects.select_for_update(of=("self",)).select_related("owner").get(pk=move.record.order_id)
    order.rush, order.updated_at = True, move.now
    order.save(update_fields=["rush", "updated_at"])
    move.keep(opinion=move.data["reason"], decided_by=move.actor)
    title = _("It goes first: %(name)s") % {"name": order}
    tell(holders_of("order_centre", on=timezone.localdate(move.now)), topic="orders.changes", title=title, body=move.data["reason"],
         url=f"/orders/{order.pk}", now=move.now)
    tell_owner(order, title=title, body=move.data["reason"], topic="orders.changes", now=move.now)


def decline_rush(move: Move) -> None:
    """It waits its turn; who asked hears why."""
    order = Order.objects.select_related("owner").get(pk=move.record.order_id)
    move.keep(opinion=move.data["reason"], decided_by=move.actor)
    tell_owner(order, title=_("It waits its turn: %(name)s") % {"name": order}, body=move.data["reason"], topic="orders.changes", now=move.now)

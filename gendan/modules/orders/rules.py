"""What decides the way of an order, its coordination, its changes and its rushes (F12, F13, F21, F58)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.catalog.models import Product, RangeStatus
from gendan.modules.orders import queries, revising
from gendan.modules.orders.models import Change, Coordination, Order
from gendan.modules.orders.numbers import THRESHOLD
from gendan.modules.orders.words import Allowed, ChangeKind, Market, Stage
from gendan.spine.procedures import numbers
from gendan.spine.procedures.declare import Move


def reasons_against_regular(products: Iterable[Product], *, market: str) -> list[dict[str, str]]:
    """Per product why it makes the order a special one: its place in the range, the export range, the notice (F58)."""
    found = []
    for product in products:
        codes = [] if product.range_status == RangeStatus.NORMAL else [product.range_status]
        if market == Market.EXPORT:
            codes += [] if product.in_export_range else ["not_in_export_range"]
            codes += [] if product.batch_notice else ["no_batch_notice"]
        found += [{"product": product.code, "name": product.name, "code": code} for code in codes]
    return found


def words_of(reason: Mapping[str, str]) -> str:
    """One of these reasons in words."""
    said = {
        "developing": _("%(name)s is still in development."), "suspended": _("%(name)s is suspended."),
        "eliminated": _("%(name)s has been taken out of the range."),
        "not_in_export_range": _("%(name)s does not stand in the export range."),
        "no_batch_notice": _("%(name)s has no notice of batch production."),
    }
    return said[reason["code"]] % {"name": reason["name"]}


def goes_the_short_way(order: Order, *, threshold: Decimal) -> bool:
    """Below the threshold without special requirement, or straight from stock (F12.5)."""
    return order.from_stock or (order.amount_cny < threshold and not order.is_special)


def threshold_of(values: Mapping[str, Any]) -> Decimal:
    """The amount in yuan from which six parties review (A1)."""
    return Decimal(str(numbers.value(dict(values), THRESHOLD)))


# -- guards ---------------------------------------------------------------------------------------------------


def order_is_complete(move: Move) -> str | None:
    """Lines with prices, a wanted day, and the words of a special requirement."""
    order: Order = move.record
    version = order.versions.first()
    missing = []
    if version is None or not version.lines.exists():
        missing.append(_("products"))
    if order.wanted_on is None:
        missing.append(_("the day wanted by the customer"))
    if order.special and not order.requirement.strip():
        missing.append(_("the technical requirement in words"))
    return _("Still missing: %(fields)s.") % {"fields": "、".join(missing)} if missing else None


def short_way_is_open(move: Move) -> str | None:
    """The leader alone may sign this order (F12.5)."""
    threshold = threshold_of(move.case.numbers)
    if goes_the_short_way(move.record, threshold=threshold):
        return None
    if move.record.is_special:
        return _("It has a special technical requirement and is not from stock: all six parties review it.")
    return _("From %(amount)s yuan all six parties review it.") % {"amount": f"{threshold:,.0f}"}


def technology_need_not_begin(move: Move) -> str | None:
    """Reviews of special export orders are begun by technology (F58.9)."""
    if move.record.is_export_special:
        return _("A special export order: technology (overseas technical support) begins its review.")
    return None


def is_special_export(move: Move) -> str | None:
    """There is something for technology to decide (F58.8)."""
    return None if move.record.is_export_special else _("This is no special export order: the order centre organises its review.")


def documents_are_ready(move: Move) -> str | None:
    """A special export order has its technical documents (F58.10)."""
    order: Order = move.record
    if order.market == Market.EXPORT and order.irregular and not order.technical_documents.strip() and not order.from_stock:
        return _("The export technical documents are not prepared: technology writes them into the plan.")
    return None


def date_is_promised(move: Move) -> str | None:
    """The day was checked against capacity and material (F21)."""
    if move.record.promised_on is None:
        return _("No day is promised yet: check capacity and material first.")
    return None


def customer_has_confirmed(move: Move) -> str | None:
    """Drawings and versions that the customer was asked to confirm are confirmed before anything is made (F24, F58.5)."""
    left = queries.unconfirmed(move.record)
    return _("The customer has not confirmed yet: %(names)s.") % {"names": "、".join(left)} if left else None


def needs_no_coordination(move: Move) -> str | None:
    """Nothing has to be adjusted before the notice."""
    return _("Formula or process has to be adjusted: sign for coordination.") if move.record.needs_coordination else None


def needs_coordination(move: Move) -> str | None:
    """Formula or process has to be adjusted first (F12.4b)."""
    return None if move.record.needs_coordination else _("Nothing has to be adjusted: sign for the order notice.")


def customer_has_agreed(move: Move) -> str | None:
    """A deviating order is signed with the customer's answer (F12.3)."""
    if move.record.deviates and not move.record.handling_opinion:
        return _("First the talks with the customer have to give a handling opinion.")
    return None


def signer_is_another(move: Move) -> str | None:
    """Nobody signs an order of his own."""
    if move.actor is not None and move.actor.pk in (move.record.owner_id, move.record.created_by_id):
        return _("Nobody signs an order of his own.")
    return None


def formula_is_written(move: Move) -> str | None:
    """There is a plan to sign (F13.1)."""
    coordination: Coordination = move.record
    return None if coordination.formulas.exists() else _("Write the formula and the process first.")


def trials_are_needed(move: Move) -> str | None:
    """The formula changes, so it is tried (F13.3)."""
    return _("Only the structure changes: no trial is needed.") if move.record.structure_only else None


def only_structure(move: Move) -> str | None:
    """No trial is needed (F13.4)."""
    return None if move.record.structure_only else _("The formula changes: it has to be tried first.")


def stage_allows(move: Move) -> str | None:
    """The order centre alone may agree at this stage of progress."""
    answer = _answer(move.record)
    if answer == Allowed.REVIEW:
        return _("At this stage the parties review it again.")
    return stage_is_open(move)


def stage_is_open(move: Move) -> str | None:
    """The order has not come too far since the change was asked for."""
    change: Change = move.record
    if change.order.state != "running":
        return _("The order is no longer in production.")
    return why_too_late(change.kind, stage=change.order.stage, table=queries.change_table())


def _answer(change: Change) -> str:
    """What the table says now."""
    return revising.allowed(change.kind, change.order.stage, table=queries.change_table())


def why_too_late(kind: str, *, stage: str, table: dict[tuple[str, str], str]) -> str | None:
    """What the table forbids, in words."""
    if revising.is_possible(kind, stage, table=table):
        return None
    words = {"kind": ChangeKind(kind).label, "stage": Stage(stage).label if stage else _("nothing begun")}
    return _("“%(kind)s” is no longer possible: the order is “%(stage)s”.") % words


def decider_is_another(move: Move) -> str | None:
    """Nobody decides his own request."""
    if move.actor is not None and move.actor.pk == move.record.created_by_id:
        return _("Nobody decides his own request.")
    return None


def activities_are_allowed(order: Order) -> str | None:  # noqa: ARG001  every kind of record is asked
    """One may always speak with a customer about an order."""
    return None

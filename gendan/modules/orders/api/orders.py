"""Orders over REST, with their lines, progress, promises, confirmations, changes and rush requests."""

from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from gendan.api.own import FILTERED, narrowed, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.orders import actions, queries
from gendan.modules.orders.access import ORDER
from gendan.modules.orders.api.schemas import (
    ChangeIn,
    ChangeOut,
    CheckOut,
    ConfirmationAnswer,
    ConfirmationIn,
    ConfirmationOut,
    LineIn,
    LineOut,
    OrderChange,
    OrderDifferenceOut,
    OrderIn,
    OrderOut,
    OrderPage,
    ProgressIn,
    ProgressOut,
    PromiseIn,
    PromiseMoveOut,
    RushIn,
    RushOut,
)
from gendan.modules.orders.models import Order
from gendan.spine.timeline.queries import attachments_of

router = Router(tags=["orders"])


def _wanted(request: Any, lines: list[LineIn]) -> list[tuple[Product, Decimal, Decimal | None]]:
    return [(seen(Product, request, one.product_id), one.quantity, one.price) for one in lines]


@router.get("", response=OrderPage, summary="Orders that you may see", openapi_extra={FILTERED: ORDER})
def orders(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(Order.objects.visible_to(request.user), request), window)


@router.post("", response=OrderOut, summary="Enter an order")
def enter(request: Any, payload: OrderIn) -> Any:
    values, now = payload.dict(exclude={"customer_id", "opportunity_id", "lines", "own"}, exclude_none=True), timezone.now()

    def save() -> Order:
        if payload.opportunity_id is not None:
            source = seen(Opportunity, request, payload.opportunity_id)
            return actions.register_from_opportunity(source, actor=request.user, now=now, **values)
        customer = seen(Customer, request, payload.customer_id or 0)
        return actions.enter_order(customer, actor=request.user, now=now, lines=_wanted(request, payload.lines), **values)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True)


@router.get("/{pk}", response=OrderOut, summary="One order")
def order(request: Any, pk: int) -> Any:
    return seen(Order, request, pk)


@router.patch("/{pk}", response=OrderOut, summary="Change a draft")
def change(request: Any, pk: int, payload: OrderChange) -> Any:
    values, now = payload.dict(exclude={"revision", "own"}, exclude_unset=True), timezone.now()
    record = seen(Order, request, pk)
    return saved(
        lambda: actions.change_order(record, actor=request.user, now=now, revision=payload.revision, **values), own=payload.own,
        actor=request.user, now=now,
    )


@router.get("/{pk}/lines", response=list[LineOut], summary="Its lines, by the newest version")
def lines(request: Any, pk: int) -> Any:
    return queries.lines_of(seen(Order, request, pk))


@router.put("/{pk}/lines", response=list[LineOut], summary="Replace the products of a draft")
def set_lines(request: Any, pk: int, payload: list[LineIn]) -> Any:
    record = seen(Order, request, pk)
    made = actions.set_lines(record, lines=_wanted(request, payload), actor=request.user, now=timezone.now())
    return queries.lines_of(made)


@router.get("/{pk}/check", response=CheckOut, summary="When it could leave, by capacity and key materials")
def check(request: Any, pk: int) -> Any:
    found = actions.check_order(seen(Order, request, pk), actor=request.user, now=timezone.now())
    return {
        "earliest_on": found.earliest_on, "material_on": found.material_on, "unchecked": list(found.unchecked),
        "waits_for": found.waits_for.name if found.waits_for else "",
    }


@router.post("/{pk}/promise", response=OrderOut, summary="Promise a day")
def promise(request: Any, pk: int, payload: PromiseIn) -> Any:
    record = seen(Order, request, pk)
    return actions.promise_date(record, on=payload.on, reason=payload.reason, actor=request.user, now=timezone.now())


@router.get("/{pk}/progress", response=list[ProgressOut], summary="Planned and actual days of its stages")
def progress(request: Any, pk: int) -> Any:
    return seen(Order, request, pk).progress.all()


@router.get("/{pk}/promises", response=list[PromiseMoveOut], summary="How the promised day moved, and what the customer was told")
def promises(request: Any, pk: int) -> Any:
    return seen(Order, request, pk).promise_moves.prefetch_related("tellings__mail", "tellings__message")


@router.post("/{pk}/progress", response=OrderOut, summary="Write a stage as done or planned")
def record_stage(request: Any, pk: int, payload: ProgressIn) -> Any:
    return actions.record_stage(seen(Order, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/changes", response=ChangeOut, summary="Ask for a change of a noticed order")
def ask_change(request: Any, pk: int, payload: ChangeIn) -> Any:
    values = payload.dict(exclude={"product_id"})
    product = seen(Product, request, payload.product_id) if payload.product_id is not None else None
    return actions.ask_change(seen(Order, request, pk), **values, product=product, actor=request.user, now=timezone.now())


@router.get("/{pk}/confirmations", response=list[ConfirmationOut], summary="What the customer was asked to confirm")
def confirmations(request: Any, pk: int) -> Any:
    return seen(Order, request, pk).confirmations.all()


@router.post("/{pk}/confirmations", response=ConfirmationOut, summary="Ask the customer to confirm a drawing or a version")
def ask_confirmation(request: Any, pk: int, payload: ConfirmationIn) -> Any:
    record = seen(Order, request, pk)
    file = get_object_or_404(attachments_of(record), pk=payload.attachment_id) if payload.attachment_id else None
    return actions.ask_confirmation(
        record, subject=payload.subject, note=payload.note, attachment=file, actor=request.user, now=timezone.now()
    )


@router.post("/{pk}/confirmations/{confirmation}", response=ConfirmationOut, summary="Write down what the customer said")
def answer_confirmation(request: Any, pk: int, confirmation: int, payload: ConfirmationAnswer) -> Any:
    asked = get_object_or_404(seen(Order, request, pk).confirmations, pk=confirmation)
    return actions.answer_confirmation(asked, **payload.dict(), actor=request.user, now=timezone.now())


@router.get("/{pk}/contract", response=list[OrderDifferenceOut], summary="What its changed contract says otherwise")
def contract_differences(request: Any, pk: int) -> Any:
    record = seen(Order, request, pk)
    contract = queries.binding(record)
    return actions.differences_from(record, contract) if contract is not None else []


@router.post("/{pk}/contract", response=OrderOut, summary="Follow the changed contract")
def follow_contract(request: Any, pk: int) -> Any:
    record = seen(Order, request, pk)
    actions.follow_contract(record, actor=request.user, now=timezone.now())
    return seen(Order, request, pk)


@router.post("/{pk}/rushes", response=RushOut, summary="Ask that it goes first")
def ask_rush(request: Any, pk: int, payload: RushIn) -> Any:
    return actions.ask_rush(seen(Order, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


add_record_routes(router, Order)

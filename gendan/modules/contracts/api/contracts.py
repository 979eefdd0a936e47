"""Contracts over REST: the same verbs, rules and refusals as on the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query, Router, UploadedFile

from gendan.api.own import FILTERED, narrowed, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.modules.catalog.queries import products_for
from gendan.modules.contracts import actions, queries
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.api.schemas import (
    AmendIn,
    ContractChange,
    ContractFilter,
    ContractIn,
    ContractOut,
    ContractPage,
    CopyOut,
    DifferenceIn,
    DifferenceOut,
    KindOut,
    LineIn,
    LineOut,
    NoOrderIn,
    RequirementRow,
    ResolutionIn,
    SignatureIn,
    SignatureOut,
    StockIn,
    TermIn,
    TermOut,
)
from gendan.modules.contracts.models import Contract
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity

router = Router(tags=["contracts"])


@router.get("/kinds", response=list[KindOut], summary="Kinds of contract in use")
def kinds(request: Any) -> Any:  # noqa: ARG001
    return queries.kinds()


@router.get("", response=ContractPage, summary="Contracts that you may see, newest first", openapi_extra={FILTERED: KIND})
def contracts(request: Any, window: Query[Window], wanted: Query[ContractFilter]) -> Any:
    rows = Contract.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True))
    return page_of(narrowed(rows, request), window)


@router.post("", response=ContractOut, summary="Begin a contract")
def draft(request: Any, payload: ContractIn) -> Any:
    values, now = payload.dict(exclude={"customer_id", "opportunity_id", "kind_id", "contact_id", "own"}), timezone.now()
    values["kind"] = get_object_or_404(queries.kinds(), pk=payload.kind_id) if payload.kind_id else None
    if payload.opportunity_id:
        deal = get_object_or_404(Opportunity.objects.visible_to(request.user).select_related("customer"), pk=payload.opportunity_id)
        return saved(lambda: actions.draft_from_opportunity(deal, **values, actor=request.user, now=now), own=payload.own, actor=request.user, now=now, new=True)
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=payload.customer_id or 0)
    values["contact"] = get_object_or_404(customer.contacts.visible_to(request.user), pk=payload.contact_id) if payload.contact_id else None
    return saved(lambda: actions.draft_contract(customer, **values, actor=request.user, now=now), own=payload.own, actor=request.user, now=now, new=True)


@router.get("/{pk}", response=ContractOut, summary="One contract")
def contract(request: Any, pk: int) -> Any:
    return seen(Contract, request, pk)


@router.patch("/{pk}", response=ContractOut, summary="Change fields of one that is being written")
def change(request: Any, pk: int, payload: ContractChange) -> Any:
    values, now = payload.dict(exclude_unset=True, exclude={"kind_id", "own"}), timezone.now()
    if payload.kind_id:
        values["kind"] = get_object_or_404(queries.kinds(), pk=payload.kind_id)
    record = seen(Contract, request, pk)
    return saved(lambda: actions.change_contract(record, **values, actor=request.user, now=now), own=payload.own, actor=request.user, now=now)


@router.get("/{pk}/versions", response=list[ContractOut], summary="All versions under its number, the newest first")
def versions(request: Any, pk: int) -> Any:
    rows = queries.versions_of(seen(Contract, request, pk))
    return rows.filter(pk__in=Contract.objects.visible_to(request.user))


@router.get("/{pk}/lines", response=list[LineOut], summary="What is sold")
def read_lines(request: Any, pk: int) -> Any:
    return seen(Contract, request, pk).lines.all()


@router.put("/{pk}/lines", response=ContractOut, summary="Replace what is sold")
def lines(request: Any, pk: int, payload: list[LineIn]) -> Any:
    record = seen(Contract, request, pk)
    wanted = [_line(request, one) for one in payload]
    return actions.set_lines(record, lines=wanted, actor=request.user, now=timezone.now())


def _line(request: Any, given: LineIn) -> dict[str, Any]:
    product = get_object_or_404(products_for(request.user), pk=given.product_id) if given.product_id else None
    values = given.dict(exclude={"product_id"})
    if product is not None:
        values |= {"name": given.name or product.name, "unit": given.unit or product.unit}
    return {"product": product, **values}


@router.get("/{pk}/terms", response=list[TermOut], summary="How it is paid")
def read_terms(request: Any, pk: int) -> Any:
    return seen(Contract, request, pk).terms.all()


@router.put("/{pk}/terms", response=ContractOut, summary="Replace the payments")
def terms(request: Any, pk: int, payload: list[TermIn]) -> Any:
    given = [one.dict() for one in payload]
    return actions.set_terms(seen(Contract, request, pk), terms=given, actor=request.user, now=timezone.now())


@router.get("/{pk}/requirements", response=list[RequirementRow], summary="What the goods must fulfil")
def read_requirements(request: Any, pk: int) -> Any:
    return seen(Contract, request, pk).requirements.all()


@router.put("/{pk}/requirements", response=ContractOut, summary="Replace the requirements with their answers")
def requirements(request: Any, pk: int, payload: list[RequirementRow]) -> Any:
    given = [one.dict() for one in payload]
    return actions.set_requirements(seen(Contract, request, pk), requirements=given, actor=request.user, now=timezone.now())


@router.post("/{pk}/submit", response=ContractOut, summary="Let the review begin")
def submit(request: Any, pk: int) -> Any:
    return actions.submit_contract(seen(Contract, request, pk), actor=request.user, now=timezone.now())


@router.get("/{pk}/differences", response=list[DifferenceOut], summary="Differences with the customer")
def differences(request: Any, pk: int) -> Any:
    return seen(Contract, request, pk).differences.all()


@router.post("/{pk}/differences", response=DifferenceOut, summary="Note a difference")
def difference(request: Any, pk: int, payload: DifferenceIn) -> Any:
    return actions.raise_difference(seen(Contract, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/differences/{row}", response=DifferenceOut, summary="Close it with what was agreed")
def resolve(request: Any, pk: int, row: int, payload: ResolutionIn) -> Any:
    point = get_object_or_404(seen(Contract, request, pk).differences.select_related("contract"), pk=row)
    return actions.close_difference(point, **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/stock", response=ContractOut, summary="The warehouse answers")
def stock(request: Any, pk: int, payload: StockIn) -> Any:
    record = seen(Contract, request, pk)
    actions.answer_stock(get_object_or_404(queries.checks_of(record)), **payload.dict(), actor=request.user, now=timezone.now())
    record.refresh_from_db()
    return record


@router.get("/{pk}/signature", response=SignatureOut, summary="Who signed when, and the hash of the signed copy")
def signature(request: Any, pk: int) -> Any:
    return seen(Contract, request, pk)


@router.post("/{pk}/signature/check", response=CopyOut, summary="Is the signed copy unchanged?")
def check_copy(request: Any, pk: int) -> Any:
    return {"unchanged": actions.check_copy(seen(Contract, request, pk), actor=request.user, now=timezone.now())}


@router.post("/{pk}/sign", response=ContractOut, summary="Both have signed; with the scanned paper")
def sign(request: Any, pk: int, payload: Form[SignatureIn], paper: File[UploadedFile]) -> Any:
    record = seen(Contract, request, pk)
    return actions.sign_contract(record, **payload.dict(), paper=paper, actor=request.user, now=timezone.now())


@router.post("/{pk}/amend", response=ContractOut, summary="Begin a change: a new version")
def amend(request: Any, pk: int, payload: AmendIn) -> Any:
    return actions.amend_contract(seen(Contract, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/renew", response=ContractOut, summary="Begin the contract of the next term")
def renew(request: Any, pk: int) -> Any:
    return actions.renew_contract(seen(Contract, request, pk), actor=request.user, now=timezone.now())


@router.post("/{pk}/no-order", response=ContractOut, summary="Why there is no order")
def no_order(request: Any, pk: int, payload: NoOrderIn) -> Any:
    return actions.explain_no_order(seen(Contract, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


add_record_routes(router, Contract)

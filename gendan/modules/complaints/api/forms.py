"""Public complaint forms over REST: opened for the company, a customer or an order, listed, and closed for good."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status

from gendan.api.records import seen
from gendan.modules.complaints import actions, outward
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.actions.outside import FORM
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require_any
from gendan.spine.links.models import Link
from gendan.spine.links.pages import origin_of

router = Router(tags=["complaint forms"])


class FormIn(Schema):
    """For an order or a customer; with neither, for the whole company."""

    order_id: int | None = None
    customer_id: int | None = None


class OpenedOut(Schema):
    """The address is told this once."""

    address: str
    expires_at: datetime


class FormOut(Schema):
    """A form that is open."""

    id: int
    of: str
    issued_at: datetime
    expires_at: datetime
    opened: int
    last_opened_at: datetime | None


@router.get("", response=list[FormOut], summary="Forms that are open")
def forms(request: Any) -> Any:
    require_any(request.user, "configure", KIND)
    names = ("id", "issued_at", "expires_at", "opened", "last_opened_at")
    return [{name: getattr(row["link"], name) for name in names} | {"of": str(row["of"] or "")} for row in outward.open_forms(FORM, at=timezone.now())]


@router.post("", response=OpenedOut, summary="Open a form; its address is told this once")
def open_form(request: Any, payload: FormIn) -> Any:
    subject: Any = None
    if payload.order_id is not None:
        subject = seen(Order, request, payload.order_id)
    elif payload.customer_id is not None:
        subject = seen(Customer, request, payload.customer_id)
    path, expires_at = actions.open_form(subject, actor=request.user, now=timezone.now())
    return {"address": origin_of(request) + path, "expires_at": expires_at}


@router.post("/{pk}/close", response={204: None}, summary="Close a form for good")
def close_form(request: Any, pk: int) -> Any:
    actions.close_form(get_object_or_404(Link, pk=pk, purpose=FORM), actor=request.user, now=timezone.now())
    return Status(204, None)

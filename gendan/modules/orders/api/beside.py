"""Coordinations, changes and rush requests over REST."""

from typing import Any

from django.utils import timezone
from ninja import Query, Router

from gendan.api.paging import Window, page_of
from gendan.api.records import add_move_routes, seen
from gendan.modules.orders import actions
from gendan.modules.orders.api.schemas import (
    ChangePage,
    CoordinationPage,
    FormulaIn,
    FormulaOut,
    RushPage,
)
from gendan.modules.orders.models import Change, Coordination, Rush

coordination_router = Router(tags=["coordinations"])
change_router = Router(tags=["order-changes"])
rush_router = Router(tags=["rushes"])


@change_router.get("", response=ChangePage, summary="Changes that you may see")
def changes(request: Any, window: Query[Window]) -> Any:
    return page_of(Change.objects.visible_to(request.user), window)


@rush_router.get("", response=RushPage, summary="Rush requests that you may see")
def rushes(request: Any, window: Query[Window]) -> Any:
    return page_of(Rush.objects.visible_to(request.user), window)


@coordination_router.get("", response=CoordinationPage, summary="Coordinations that you may see")
def coordinations(request: Any, window: Query[Window]) -> Any:
    return page_of(Coordination.objects.visible_to(request.user), window)


@coordination_router.post("/{pk}/formulas", response=FormulaOut, summary="Write formula and process")
def write_formula(request: Any, pk: int, payload: FormulaIn) -> Any:
    record = seen(Coordination, request, pk)
    return actions.write_formula(record, **payload.dict(), actor=request.user, now=timezone.now())


for _router, _model in ((change_router, Change), (rush_router, Rush), (coordination_router, Coordination)):
    add_move_routes(_router, _model)

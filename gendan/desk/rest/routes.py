"""Routes that belong to no single module: to-dos, people, products, and who am I."""

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.schemas import DoneIn, Page, PostponeIn, TodoOut
from gendan.modules.catalog.models import Product
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import people_under, roles_of
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo

todo_router = Router(tags=["todos"])
people_router = Router(tags=["people"])
catalog_router = Router(tags=["products"])
me_router = Router(tags=["me"])


class TodoPage(Page):
    items: list[TodoOut]


class PersonOut(Schema):
    """Somebody in the address book."""

    id: int
    name: str
    title: str
    department_id: int
    phone: str
    email: str
    status: str


class PersonPage(Page):
    items: list[PersonOut]


class ProductOut(Schema):
    """A product; the price in yuan with tax."""

    id: int
    code: str
    name: str
    model: str
    unit: str
    list_price: Decimal | None
    is_active: bool


class ProductPage(Page):
    items: list[ProductOut]


class MeOut(Schema):
    """The person whose token this is."""

    id: int
    username: str
    name: str
    department_id: int
    roles: list[str]


def todos_of(user: Employee) -> Any:
    """The person's own to-dos and those of the people under him (PM-39)."""
    return Todo.objects.filter(Q(assignee=user) | Q(assignee__in=people_under(user)))


@todo_router.get("", response=TodoPage, summary="Open to-dos of yours and of your people")
def open_todos(request: Any, window: Query[Window], mine: bool = False) -> Any:
    rows = todos_of(request.user).filter(status__in=(Todo.Status.OPEN, Todo.Status.PAUSED))
    return page_of(rows.filter(assignee=request.user) if mine else rows, window)


@todo_router.post("/{pk}/complete", response=TodoOut, summary="Done")
def complete(request: Any, pk: int, payload: DoneIn) -> Any:
    todo = get_object_or_404(todos_of(request.user), pk=pk)
    todos.complete(todo, actor=request.user, now=timezone.now(), outcome=payload.outcome)
    todo.refresh_from_db()
    return todo


@todo_router.post("/{pk}/postpone", response=TodoOut, summary="Another time, with the reason")
def postpone(request: Any, pk: int, payload: PostponeIn) -> Any:
    todo = get_object_or_404(todos_of(request.user), pk=pk)
    todos.postpone(todo, due_at=payload.due_at, reason=payload.reason, actor=request.user, now=timezone.now())
    todo.refresh_from_db()
    return todo


@people_router.get("", response=PersonPage, summary="The address book")
def people(request: Any, window: Query[Window]) -> Any:  # noqa: ARG001
    return page_of(Employee.objects.exclude(status=Employee.Status.LEFT), window)


@catalog_router.get("", response=ProductPage, summary="The catalogue")
def products(request: Any, window: Query[Window]) -> Any:  # noqa: ARG001
    return page_of(Product.objects.all(), window)


@me_router.get("", response=MeOut, summary="Who am I")
def me(request: Any) -> dict[str, Any]:
    user: Employee = request.user
    return {
        "id": user.pk, "username": user.username, "name": user.name, "department_id": user.department_id,
        "roles": sorted(roles_of(user, on=timezone.localdate())),
    }

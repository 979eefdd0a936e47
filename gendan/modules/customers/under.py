"""What stands under a customer follows it: whoever sees the customer sees it, and what is not over goes to its next owner."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, QuerySet

from gendan.modules.customers.models import Customer
from gendan.spine.access.models import UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Followed
from gendan.spine.records import kind_of
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import ask

HELD = Lasting("SELECT owner_id, department_id, related_ids FROM customers_customer WHERE id = %s FOR NO KEY UPDATE")
COPY = """
UPDATE {table} r SET main_owner_id = c.owner_id, main_department_id = c.department_id, main_related_ids = c.related_ids
FROM customers_customer c WHERE r.customer_id = c.id AND c.id = ANY(%s)
"""


def held(customer: Customer | None) -> Customer | None:
    """The customer with its people as they are now, locked: nobody changes them while something is written under it."""
    if customer is not None:
        names = ("owner_id", "department_id", "related_ids")
        for name, value in zip(names, ask(HELD, [customer.pk])[0], strict=True):
            setattr(customer, name, value)
    return customer


def people_of(customer: Customer | None) -> dict[str, Any]:
    """The values of `UnderCustomer` for a new row; nobody's where the customer is not known yet."""
    return {
        "main_owner_id": customer.owner_id if customer else None,
        "main_department_id": customer.department_id if customer else None,
        "main_related_ids": list(customer.related_ids) if customer else [],
    }


def copy_people(model: type[UnderCustomer], customer_ids: Collection[int]) -> None:
    """Bring all rows under these customers up to date, in one statement."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(table=table), [list(customer_ids)])


@cache
def models() -> list[type[UnderCustomer]]:
    """Every kind of record that stands under a customer; a new module has nothing to register."""
    return [model for model in apps.get_models() if issubclass(model, UnderCustomer)]


@cache
def followed() -> list[type[Any]]:
    """Those of them that a procedure runs on."""
    return [model for model in models() if issubclass(model, Followed)]


def going_along(model: type[Any]) -> QuerySet[Any]:
    """Its rows that change hands with their customer: what runs, and what its kind adds (`goes_along`)."""
    return model._default_manager.filter(model.goes_along)


# -- listeners ------------------------------------------------------------------------------------------------------


def follow_people(*, customer_ids: Collection[int], **_facts: Any) -> None:
    """Listener of "customers.people_changed": the customers' people see all that stands under them (PM-33, PM-34)."""
    for model in models():
        copy_people(model, customer_ids)


def follow_owner(
    *, customer_ids: Collection[int], previous: Employee, owner: Employee, actor: Employee | None, now: datetime
) -> None:
    """Listener of "customers.owner_changed": what is not over there goes from the former owner to the new one."""
    for model in followed():
        rows = going_along(model).filter(owner=previous, customer__in=customer_ids)
        found = list(rows.select_related("customer").order_by("pk").select_for_update(no_key=True, of=("self",)))
        if found:
            _hand_on(model, found, previous=previous, owner=owner, actor=actor, now=now)


def _hand_on(
    model: type[Any], rows: list[Any], *, previous: Employee, owner: Employee, actor: Employee | None, now: datetime
) -> None:
    ids = [row.pk for row in rows]
    model._default_manager.filter(pk__in=ids).update(owner=owner, department=owner.department, **_changed(model, now))
    engine.change_owner(kind_of(model), ids, previous=previous, owner=owner, actor=actor, now=now)
    if model.assigned_verb:
        timeline.record_many(model.assigned_verb, rows, actor=actor, at=now, data={"from": previous.name, "to": owner.name})


def _changed(model: type[Any], now: datetime) -> dict[str, Any]:
    """Whoever edits such a row at this moment is told that it has changed."""
    names = {field.name for field in model._meta.get_fields()}
    return {"updated_at": now, "revision": F("revision") + 1} if "revision" in names else {}


def follow_transfer(*, employee: Employee, now: datetime, **_facts: Any) -> None:
    """Listener of "org.employee_transferred": what is not over goes along; what has ended stays where it was."""
    for model in followed():
        moving = going_along(model).filter(owner=employee).exclude(department=employee.department_id)
        moving.update(department=employee.department_id, **_changed(model, now))


def pass_on(*, employee: Employee, successor: Employee, now: datetime, **_facts: Any) -> None:
    """Listener of "org.employee_left": what is not over of the leaver's under others' customers goes to the successor."""
    for model in followed():
        going_along(model).filter(owner=employee).update(owner=successor, department=successor.department, **_changed(model, now))

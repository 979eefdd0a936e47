"""What stands under a customer follows its scope: the customer's people, copied onto the rows of other modules."""

from collections.abc import Collection
from typing import Any

from django.db import connection

from gendan.modules.customers.models import Customer
from gendan.spine.access.models import UnderCustomer
from gendan.spine.whole import ask

HELD = "SELECT owner_id, department_id, related_ids FROM customers_customer WHERE id = %s FOR NO KEY UPDATE"
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

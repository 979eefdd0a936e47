"""The doctor's checks of customers and of all that stands under them: a query for each table."""

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext_lazy as _

from gendan.spine.access.models import UnderCustomer
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import LIMIT, Finding
from gendan.spine.records import kind_of

UNLIKE = """
SELECT r.id FROM {table} r JOIN customers_customer c ON c.id = r.customer_id
WHERE (r.main_owner_id, r.main_department_id, r.main_related_ids)
    IS DISTINCT FROM (c.owner_id, c.department_id, c.related_ids) LIMIT %s
"""
OF_LEFT = """
SELECT c.id FROM customers_customer c JOIN org_employee e ON e.id = c.owner_id
WHERE e.status = 'left' AND c.deleted_at IS NULL LIMIT %s
"""
ELSEWHERE = """
SELECT c.id FROM customers_customer c JOIN org_employee e ON e.id = c.owner_id
WHERE c.department_id <> e.department_id AND c.deleted_at IS NULL LIMIT %s
"""


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("customers.people", people)
    doctor.register("customers.owners", owners)
    doctor.register("customers.departments", departments)


def people() -> list[Finding]:
    """What stands under a customer is seen by the customer's people (PM-33, PM-34)."""
    text = _("other people see it than its customer")
    models = [model for model in apps.get_models() if issubclass(model, UnderCustomer)]
    return [
        Finding("people", text, kind_of(model), found)
        for model in models
        if (found := _ids(UNLIKE.format(table=connection.ops.quote_name(model._meta.db_table))))
    ]


def owners() -> list[Finding]:
    """Whoever left is responsible for no customer."""
    found = _ids(OF_LEFT)
    return [Finding("owner", _("the responsible employee has left"), "customers.customer", found)] if found else []


def departments() -> list[Finding]:
    """The responsible department is the owner's."""
    found = _ids(ELSEWHERE)
    text = _("the responsible department is not the owner's")
    return [Finding("department", text, "customers.customer", found)] if found else []


def _ids(query: str) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, [LIMIT])
        return tuple(row[0] for row in cursor.fetchall())

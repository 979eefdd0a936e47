"""The doctor's checks of customers and of all that stands under them: a query for each table."""

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import under
from gendan.spine.org.models import Employee
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding
from gendan.spine.records import kind_of

UNLIKE = """
SELECT r.id FROM {table} r JOIN customers_customer c ON c.id = r.customer_id
WHERE (r.main_owner_id, r.main_department_id, r.main_related_ids)
    IS DISTINCT FROM (c.owner_id, c.department_id, c.related_ids)
"""
OF_LEFT = """
SELECT c.id FROM customers_customer c JOIN org_employee e ON e.id = c.owner_id
WHERE e.status = 'left' AND c.deleted_at IS NULL
"""
ELSEWHERE = """
SELECT c.id FROM customers_customer c JOIN org_employee e ON e.id = c.owner_id
WHERE c.department_id <> e.department_id AND c.deleted_at IS NULL
"""


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("customers.people", people)
    doctor.register("customers.owners", owners)
    doctor.register("customers.departments", departments)


def people() -> list[Finding]:
    """What stands under a customer is seen by the customer's people (PM-33, PM-34)."""
    text = _("other people see it than its customer")
    return [
        Finding("people", text, kind_of(model), found)
        for model in under.models()
        if (found := doctor.ids(UNLIKE.format(table=_table(model))))
    ]


def owners() -> list[Finding]:
    """Whoever left is responsible for no customer, and for nothing under one that goes along with it."""
    text = _("the responsible employee has left")
    left = {kind_of(model): under.going_along(model).filter(owner__status=Employee.Status.LEFT) for model in under.followed()}
    asked = {"customers.customer": doctor.ids(OF_LEFT), **{kind: doctor.first(rows) for kind, rows in left.items()}}
    return [Finding("owner", text, kind, found) for kind, found in asked.items() if found]


def departments() -> list[Finding]:
    """The responsible department is the owner's."""
    found = doctor.ids(ELSEWHERE)
    text = _("the responsible department is not the owner's")
    return [Finding("department", text, "customers.customer", found)] if found else []


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)

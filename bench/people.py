"""Who looks: one person for each width of scope."""

from dataclasses import dataclass

from bench.door import cookie_of
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Employee


@dataclass(frozen=True, slots=True)
class Person:
    """A person, the scope's name, the cookie, and the same scope as plain SQL."""

    scope: str
    employee: Employee
    cookie: str
    where: str


def everybody() -> list[Person]:
    """A salesperson (own), a head (department), the general manager (all)."""
    seller = Employee.objects.filter(
        held_roles__role__key="salesperson", pk__in=Customer.objects.values("owner")
    ).exclude(held_roles__role__key__in=("sales_head", "sales_assistant")).select_related("department").order_by("pk")[0]  # fmt: skip
    head = Employee.objects.filter(
        held_roles__role__key="sales_head", department__in=Customer.objects.values("department")
    ).select_related("department").order_by("pk")[0]  # fmt: skip
    chief = Employee.objects.filter(held_roles__role__key="general_manager").order_by("pk")[0]
    return [
        Person("own", seller, cookie_of(seller), f"WHERE c.deleted_at IS NULL AND c.owner_id = {seller.pk}"),
        Person("department", head, cookie_of(head), f"WHERE c.deleted_at IS NULL AND c.department_id = {head.department_id}"),
        Person("all", chief, cookie_of(chief), "WHERE c.deleted_at IS NULL"),
    ]

"""Who is calling: the customer behind a telephone number (F90)."""

from typing import Any

from django.db.models import QuerySet

from gendan.modules.customers import names
from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import SHORTEST_NUMBER, Party, contacts_of


def caller_of(phone: str) -> Party | None:
    """Whose number this is, where it is one customer's only; with the person who has it."""
    key = names.phone_key(phone)
    if len(key) < SHORTEST_NUMBER:
        return None
    found = list(Customer.objects.filter(phone_keys__contains=[key], deleted_at=None)[:2])
    if len(found) != 1:
        return None
    person = next((one for one in contacts_of(found[0]) if key in (names.phone_key(one.mobile), names.phone_key(one.phone))), None)
    return Party(found[0], person)


def calls_of(phone: str, *, viewer: Any) -> QuerySet[Customer]:
    """Customers with this number whom the person may see."""
    key = names.phone_key(phone)
    seen = Customer.objects.visible_to(viewer)
    found: QuerySet[Customer] = seen.filter(phone_keys__contains=[key]) if len(key) >= SHORTEST_NUMBER else seen.none()
    return found.select_related("owner")

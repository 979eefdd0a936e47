"""What papers say of a customer and of the person there."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer

CUSTOMER: Mapping[str, Any] = {
    "name": (_("customer name"), "华东精密机床有限公司"), "code": (_("customer number"), "K000128"),
    "address": (_("address"), "苏州市工业园区星湖街 328 号"), "phone": (_("telephone"), "0512-6288 0001"), "fax": _("fax"),
    "credit_code": (_("unified social credit code"), "91320594MA1XYZ1234"),
}
CONTACT: Mapping[str, Any] = {
    "name": (pgettext_lazy("person", "name"), "高鹏"), "position": (_("position"), "采购经理"), "phone": (_("telephone"), "138 0000 0001"),
    "email": (_("e-mail"), "gao@example.com"),
}


def customer_on(customer: Customer) -> dict[str, Any]:
    """The customer's own data."""
    return {name: getattr(customer, name) for name in CUSTOMER}


def contact_on(contact: Contact | None) -> dict[str, Any]:
    """The person; empty values where nobody is named."""
    if contact is None:
        return dict.fromkeys(CONTACT, "")
    return {"name": contact.name, "position": contact.position, "phone": contact.mobile or contact.phone, "email": contact.email}

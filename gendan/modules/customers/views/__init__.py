"""Pages of customers."""

from gendan.modules.customers.views.dialogs import (
    bin_customer,
    change_owner,
    consents,
    contact_edit,
    contact_gone,
    contact_new,
    notes,
    prospect,
    related,
    validity,
)
from gendan.modules.customers.views.pages import card, contact, contacts, create, customers, detail, edit
from gendan.modules.customers.views.similar import ask, matches

__all__ = [
    "ask", "bin_customer", "card", "change_owner", "consents", "contact", "contact_edit", "contact_gone", "contact_new", "contacts", "create",
    "customers", "detail", "edit", "matches", "notes", "prospect", "related", "validity",
]

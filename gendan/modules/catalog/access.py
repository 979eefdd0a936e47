"""What each role may do to products before the company changes it."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.access import declarations
from gendan.spine.access.scopes import Scope
from gendan.spine.org.roles import ROLES

KIND = "catalog.product"
ACTIONS = ("view", "create", "edit", "import")
KEEPERS = ("sales_head", "director", "general_manager", "crm_supervisor", "customer_data_clerk", "order_centre")

DEFAULTS = {
    role: dict.fromkeys(ACTIONS if role in KEEPERS else ("view",), Scope.ALL) for role in ROLES
}


LIST = "catalog.pricelist"
READERS = (*KEEPERS, "salesperson", "sales_assistant", "finance", "documents", "service_head")
WRITERS = ("sales_head", "director", "general_manager", "order_centre")
LISTS = {
    role: dict.fromkeys(ACTIONS if role in WRITERS else ("view",), Scope.ALL) for role in READERS
}


def declare() -> None:
    """Register the kinds; called once at start."""
    declarations.register(KIND, _("product"), ACTIONS, DEFAULTS)
    declarations.register(LIST, _("price lists"), ACTIONS, LISTS)

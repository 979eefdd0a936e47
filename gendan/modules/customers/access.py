"""What each role may do to customers before the company changes it (F37, F107, PM-37, PM-44)."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.access import declarations
from gendan.spine.access.scopes import Scope

KIND = "customers.customer"
CONTACT = "customers.contact"
ACTIONS = ("view", "create", "edit", "follow", "delete", "assign", "merge", "import", "export")

_EVERYTHING = dict.fromkeys(ACTIONS, Scope.ALL)
_SEE_ALL = {"view": Scope.ALL}
_SERVE_ALL = {"view": Scope.ALL, "follow": Scope.ALL}

DEFAULTS = {
    "salesperson": {
        "view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE,
        "follow": Scope.RELATED_EMPLOYEE, "export": Scope.RESPONSIBLE_EMPLOYEE,
    },
    "sales_assistant": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RELATED_DEPARTMENT,
        "follow": Scope.RELATED_DEPARTMENT, "import": Scope.RELATED_DEPARTMENT,
    },
    "sales_head": {
        "view": Scope.RESPONSIBLE_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "follow": Scope.RESPONSIBLE_DEPARTMENT, "delete": Scope.RESPONSIBLE_DEPARTMENT, "assign": Scope.RESPONSIBLE_DEPARTMENT, "merge": Scope.RESPONSIBLE_DEPARTMENT,
        "import": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RESPONSIBLE_DEPARTMENT,
    },
    "director": _EVERYTHING,
    "general_manager": _EVERYTHING,
    "crm_supervisor": _EVERYTHING,
    "customer_data_clerk": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL, "follow": Scope.ALL,
                            "merge": Scope.ALL, "import": Scope.ALL},
    "data_officer": {"view": Scope.ALL, "edit": Scope.ALL},
    "service_agent": _SERVE_ALL,
    "service_head": _SERVE_ALL,
    "finance": _SERVE_ALL,
}


#: Which rows these reach follows the customer: whoever sees it sees its people, whoever may edit it may change them.
OF_CONTACTS = ("view", "edit", "import", "export")


def _contacts() -> dict[str, dict[str, Scope]]:
    return {role: {action: scope for action, scope in given.items() if action in OF_CONTACTS} for role, given in DEFAULTS.items()}


def declare() -> None:
    """Register the kind; called once at start."""
    declarations.register(KIND, _("customer"), ACTIONS, DEFAULTS)
    declarations.register(CONTACT, _("contact"), OF_CONTACTS, _contacts())

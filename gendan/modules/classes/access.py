"""Who sees, submits and accepts the monthly customer data, before the company changes it (F92)."""

from gendan.spine.access.scopes import Scope

KIND = "classes.submission"
ACTIONS = ("view", "edit")

_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
DEFAULTS = {
    "salesperson": {"view": Scope.RESPONSIBLE_DEPARTMENT, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RESPONSIBLE_DEPARTMENT, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": dict.fromkeys(ACTIONS, Scope.RESPONSIBLE_DEPARTMENT),
    "director": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL,
    "customer_data_clerk": _ALL,
    "service_head": {"view": Scope.ALL},
    "service_agent": {"view": Scope.ALL},
}

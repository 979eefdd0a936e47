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

STRATEGY = "classes.strategy"
_READS = {"view": Scope.ALL}
#: Everybody who meets customers knows what the company wants with them; few write it.
STRATEGIES = dict.fromkeys(
    ("salesperson", "sales_assistant", "sales_head", "service_agent", "service_head", "customer_data_clerk"), _READS,
) | dict.fromkeys(("director", "general_manager", "crm_supervisor"), _ALL)

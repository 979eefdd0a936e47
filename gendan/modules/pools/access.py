"""Who sees the customers of a pool, takes them and gives them to others, before the company changes it.

A pool's departments are the related departments of what lies in it, its keepers the related employees.
"""

from gendan.spine.access.scopes import Scope

KIND = "pools.pooled"
ACTIONS = ("view", "claim", "assign")

_TAKES = {"view": Scope.RELATED_DEPARTMENT, "claim": Scope.RELATED_DEPARTMENT, "assign": Scope.RELATED_EMPLOYEE}
_GIVES = {"view": Scope.RELATED_DEPARTMENT, "claim": Scope.RELATED_DEPARTMENT, "assign": Scope.RELATED_DEPARTMENT}
_RULES = dict.fromkeys(ACTIONS, Scope.ALL)

DEFAULTS = {
    "salesperson": _TAKES,
    "sales_assistant": _TAKES | {"claim": Scope.NONE},
    "sales_head": _GIVES,
    "director": _RULES,
    "general_manager": _RULES,
    "crm_supervisor": _RULES,
    "customer_data_clerk": {"view": Scope.ALL},
}

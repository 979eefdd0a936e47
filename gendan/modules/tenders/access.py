"""Who sees and does what with bids, before the company changes it."""

from gendan.spine.access.scopes import Scope

KIND = "tenders.tender"
ACTIONS = ("view", "create", "edit", "export")
_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
DEFAULTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "export": Scope.RESPONSIBLE_DEPARTMENT,
    },
    "finance": {"view": Scope.ALL},
    "director": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL,
}

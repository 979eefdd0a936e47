"""Who sees staged follow-ups and keeps their files, before the company changes it."""

from gendan.spine.access.scopes import Scope

KIND = "handovers.staged"
ACTIONS = ("view", "create", "edit", "assign")

_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
DEFAULTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": dict.fromkeys(ACTIONS, Scope.RESPONSIBLE_DEPARTMENT),
    "director": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL,
}

"""Who takes requests of people, who answers them, and who reads the access log, before the company changes it."""

from gendan.spine.access.scopes import Scope

KIND = "privacy.request"
#: `export` takes a person's data out, `approve` lets an erasure happen, `audit` reads the access log.
ACTIONS = ("view", "create", "edit", "export", "approve", "audit")

_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
DEFAULTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL},
    "sales_head": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL},
    "service_agent": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL},
    "service_head": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL},
    "director": {"view": Scope.ALL, "create": Scope.ALL, "approve": Scope.ALL},
    "data_officer": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL,
}

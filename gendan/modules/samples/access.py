"""Who sees and does what with samples, before the company changes it; entering needs an authorisation record (F45.1)."""

from gendan.spine.access.scopes import Scope
from gendan.spine.org.roles import ROLES

SAMPLE, REQUEST, PROJECT = "samples.sample", "samples.samplerequest", "samples.project"

#: Nobody's role lets him enter samples: a record of the system operator does.
LIBRARY_ACTIONS = ("view", "export")
LIBRARY = dict.fromkeys(ROLES, {"view": Scope.ALL}) | dict.fromkeys(
    ("sales_head", "director", "general_manager", "crm_supervisor", "quality"), {"view": Scope.ALL, "export": Scope.ALL}
)

ACTIONS = ("view", "create", "edit", "export")
_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
_MAKERS = {"view": Scope.RELATED_EMPLOYEE, "edit": Scope.RELATED_EMPLOYEE}
REQUESTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "export": Scope.RESPONSIBLE_DEPARTMENT,
    },
    "quality": _MAKERS,
    "production": _MAKERS,
    "technology": _MAKERS,
    "finance": {"view": Scope.ALL, "export": Scope.ALL},
    "director": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL,
}
PROJECTS = {
    **{role: REQUESTS[role] for role in ("salesperson", "sales_assistant", "sales_head", "director", "general_manager", "crm_supervisor")},
    "technology": {"view": Scope.RELATED_EMPLOYEE},
    "production": {"view": Scope.RELATED_EMPLOYEE},
    "finance": {"view": Scope.ALL, "export": Scope.ALL},
}

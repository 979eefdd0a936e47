"""Who sees and does what with incidents, before the company changes it."""

from gendan.spine.access.scopes import Scope

INCIDENT, NOTICE = "incidents.incident", "incidents.notice"
ACTIONS = ("view", "create", "edit", "export")
_SEE = {"view": Scope.ALL}
_RUN = {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL}
_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
INCIDENTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RELATED_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT,
    },
    **dict.fromkeys(("dispatcher", "documents", "order_centre"), _RUN),
    **dict.fromkeys(("finance", "warehouse", "quality", "service_agent", "service_head"), _SEE),
    "director": _ALL, "general_manager": _ALL, "crm_supervisor": _ALL,
}
NOTICES = INCIDENTS

"""Who sees and does what with export consignments, before the company changes it."""

from gendan.spine.access.scopes import Scope

KIND = "consignments.consignment"
ACTIONS = ("view", "create", "edit", "export")
_SEE = {"view": Scope.ALL}
_RUN = {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL, "export": Scope.ALL}
CONSIGNMENTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RELATED_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT,
    },
    **dict.fromkeys(("documents", "order_centre"), _RUN),
    "warehouse": {"view": Scope.ALL, "edit": Scope.ALL},
    **dict.fromkeys(("dispatcher", "production", "quality", "finance", "service_agent", "service_head"), _SEE),
    **dict.fromkeys(("director", "general_manager", "crm_supervisor"), _RUN),
}

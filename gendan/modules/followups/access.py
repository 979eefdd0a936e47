"""Who sees and writes follow-ups by default (F40); rows of the permission table override."""

from gendan.spine.access.scopes import Scope

KIND = "followups.activity"
ACTIVITY = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE,
                        "import": Scope.RELATED_DEPARTMENT},
    "sales_head": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE,
                   "import": Scope.RELATED_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT},
    "service_agent": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "service_head": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "customer_data_clerk": {"view": Scope.ALL, "import": Scope.ALL},
    "finance": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "quality": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "director": {"view": Scope.ALL, "create": Scope.ALL, "import": Scope.ALL, "export": Scope.ALL},
    "general_manager": {"view": Scope.ALL, "create": Scope.ALL, "import": Scope.ALL, "export": Scope.ALL},
    "crm_supervisor": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL, "import": Scope.ALL, "export": Scope.ALL},
}

PROMISE = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "service_agent": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "service_head": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "director": {"view": Scope.ALL},
    "general_manager": {"view": Scope.ALL},
    "crm_supervisor": {"view": Scope.ALL, "edit": Scope.ALL},
}

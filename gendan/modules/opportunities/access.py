"""Who sees and moves opportunities by default (F38, F39, F40); rows of the permission table override."""

from gendan.spine.access.scopes import Scope

OPPORTUNITY = {
    "salesperson": {
        "view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE,
    },
    "sales_assistant": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "review": Scope.RESPONSIBLE_DEPARTMENT,
    },
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "review": Scope.RESPONSIBLE_DEPARTMENT, "assign": Scope.RESPONSIBLE_DEPARTMENT,
        "delete": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT, "import": Scope.RESPONSIBLE_DEPARTMENT,
    },
    "customer_data_clerk": {"view": Scope.ALL},
    "finance": {"view": Scope.ALL},
    "service_head": {"view": Scope.ALL},
    "director": {
        "view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL, "review": Scope.ALL, "assign": Scope.ALL,
        "export": Scope.ALL,
    },
    "general_manager": {"view": Scope.ALL, "assign": Scope.ALL, "review": Scope.ALL, "export": Scope.ALL},
    "crm_supervisor": {
        "view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL, "review": Scope.ALL, "assign": Scope.ALL,
        "export": Scope.ALL, "import": Scope.ALL, "delete": Scope.ALL,
    },
}

_READ = {"view": Scope.ALL}
_WRITE = dict.fromkeys(("view", "create", "edit"), Scope.ALL)
COMPETITOR = {
    "salesperson": _WRITE, "sales_assistant": _WRITE, "sales_head": _WRITE, "crm_supervisor": _WRITE,
    "customer_data_clerk": _WRITE, "director": _READ, "general_manager": _READ,
}

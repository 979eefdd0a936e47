"""Who sees and does what with orders, before the company changes it."""

from gendan.spine.access.scopes import Scope

ORDER, COORDINATION, CHANGE, RUSH = "orders.order", "orders.coordination", "orders.change", "orders.rush"
ACTIONS = ("view", "create", "edit", "assign", "promise", "progress", "import", "export", "production")
_SEE = {"view": Scope.ALL}
_MAKE = {"view": Scope.ALL, "progress": Scope.ALL}
ORDERS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "assign": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT, "import": Scope.RESPONSIBLE_DEPARTMENT,
    },
    "order_centre": dict.fromkeys(("view", "create", "edit", "promise", "progress", "export", "production"), Scope.ALL),
    "production": _MAKE | {"promise": Scope.ALL, "production": Scope.ALL},
    "technology": _SEE, "research": _SEE, "quality": _MAKE, "chief_engineer": _SEE,
    "warehouse": _MAKE, "dispatcher": _MAKE, "documents": _SEE, "finance": _SEE, "service_head": _SEE, "service_agent": _SEE,
    "customer_data_clerk": _SEE | {"create": Scope.ALL, "import": Scope.ALL},
    "director": dict.fromkeys(("view", "create", "edit", "assign", "export"), Scope.ALL),
    "general_manager": dict.fromkeys(("view", "assign", "export"), Scope.ALL),
    "crm_supervisor": dict.fromkeys(("view", "create", "edit", "assign", "import", "export", "promise", "progress", "production"), Scope.ALL),
}

_SALES = {role: {"view": ORDERS[role]["view"]} for role in ("salesperson", "sales_assistant", "sales_head")}
_ASKS = {role: rights | {"create": Scope.ALL} for role, rights in _SALES.items()}
_ALL = dict.fromkeys(("order_centre", "production", "technology", "research", "quality", "chief_engineer", "director", "general_manager", "crm_supervisor"), _SEE)
WRITERS = ("technology", "research", "chief_engineer", "crm_supervisor")
COORDINATIONS = _SALES | _ALL | {role: _SEE | {"edit": Scope.ALL} for role in WRITERS}
CHANGES = _ASKS | _ALL | {role: _SEE | {"create": Scope.ALL} for role in ("order_centre", "director", "crm_supervisor")}
KINDS = {ORDER: ORDERS, COORDINATION: COORDINATIONS, CHANGE: CHANGES, RUSH: CHANGES}

"""Who sees, writes and decides quotations by default; `costs` opens what they cost and what they leave."""

from gendan.spine.access.scopes import Scope

KIND = "quotes.quote"
ACTIONS = ("view", "create", "edit", "assign", "import", "export", "costs")
#: Fields that only those read to whom a role gives `costs`.
COSTS = ("cost", "margin", "margin_percent", "domestic_costs", "freight", "company_costs", "profit_percent", "factory_price")

_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
DEFAULTS = {
    "salesperson": {
        "view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE,
        "costs": Scope.RESPONSIBLE_EMPLOYEE,
    },
    "sales_assistant": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
    },
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "assign": Scope.RESPONSIBLE_DEPARTMENT, "import": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT, "costs": Scope.RELATED_DEPARTMENT,
    },
    "documents": {"view": Scope.ALL},
    "order_centre": {"view": Scope.ALL},
    "customer_data_clerk": {"view": Scope.ALL},
    "service_head": {"view": Scope.ALL},
    "finance": {"view": Scope.ALL, "export": Scope.ALL, "costs": Scope.ALL},
    "director": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL | {"costs": Scope.NONE},
}

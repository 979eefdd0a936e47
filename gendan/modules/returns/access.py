"""Who sees and does what with returned goods, before the company changes it."""

from gendan.spine.access.scopes import Scope

RETURN, DAY, DESK, VOICE, WANTED = "returns.return", "returns.deskday", "returns.deskreturn", "returns.voice", "returns.wanted"
ACTIONS = ("view", "create", "edit", "import", "export")
_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
_WORK = {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL}
_SEE = {"view": Scope.ALL}
RETURNS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT,
    },
    "quality": _WORK | {"export": Scope.ALL, "import": Scope.ALL},
    **dict.fromkeys(("warehouse", "service_agent", "service_head"), _WORK),
    **dict.fromkeys(("production", "finance", "management_representative"), _SEE),
    "director": _ALL, "general_manager": _ALL, "crm_supervisor": _ALL,
}
DESKS = {
    **dict.fromkeys(("store", "service_agent"), {"view": Scope.RESPONSIBLE_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT}),
    "service_head": _WORK | {"export": Scope.ALL},
    "finance": {"view": Scope.ALL, "edit": Scope.ALL, "export": Scope.ALL},
    "director": _ALL, "general_manager": _ALL, "crm_supervisor": _ALL,
}
DESK_ACTIONS = ("view", "create", "edit", "export")
KINDS = {RETURN: RETURNS, DAY: DESKS, DESK: DESKS, VOICE: DESKS, WANTED: DESKS}

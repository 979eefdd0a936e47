"""Who sees and does what with contracts, before the company changes it; who was asked for an opinion sees that one."""

from gendan.spine.access.scopes import Scope

CONTRACT, REVIEW = "contracts.contract", "contracts.review"
RELEASE, SUMMARY, TROUBLE = "contracts.release", "contracts.summary", "contracts.trouble"
ACTIONS = ("view", "create", "edit", "assign", "export", "configure")

_READ = {"view": Scope.ALL}
_ALL = {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL, "assign": Scope.ALL, "export": Scope.ALL}
CONTRACTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "assign": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT,
    },
    **dict.fromkeys(("production", "technology", "quality", "engineer"), {"view": Scope.RELATED_EMPLOYEE}),
    **dict.fromkeys(("warehouse", "order_centre", "documents", "service_head"), _READ),
    "finance": _READ | {"export": Scope.ALL},
    "archive": _READ | {"export": Scope.ALL},
    "chief_engineer": _READ,
    "director": _ALL,
    "general_manager": _ALL | {"configure": Scope.ALL},
    "crm_supervisor": _ALL | {"configure": Scope.ALL},
}

_OWN = {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE}
_TEAM = {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT}
_TOP = {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL}
#: Information, the summaries of the day and troubles follow one pattern: one's own, the team's, everything.
COMMUNICATION = {
    "salesperson": _OWN, "sales_assistant": _TEAM, "sales_head": _TEAM,
    "director": _TOP, "general_manager": _TOP, "crm_supervisor": _TOP, "service_head": _READ, "order_centre": _READ,
}

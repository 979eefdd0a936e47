"""Who sees and does what in care, before the company changes it; days to remember are seen where their customer is."""

from gendan.spine.access.scopes import Scope

OCCASION, GIFT, REFERRAL, AFTER = "care.occasion", "care.gift", "care.referral", "care.aftersale"
ISSUE, SURVEY = "care.issue", "care.survey"

_ALL = {"view": Scope.ALL, "edit": Scope.ALL}
OCCASIONS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {"view": Scope.RELATED_DEPARTMENT, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "service_agent": {"view": Scope.RELATED_DEPARTMENT},
    "service_head": {"view": Scope.ALL},
    "director": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL,
}

GIFT_ACTIONS = ("view", "create", "edit", "budget", "export")
_REGISTER = dict.fromkeys(GIFT_ACTIONS, Scope.ALL)
_HEADS = {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT}
GIFTS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL},
    "sales_head": _HEADS | {"export": Scope.RESPONSIBLE_DEPARTMENT},
    "finance": {"view": Scope.ALL, "budget": Scope.ALL, "export": Scope.ALL},
    "director": _REGISTER,
    "general_manager": _REGISTER,
    "crm_supervisor": {"view": Scope.ALL, "create": Scope.ALL},
}
REFERRALS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL},
    "sales_head": _HEADS,
    "finance": {"view": Scope.ALL},
    "director": _ALL | {"create": Scope.ALL},
    "general_manager": _ALL | {"create": Scope.ALL},
    "crm_supervisor": _ALL | {"create": Scope.ALL},
}

_WRITES = {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL}
ISSUES = {
    **dict.fromkeys(("salesperson", "sales_assistant", "sales_head", "service_agent", "service_head"), {"view": Scope.ALL}),
    "director": _WRITES,
    "general_manager": _WRITES,
    "crm_supervisor": _WRITES,
}

_SETTLES = {"view": Scope.ALL, "edit": Scope.ALL, "settle": Scope.ALL}
SURVEYS = OCCASIONS | {"service_head": _SETTLES, "general_manager": _SETTLES, "crm_supervisor": _SETTLES}

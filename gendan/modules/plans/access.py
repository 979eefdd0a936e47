"""Who sees plans and changes them, before the company changes it."""

from gendan.spine.access.scopes import Scope

PLAN = "plans.plan"
ACTIONS = ("view", "create", "edit")

_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
PLANS = {
    "salesperson": {"view": Scope.RESPONSIBLE_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {"view": Scope.RESPONSIBLE_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "director": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "general_manager": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "crm_supervisor": _ALL,
}

VISIT = "plans.visit"
VISITS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_head": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "service_agent": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "director": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "general_manager": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "crm_supervisor": _ALL,
}

REPORT = "plans.visitreport"
REPORTS = {
    "salesperson": {"view": Scope.RESPONSIBLE_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {"view": Scope.RESPONSIBLE_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "director": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "general_manager": {"view": Scope.ALL},
    "crm_supervisor": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL},
    "customer_data_clerk": {"view": Scope.ALL},
}
MEETING = "plans.meeting"
MEETINGS = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE},
    "sales_assistant": {"view": Scope.RESPONSIBLE_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {"view": Scope.RESPONSIBLE_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "director": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL},
    "general_manager": {"view": Scope.ALL},
    "crm_supervisor": {"view": Scope.ALL},
}

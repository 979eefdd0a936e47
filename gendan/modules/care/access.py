"""Who sees and does what in care, before the company changes it; days to remember are seen where their customer is."""

from gendan.spine.access.scopes import Scope

OCCASION = "care.occasion"

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

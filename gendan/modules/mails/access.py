"""Who sees the e-mails of customers by default; unmatched and private ones are seen by whose mailbox it is, whatever stands here."""

from gendan.spine.access.scopes import Scope

THREAD = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_head": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "service_agent": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "service_head": {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "finance": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "quality": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "director": {"view": Scope.ALL, "create": Scope.ALL},
    "general_manager": {"view": Scope.ALL, "create": Scope.ALL},
    "crm_supervisor": {"view": Scope.ALL, "edit": Scope.ALL},
}

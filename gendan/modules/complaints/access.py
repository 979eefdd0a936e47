"""Who sees and does what with complaints, before the company changes it."""

from gendan.spine.access.scopes import Scope

COMPLAINT, ENQUIRY, DIGEST = "complaints.complaint", "complaints.enquiry", "complaints.digest"
#: `costs` shows what a complaint costs; `configure` changes routes, profiles and causes.
ACTIONS = ("view", "create", "edit", "assign", "import", "export", "costs", "configure")
_ASKS = {"create": Scope.ALL}
_SALES = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {
        "view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT,
        "assign": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT, "costs": Scope.ALL,
    },
}
_DESK = {"view": Scope.ALL, "create": Scope.ALL, "edit": Scope.ALL, "export": Scope.ALL, "costs": Scope.ALL}
_WORKS = {"view": Scope.RELATED_EMPLOYEE, "edit": Scope.RELATED_EMPLOYEE}
_READS = {"view": Scope.ALL, "export": Scope.ALL, "costs": Scope.ALL}
_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
COMPLAINTS = {
    **_SALES,
    "service_agent": _DESK | {"import": Scope.ALL},
    "service_head": _ALL,
    "quality": _DESK,
    "production": _WORKS, "technology": _WORKS, "research": _WORKS, "warehouse": _WORKS | _ASKS, "dispatcher": _WORKS | _ASKS,
    "engineer": _WORKS | _ASKS, "order_centre": {"view": Scope.ALL, "create": Scope.ALL}, "store": _WORKS | _ASKS,
    "finance": _READS,
    "management_representative": _READS | {"edit": Scope.ALL, "configure": Scope.ALL},
    "director": _ALL,
    "general_manager": _ALL,
    "crm_supervisor": _ALL,
}
ENQUIRY_ACTIONS = ("view", "create", "edit", "export")
ENQUIRIES = {
    "salesperson": {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE},
    "sales_assistant": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT},
    "sales_head": {"view": Scope.RELATED_DEPARTMENT, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RELATED_DEPARTMENT},
    **dict.fromkeys(("service_agent", "service_head", "director", "general_manager", "crm_supervisor"), dict.fromkeys(ENQUIRY_ACTIONS, Scope.ALL)),
    **dict.fromkeys(("quality", "engineer", "technology", "store"), {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE}),
}
DIGEST_ACTIONS = ("view", "create", "edit", "export", "costs")
#: A summary is published: whoever works with complaints reads it; the desk writes it, for the review quality may begin one too.
DIGESTS = {
    **dict.fromkeys(("service_agent", "quality", "sales_head", "production", "technology"), {"view": Scope.ALL}),
    "finance": {"view": Scope.ALL, "costs": Scope.ALL},
    **dict.fromkeys(("service_head", "crm_supervisor"), dict.fromkeys(DIGEST_ACTIONS[:-1], Scope.ALL)),
    **dict.fromkeys(("director", "general_manager", "management_representative"), dict.fromkeys(DIGEST_ACTIONS, Scope.ALL)),
}

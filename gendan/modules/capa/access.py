"""Who sees and does what with corrective actions, before the company changes it."""

from gendan.spine.access.scopes import Scope
from gendan.spine.org.roles import ROLES

KIND = "capa.capa"
ACTIONS = ("view", "create", "edit", "approve", "import", "export")
_ALL = dict.fromkeys(ACTIONS, Scope.ALL)
_OWN = {"view": Scope.RELATED_EMPLOYEE, "create": Scope.ALL, "edit": Scope.RESPONSIBLE_EMPLOYEE}
#: The department that a corrective action is asked of sees all of its own.
_MAKERS = _OWN | {"view": Scope.RELATED_DEPARTMENT}
_HEADS = _MAKERS | {"edit": Scope.RESPONSIBLE_DEPARTMENT, "export": Scope.RESPONSIBLE_DEPARTMENT}
DEFAULTS = {
    **dict.fromkeys(ROLES, _OWN),
    **dict.fromkeys(("production", "technology", "research", "engineer", "warehouse", "dispatcher", "installation_supervisor"), _MAKERS),
    **dict.fromkeys(("sales_head", "service_head", "order_centre", "chief_engineer"), _HEADS),
    **dict.fromkeys(("quality", "management_representative", "director", "general_manager", "crm_supervisor"), _ALL),
}

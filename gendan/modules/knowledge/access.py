"""Who manages knowledge before the company changes it (PM-13); who reads it is written on each article (PM-17, PM-18)."""

from gendan.spine.access.scopes import Scope
from gendan.spine.org.roles import ROLES

KIND = "knowledge.article"
ACTIONS = ("create", "edit", "delete")
KEEPERS = ("crm_supervisor", "customer_data_clerk", "director", "general_manager", "sales_head", "service_head", "training")

DEFAULTS = {
    role: {"view": Scope.ALL} | (dict.fromkeys(ACTIONS, Scope.ALL) if role in KEEPERS else {}) for role in ROLES
}

"""For mypy: on pages `request.user` is an employee, because each of them stands behind `login_required`."""

from collections.abc import Callable

from mypy.plugin import AttributeContext, Plugin
from mypy.types import Instance, Type

EMPLOYEE = "gendan.spine.org.models.Employee"


class TypedRequests(Plugin):
    """Comes before the plugin of Django, which would say `Employee | AnonymousUser`."""

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        return self.employee if fullname == "django.http.request.HttpRequest.user" else None

    def employee(self, context: AttributeContext) -> Type:
        found = self.lookup_fully_qualified(EMPLOYEE)
        node = found.node if found else None
        return Instance(node, []) if node else context.default_attr_type


def plugin(_version: str) -> type[Plugin]:
    return TypedRequests

"""Who is asking: the session and the employee of every request, in one plain statement each."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.utils import timezone

from gendan.spine import plain
from gendan.spine.org.models import Department, Employee

SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(Stored):
    """Django's sessions in the database; only the reading is shorter."""

    def load(self) -> dict[str, Any]:
        found = plain.row(SESSION, self.session_key, timezone.now())
        if found is None:
            self._session_key = None
            return {}
        values: dict[str, Any] = self.decode(found[0])
        return values


class Entrance(ModelBackend):
    """Logging in by name and password; on each request the employee comes with the department."""

    def get_user(self, user_id: int) -> Employee | None:
        found = plain.row(_employee_statement(), user_id)
        if found is None:
            return None
        width = len(Employee._meta.concrete_fields)
        employee = plain.made(Employee, found[:width])
        employee.department = plain.made(Department, found[width:])
        return employee if self.user_can_authenticate(employee) else None


@cache
def _employee_statement() -> str:
    return (
        f"SELECT {plain.columns(Employee, 'e')}, {plain.columns(Department, 'd')} "  # noqa: S608  names of columns
        "FROM org_employee e JOIN org_department d ON d.id = e.department_id WHERE e.id = %s"
    )

"""Who is asking: the session and the employee of every request, in one plain statement each."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.utils import timezone

from gendan.spine.org.models import Employee
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import ask

SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(Stored):
    """Django's sessions in the database; only the reading is shorter."""

    def load(self) -> dict[str, Any]:
        found = ask(SESSION, [self.session_key, timezone.now()])
        if not found:
            self._session_key = None
            return {}
        values: dict[str, Any] = self.decode(found[0][0])
        return values


class Entrance(ModelBackend):
    """Logging in by name and password; on each request the employee comes with the department."""

    def get_user(self, user_id: int) -> Employee | None:
        employee: Employee | None = _employees().one(user_id)
        return employee if employee is not None and self.user_can_authenticate(employee) else None


@cache
def _employees() -> Reading:
    return Reading(Employee.objects.filter(pk=KEY).select_related("department"))

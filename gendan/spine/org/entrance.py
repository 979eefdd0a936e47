"""Who is asking: the session of every request in one plain statement, and the employee kept by its version."""

from functools import cache, lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.utils import timezone

from gendan.spine.org import book, version
from gendan.spine.org.models import Employee
from gendan.spine.prepared import Lasting
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import ask

SESSION = Lasting("""
SELECT session_data, (SELECT token FROM org_peopleversion), (SELECT token FROM org_bookversion)
FROM django_session WHERE session_key = %s AND expire_date > %s
""")


class SessionStore(Stored):
    """Django's sessions in the database; only the reading is shorter."""

    def load(self) -> dict[str, Any]:
        found = ask(SESSION, [self.session_key, timezone.now()])
        if not found:
            self._session_key = None
            return {}
        data, people, days = found[0]
        version.saw(people, days)
        if days is not None:
            book.saw(days)
        values: dict[str, Any] = self.decode(data)
        return values


class Entrance(ModelBackend):
    """Logging in by name and password; on each request the employee comes with the department."""

    def get_user(self, user_id: int) -> Employee | None:
        known = version.current()
        found = _kept(int(user_id), known) if known else _employees().asked(user_id)
        employee: Employee | None = next(map(_employees().made, found), None)
        return employee if employee is not None and self.user_can_authenticate(employee) else None


@lru_cache(maxsize=2048)
def _kept(user_id: int, known: version.Version) -> list[Any]:  # noqa: ARG001  the version is the key
    return _employees().asked(user_id)


@cache
def _employees() -> Reading:
    return Reading(Employee.objects.filter(pk=KEY).select_related("department"))

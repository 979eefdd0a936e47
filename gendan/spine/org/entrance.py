"""Who is asking: the session of every request in one plain statement, and the employee kept by its version.

A session ends by itself where nothing is asked in it for some hours, and in any case two weeks after logging in.
"""

from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.spine.org import book, version
from gendan.spine.org.models import Employee
from gendan.spine.org.numbers import CompanyNumber, declare
from gendan.spine.prepared import Lasting
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import ask

IDLE = declare(CompanyNumber(
    "doors.idle", _("people in whose name nothing is asked are logged out after"), 24, low=1, high=336, unit=_("hours"), group=_("Logging in"),
))
#: How often staying is written down, as a part of the idle time; how long somebody may take who has not logged in yet.
PART, STRANGER = 12, timedelta(hours=1)
BEGAN = "began"
SESSION = Lasting("""
SELECT session_data, expire_date, (SELECT token FROM org_peopleversion), (SELECT token FROM org_bookversion)
FROM django_session WHERE session_key = %s AND expire_date > %s
""")


class SessionStore(Stored):
    """Django's sessions in the database; the reading is shorter, and they end by idleness."""

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        found = ask(SESSION, [self.session_key, now])
        if not found:
            self._session_key = None
            return {}
        data, ends, people, days = found[0]
        version.saw(people, days)
        if days is not None:
            book.saw(days)
        values: dict[str, Any] = self.decode(data)
        later = lasts_until(values, now=now)
        if later - ends > timedelta(hours=IDLE.at(now)) / PART:
            self._session_cache = values  # whoever writes asks who is asking
            Session.objects.filter(session_key=self.session_key).update(expire_date=later)
        return values

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        now = timezone.now()
        if SESSION_KEY in data:
            data.setdefault(BEGAN, now.timestamp())
        made: Any = super().create_model_instance(data)
        made.expire_date = lasts_until(data, now=now)
        return made


def lasts_until(values: dict[str, Any], *, now: datetime) -> datetime:
    """When a session with these values ends, if nothing more is asked in it."""
    if SESSION_KEY not in values:
        return now + STRANGER
    began = datetime.fromtimestamp(values.get(BEGAN, now.timestamp()), tz=now.tzinfo)
    return min(now + timedelta(hours=IDLE.at(now)), began + timedelta(seconds=settings.SESSION_COOKIE_AGE))


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

"""Who is looking: everything the rules need to know of one person, read in one statement and passed on as literals."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone

from gendan.spine.access.declarations import default_scope, lent_to
from gendan.spine.access.scopes import Scope
from gendan.spine.org import book, version
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import people_under
from gendan.spine.prepared import Lasting
from gendan.spine.whole import ask

Triples = frozenset[tuple[str, str, str]]

SWITCHES: dict[str, bool] = {
    "access.responsible_object": True,
    "access.related_object": True,
    "access.contains_narrower": True,
}


@dataclass(frozen=True)
class Viewer:
    """A person, their roles, departments, grants and the rules that hold for them at one moment.

    `departments` are the departments the person works in, heads or holds a role for.
    `titles` are the names of the roles, in Chinese and English. `owners` are the person and those for whom they stand in today.
    """

    id: int
    owners: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    departments: frozenset[int] = frozenset()
    rules: Mapping[tuple[str, str, str], Scope] = field(default_factory=dict)
    grants: Mapping[str, Mapping[int, bool]] = field(default_factory=dict)
    masks: Triples = frozenset()
    switches: Mapping[str, bool] = field(default_factory=dict)

    def role_scope(self, role: str, kind: str, action: str) -> Scope:
        """The scope of one role: the company's rule, else the module's default."""
        rule = self.rules.get((role, kind, action))
        return default_scope(role, kind=kind, action=action) if rule is None else rule

    def scope(self, kind: str, action: str) -> Scope:
        """The widest scope of all roles (PM-23); none without a role."""
        return max((self.role_scope(role, kind, action) for role in self.roles), default=Scope.NONE)

    def widest_role(self, kind: str, action: str) -> str:
        """The role from which the scope comes; empty without a role."""
        return max(self.roles, key=lambda role: self.role_scope(role, kind, action), default="")

    def granted(self, kind: str, action: str) -> list[int]:
        """Records opened to this person one by one; only view and, where the grant says so, edit."""
        if action not in ("view", "edit"):
            return []
        return [pk for pk, can_edit in self.grants.get(kind, {}).items() if can_edit or action == "view"]

    def is_on(self, switch: str) -> bool:
        """A switch of the company's, else its default."""
        return bool(self.switches.get(switch, SWITCHES[switch]))

    @cached_property
    def below(self) -> frozenset[int]:
        """The person's departments and all lower ones (PM-31); read only where a scope asks for it."""
        with connection.cursor() as cursor:
            cursor.execute(BELOW, [list(self.departments)])
            return frozenset(pk for (pk,) in cursor.fetchall())

    @cached_property
    def lent(self) -> Mapping[str, list[int]]:
        """By kind, the records of others that wait for this person, or for whom he stands in; read where needed."""
        return lent_to(self.owners) if self.id else {}

    @cached_property
    def people(self) -> frozenset[int]:
        """Everybody under this person, at any depth (PM-39)."""
        return frozenset(people_under(Employee(pk=self.id)))


NOBODY = Viewer(id=0)

BELOW = """
SELECT DISTINCT d.id FROM org_department d JOIN org_department mine ON starts_with(d.path, mine.path)
WHERE mine.id = ANY(%s)
"""

FACTS = Lasting("""
WITH me AS (SELECT id, department_id, title FROM org_employee WHERE id = %(id)s AND status <> 'left'),
held AS (SELECT h.role_id, h.department_id FROM org_roleholder h JOIN me ON h.employee_id = me.id),
roles AS (
    SELECT r.id, r.key, r.name, r.name_en FROM org_role r WHERE r.id IN (
        SELECT role_id FROM held
        UNION SELECT t.role_id FROM org_roletitle t JOIN me ON t.title = me.title AND t.title <> '')),
mine AS (
    SELECT department_id AS id FROM me
    UNION SELECT department_id FROM held WHERE department_id IS NOT NULL
    UNION SELECT d.id FROM org_department d JOIN me ON d.head_id = me.id)
SELECT
    (SELECT json_agg(json_build_array(key, name, name_en) ORDER BY id) FROM roles),
    (SELECT json_agg(id) FROM mine),
    (SELECT json_agg(DISTINCT x.employee_id) FROM org_deputy x JOIN me ON x.deputy_id = me.id
        WHERE %(day)s BETWEEN x.starts_on AND x.ends_on),
    (SELECT json_agg(json_build_array(r.key, x.kind, x.action, x.scope)) FROM access_rule x
        JOIN roles r ON r.id = x.role_id),
    (SELECT json_agg(json_build_array(r.key, x.kind, x.field)) FROM access_mask x JOIN roles r ON r.id = x.role_id),
    (SELECT json_agg(json_build_array(x.kind, x.object_id, x.can_edit, extract(epoch FROM x.expires_at)))
        FROM access_grant x JOIN me ON x.employee_id = me.id),
    (SELECT json_agg(json_build_array(key, value, extract(epoch FROM valid_from)) ORDER BY valid_from, id)
        FROM org_numbersetting WHERE key LIKE 'access.%%'),
    (SELECT token FROM org_bookversion LIMIT 1)
FROM me
""")


def _grants(rows: list[list[Any]], now: float) -> dict[str, dict[int, bool]]:
    grants: dict[str, dict[int, bool]] = {}
    for kind, pk, can_edit, until in rows:
        if until is None or until > now:
            grants.setdefault(kind, {})[pk] = can_edit
    return grants


def read_viewer(employee_id: int, *, now: datetime) -> Viewer:
    """Read the facts of one person at `now`, and the version of the book with them; a person who left sees nothing."""
    known, day, at = version.current(), timezone.localdate(now), now.timestamp()
    row = _kept_facts(employee_id, day, known) if known else _facts(employee_id, day)
    if row is None:
        return NOBODY
    roles, mine, absent, rules, masks, grants, switches = (value or [] for value in row[:-1])
    if row[-1] is not None:
        book.saw(row[-1])
    return Viewer(
        id=employee_id,
        owners=(employee_id, *(pk for pk in absent if pk != employee_id)),
        roles=tuple(key for key, _name, _english in roles),
        titles={key: (name, english) for key, name, english in roles},
        departments=frozenset(mine),
        rules={(role, kind, action): Scope(scope) for role, kind, action, scope in rules},
        grants=_grants(grants, at),
        masks=frozenset((role, kind, name) for role, kind, name in masks),
        switches={key: value for key, value, since in switches if since <= at},
    )


def _facts(employee_id: int, day: date) -> tuple[Any, ...] | None:
    found = ask(FACTS, {"id": employee_id, "day": day})
    return found[0] if found else None


@lru_cache(maxsize=2048)
def _kept_facts(employee_id: int, day: date, known: version.Version) -> tuple[Any, ...] | None:  # noqa: ARG001
    """Nothing in the facts but the day changes without a new version of people and rights."""
    return _facts(employee_id, day)


# -- once per request -----------------------------------------------------------------------------------------

T = TypeVar("T")
_seen: ContextVar[dict[Hashable, Any] | None] = ContextVar("viewers_of_this_request", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside, each person's facts are read once."""
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def forget() -> None:
    """Read everybody anew: called where this request itself changed rules or grants."""
    version.forget()
    if _seen.get() is not None:
        _seen.set({})


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives; within a request what it gave the first time."""
    seen = _seen.get()
    if seen is None:
        return read()
    if key not in seen:
        seen[key] = read()
    found: T = seen[key]
    return found


def viewer_of(user: Any, *, now: datetime | None = None) -> Viewer:
    """The viewer of a person, worked out once per request; outside of one, each time.

    Rows are seen at the present moment: without `now` this function reads the clock, so that no list has to pass it.
    """
    if isinstance(user, Viewer):
        return user
    if not getattr(user, "is_authenticated", False):
        return NOBODY
    if now is not None:
        return read_viewer(user.pk, now=now)
    return once(user.pk, lambda: read_viewer(user.pk, now=timezone.now()))


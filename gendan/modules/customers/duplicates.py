"""The duplicate check: likely hits with reason and score, and the same check once more under lock."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from gendan.modules.customers import names
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import mask_text
from gendan.spine.prepared import Lasting
from gendan.spine.refusal import Refusal
from gendan.spine.whole import ask, write

SHOWN_FROM = 50.0
BLOCKED_FROM = 90.0
PER_KEY = 150

CANDIDATES = """
WITH found AS (
    SELECT near.id FROM unnest(%(keys)s::int[]) AS k
    CROSS JOIN LATERAL (SELECT id FROM customers_customer WHERE name_keys @> ARRAY[k] LIMIT %(per_key)s) AS near
    UNION (SELECT id FROM customers_customer WHERE phone_keys && %(phones)s::varchar[] LIMIT 50)
    UNION (SELECT id FROM customers_customer WHERE credit_code = %(code)s AND credit_code <> '' LIMIT 50)
    UNION (SELECT id FROM customers_customer WHERE email_domain = %(domain)s AND email_domain <> '' LIMIT 50)
)
SELECT id, name, name_key, phone_keys, credit_code, email_domain
FROM customers_customer JOIN found USING (id) WHERE deleted_at IS NULL AND id <> %(but)s
"""

DESCRIBED = Lasting("""
SELECT c.id, c.owner_id, coalesce(e.name, ''), coalesce(d.name, ''), c.state, c.abc, c.valid, c.last_activity_at
FROM customers_customer c LEFT JOIN org_employee e ON e.id = c.owner_id LEFT JOIN org_department d ON d.id = c.department_id
WHERE c.id = ANY(%s)
""")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed; `but` is the customer that is being changed."""

    name: str = ""
    phones: tuple[str, ...] = ()
    credit_code: str = ""
    email: str = ""
    but: int = 0

    @property
    def phone_keys(self) -> list[str]:
        return names.phone_keys(*self.phones)

    @property
    def email_domain(self) -> str:
        return names.email_domain(self.email)

    @property
    def code(self) -> str:
        return self.credit_code.strip().upper()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two are alike; a hard one is as good as proof."""

    key: str
    text: str
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer that may be the same. A masked one shows its department only."""

    customer_id: int
    name: str
    pieces: list[tuple[str, bool]]
    score: int
    reasons: tuple[Reason, ...]
    masked: bool = False
    owner: str = ""
    owner_id: int | None = None
    department: str = ""
    state: str = ""
    abc: str = ""
    valid: bool = True
    last_activity_at: datetime | None = None

    @property
    def blocks(self) -> bool:
        """Whether a new customer needs a reason beside this one."""
        return self.score >= BLOCKED_FROM

    def as_json(self) -> dict[str, Any]:
        """For a stored result and the API."""
        return {
            "customer": self.customer_id, "name": self.name, "score": self.score, "masked": self.masked,
            "reasons": [{"key": reason.key, "text": reason.text, "hard": reason.hard} for reason in self.reasons],
            "owner": self.owner, "department": self.department, "state": self.state, "blocks": self.blocks,
        }


class DuplicateFound(Refusal):
    """There is somebody very like it; `hits` says who, and a reason lets a new one be written all the same."""

    def __init__(self, hits: list[Hit]) -> None:
        names_ = "、".join(hit.name for hit in hits[:3])
        owners = "、".join(dict.fromkeys(hit.owner or hit.department for hit in hits if hit.owner or hit.department))
        reason = _("There is a customer very like it: %(names)s. Ask to collaborate, or say why a new one all the same.")
        super().__init__(reason % {"names": names_}, who=owners, field="name", code="duplicate")
        self.hits = hits


class _Described(NamedTuple):
    id: int
    owner_id: int | None
    owner: str
    department: str
    state: str
    abc: str
    valid: bool
    last_activity_at: datetime | None


class _Row(NamedTuple):
    id: int
    name: str
    name_key: str
    phone_keys: list[str]
    credit_code: str
    email_domain: str


@dataclass(slots=True)
class _Scored:
    row: _Row
    score: float
    alike: float
    phones: list[str] = field(default_factory=list)


# -- finding --------------------------------------------------------------------------------------------------


def check(asked: Asked, *, viewer: Any = None, limit: int = 5, from_score: float = SHOWN_FROM) -> list[Hit]:
    """The likely hits, best first; two queries, and one more where there are hits. Without a viewer nothing is masked."""
    return _described(find(asked, limit=limit, from_score=from_score), asked, viewer)


def check_under_lock(asked: Asked, *, viewer: Any = None, limit: int = 10) -> list[Hit]:
    """The same inside the saving transaction, after everybody who saves something alike has finished."""
    lock(asked)
    return check(asked, viewer=viewer, limit=limit)


def find(asked: Asked, *, limit: int, from_score: float = SHOWN_FROM) -> list[_Scored]:
    """Candidates from the indexes, ranked by how alike they are."""
    rows = {row.id: row for row in _candidates(asked)}
    alike = _alikeness(asked, rows, limit)
    phones = set(asked.phone_keys)
    scored = (_scored(asked, row, alike.get(row.id, 0.0), phones) for row in rows.values())
    kept = [one for one in scored if one.score >= from_score]
    return sorted(kept, key=lambda one: (-one.score, -one.alike, one.row.id))[:limit]


def _candidates(asked: Asked) -> list[_Row]:
    keys = names.keys_of(asked.name) if len(names.core(asked.name)) >= 2 else []
    phones, code, domain = asked.phone_keys, asked.code, asked.email_domain
    if not (keys or phones or code or domain):
        return []
    facts: dict[str, Any] = {"keys": keys, "phones": phones, "code": code, "domain": domain, "but": asked.but, "per_key": PER_KEY}
    return [_Row(*row) for row in ask(CANDIDATES, facts)]


def _alikeness(asked: Asked, rows: dict[int, _Row], limit: int) -> dict[int, float]:
    """How alike the names are: of the closest ones, and of all that share a number or code."""
    if not asked.name.strip():
        return {}
    found = dict(names.closest(asked.name, {row.id: (row.name, row.name_key) for row in rows.values()}, limit=limit))
    phones = set(asked.phone_keys)
    for row in rows.values():
        if row.id not in found and _shares_a_fact(asked, row, phones):
            found[row.id] = names.similarity(asked.name, row.name)
    return found


def _shares_a_fact(asked: Asked, row: _Row, phones: set[str]) -> bool:
    code, domain = asked.code, asked.email_domain
    return bool(phones.intersection(row.phone_keys) or (code and row.credit_code == code)
                or (domain and row.email_domain == domain))


def _scored(asked: Asked, row: _Row, alike: float, phones: set[str]) -> _Scored:
    """A shared number lifts half of what is missing, a shared mail domain a little, a shared code everything."""
    shared, score = sorted(phones.intersection(row.phone_keys)), alike
    if asked.email_domain and row.email_domain == asked.email_domain:
        score = max(score, 60 + 0.3 * alike)
    if shared:
        score = max(score, 50 + 0.5 * alike)
    if asked.code and row.credit_code == asked.code:
        score = 100.0
    return _Scored(row, round(score, 1), alike, shared)


# -- describing -----------------------------------------------------------------------------------------------


def _described(found: list[_Scored], asked: Asked, viewer: Any) -> list[Hit]:
    if not found:
        return []
    ids = [one.row.id for one in found]
    seen = set(ids) if viewer is None else set(
        Customer.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True)
    )
    described = {facts[0]: _Described(*facts) for facts in ask(DESCRIBED, [ids])}
    return [_hit(one, asked, described[one.row.id], masked=one.row.id not in seen) for one in found]


def _hit(one: _Scored, asked: Asked, customer: _Described, *, masked: bool) -> Hit:
    name = names.masked_name(one.row.name, asked.name) if masked else one.row.name
    return Hit(
        customer_id=one.row.id, name=name, pieces=names.shared_spans(name, asked.name), score=round(one.score),
        reasons=tuple(_reasons(one, asked, masked=masked)), masked=masked, owner="" if masked else customer.owner,
        owner_id=customer.owner_id, department=customer.department, state=customer.state,
        abc="" if masked else customer.abc, valid=customer.valid, last_activity_at=customer.last_activity_at,
    )


def _reasons(one: _Scored, asked: Asked, *, masked: bool) -> Iterable[Reason]:
    if asked.code and one.row.credit_code == asked.code:
        yield Reason("credit_code", _("same credit code"), hard=True)
    for key in one.phones:
        number = mask_text(key) if masked else names.shown_phone(key)
        yield Reason("phone", _("same phone %(number)s") % {"number": number}, hard=True)
    if one.alike >= 40:
        percent = round(one.alike)
        yield Reason("name", _("name %(percent)d%%") % {"percent": percent}, hard=percent >= BLOCKED_FROM)
    if _sounds_alike(asked.name, one.row.name):
        yield Reason("sound", _("sounds the same"))
    if asked.email_domain and one.row.email_domain == asked.email_domain:
        yield Reason("email", _("same mail domain"))


def _sounds_alike(typed: str, name: str) -> bool:
    a, b = names.core(typed), names.core(name)
    return bool(a) and a != b and names.sound(a) == names.sound(b)


# -- locks ----------------------------------------------------------------------------------------------------

# Classes of advisory locks: one of the whole register, shared by single registrations; one of each key.
REGISTER, KEY = 41_001, 41_002


def lock(*asked: Asked) -> None:
    """Wait for everybody who saves a customer with a common key; held until the transaction ends.

    The keys are sorted, so that two people never wait for each other in a circle.
    """
    keys = sorted({key for one in asked for key in _lock_keys(one)})
    write("SELECT pg_advisory_xact_lock_shared(%s, 0)", [REGISTER])
    write("SELECT pg_advisory_xact_lock(%s, k) FROM unnest(%s::int[]) AS k", [KEY, keys])


def lock_register() -> None:
    """Keep everybody from registering customers until the transaction ends: for many rows at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [REGISTER])


def _lock_keys(asked: Asked) -> list[int]:
    facts = [f"phone:{key}" for key in asked.phone_keys]
    facts += [f"code:{asked.code}"] if asked.code else []
    facts += [f"mail:{asked.email_domain}"] if asked.email_domain else []
    return names.keys_of(asked.name) + [zlib.crc32(fact.encode()) - (1 << 31) for fact in facts]

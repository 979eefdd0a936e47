"""Which customers the rules reach: one statement, the same for the preview, the warning and the nightly run."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

# Where a pool names no department it reaches all; a department reaches all below it.
REACH = """
reach AS (
    SELECT p.id AS pool_id, d.id AS department_id FROM pools_pool p CROSS JOIN org_department d
    WHERE NOT EXISTS (SELECT 1 FROM pools_pool_departments x WHERE x.pool_id = p.id)
    OR EXISTS (SELECT 1 FROM pools_pool_departments x JOIN org_department top ON top.id = x.department_id
               WHERE x.pool_id = p.id AND starts_with(d.path, top.path))
)
"""
DUE = """
due AS (
    SELECT DISTINCT ON (c.id) c.id AS customer_id, c.owner_id, r.id AS rule_id, r.pool_id, r.warn_days, w.night
    FROM pools_rule r JOIN pools_pool p ON p.id = r.pool_id AND p.is_active
    JOIN reach ON reach.pool_id = p.id
    JOIN customers_customer c ON c.department_id = reach.department_id
    CROSS JOIN LATERAL (SELECT coalesce(c.owned_since, c.created_at) AS since) o
    CROSS JOIN LATERAL (SELECT (CASE WHEN r.clock = 'quiet' THEN greatest(c.last_activity_at, o.since) ELSE o.since END
                                AT TIME ZONE %(zone)s)::date + r.days AS night) w
    WHERE r.is_active AND c.owner_id IS NOT NULL AND c.deleted_at IS NULL AND c.state_kind IN ('open', 'waiting', 'lost')
    AND w.night - r.warn_days <= %(day)s {only}
    AND (r.classes = '{{}}' OR coalesce(nullif(c.abc, ''), '-') = ANY(r.classes))
    AND (p.provinces = '{{}}' OR c.province = ANY(p.provinces))
    AND NOT (r.spare_traded AND c.transaction_class <> 'will')
    AND NOT (r.spare_waiting AND c.state_kind = 'waiting')
    AND (r.clock <> 'untouched' OR c.last_activity_at IS NULL OR c.last_activity_at < o.since)
    AND (r.clock <> 'unsold' OR NOT EXISTS (
        SELECT 1 FROM opportunities_opportunity b WHERE b.customer_id = c.id AND b.state = 'won'
        AND b.closed_on >= (o.since AT TIME ZONE %(zone)s)::date))
    AND NOT (r.spare_open AND EXISTS (
        SELECT 1 FROM procedures_case k WHERE k.main_kind = 'customers.customer' AND k.main_id = c.id
        AND k.closed_at IS NULL AND k.record_kind <> 'customers.customer'))
    ORDER BY c.id, w.night, r.id
)
"""
# In the night of `day` goes what is due, and was announced to its present owner in time.
GOING = """
going AS (
    SELECT due.* FROM due LEFT JOIN pools_notice n ON n.customer_id = due.customer_id AND n.holder_id = due.owner_id
    WHERE due.night <= %(day)s AND (due.warn_days = 0 OR n.goes_on <= %(day)s)
)
"""


class Going(NamedTuple):
    """A customer that goes, by which rule and to which pool."""

    customer_id: int
    owner_id: int
    rule_id: int
    pool_id: int


def going(*, day: date, only: Sequence[int] | None = None) -> list[Going]:
    """Everything that goes in the night of `day`; with `only`, of these customers."""
    rows = ask("SELECT customer_id, owner_id, rule_id, pool_id FROM going ORDER BY customer_id", day=day, only=only)
    return [Going(*row) for row in rows]


def ask(statement: str, *, day: date, only: Sequence[int] | None = None, **facts: Any) -> list[tuple[Any, ...]]:
    """Run a statement over `due` and `going`."""
    values = {"day": day, "zone": timezone.get_current_timezone_name(), "only": list(only or []), **facts}
    narrowed = DUE.format(only="AND c.id = ANY(%(only)s)" if only is not None else "")
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {REACH}, {narrowed}, {GOING} {statement}", values)
        return cursor.fetchall() if cursor.description else []

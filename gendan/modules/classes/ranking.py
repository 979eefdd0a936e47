"""The reckoning in SQL: who bought for how much, in what rank and class, who moved; a million customers at once."""

from datetime import date, datetime
from typing import Any

from django.db import connection

from gendan.modules.classes.models import Basis, Run

SALES = {
    Basis.CONTRACTS: """
        SELECT o.customer_id, coalesce(o.signed_on, o.closed_on) AS day, coalesce(o.contract_amount, 0) AS amount
        FROM opportunities_opportunity o WHERE o.state = 'won' AND o.deleted_at IS NULL AND o.customer_id IS NOT NULL
    """,
    Basis.PAYMENTS: """
        SELECT o.customer_id, p.paid_on AS day, p.amount
        FROM opportunities_payment p JOIN opportunities_opportunity o ON o.id = p.opportunity_id
        WHERE o.state = 'won' AND o.deleted_at IS NULL AND o.customer_id IS NOT NULL
    """,
}
# The largest customer is A, however large it is; who bought nothing in the time is C.
RECKON = """
CREATE TEMPORARY TABLE classes_reckoned ON COMMIT DROP AS
WITH bought AS (
    SELECT s.customer_id, coalesce(sum(s.amount) FILTER (WHERE s.day >= %(since)s), 0) AS turnover,
        count(*) FILTER (WHERE s.day >= %(since)s) AS purchases, min(s.day) AS first_on, max(s.day) AS last_on
    FROM ({sales}) s WHERE s.day <= %(day)s GROUP BY s.customer_id
), ranked AS (
    SELECT b.*, row_number() OVER w AS rank,
        coalesce(sum(b.turnover) OVER (w ROWS UNBOUNDED PRECEDING) / nullif(sum(b.turnover) OVER (), 0), 1) AS running
    FROM bought b JOIN customers_customer c ON c.id = b.customer_id AND c.deleted_at IS NULL
    WINDOW w AS (ORDER BY b.turnover DESC, b.customer_id)
)
SELECT r.*, CASE WHEN r.turnover = 0 THEN 'C' WHEN r.rank = 1 OR r.running * 100 <= %(a)s THEN 'A'
                 WHEN r.running * 100 <= %(b)s THEN 'B' ELSE 'C' END AS abc
FROM ranked r
"""
SHIFTS = """
INSERT INTO classes_shift (run_id, customer_id, before, after, turnover_before, turnover, rank_before, rank, held)
SELECT %(run)s, n.customer_id, c.abc, n.abc, s.turnover, n.turnover, s.rank, n.rank, o.id IS NOT NULL
FROM classes_reckoned n JOIN customers_customer c ON c.id = n.customer_id
LEFT JOIN classes_standing s ON s.customer_id = n.customer_id
LEFT JOIN classes_override o ON o.customer_id = n.customer_id AND o.ended_at IS NULL
WHERE CASE WHEN o.id IS NULL THEN c.abc <> n.abc ELSE c.abc <> n.abc AND n.abc IS DISTINCT FROM s.abc END
"""
STAND = """
INSERT INTO classes_standing (customer_id, run_id, turnover, purchases, first_on, last_on, rank, running, abc)
SELECT customer_id, %(run)s, turnover, purchases, first_on, last_on, rank, running, abc FROM classes_reckoned ORDER BY rank
"""
FIGURES = """
SELECT abc, count(*), sum(turnover) FROM classes_standing WHERE run_id = %(run)s GROUP BY abc
"""
# What follows from the purchases: the class unless a person set it, the importance where nobody did, and whether it is
# an old or a new customer that trades or has traded. What is being signed or paid goes on trading.
APPLY = """
UPDATE customers_customer c SET abc = w.abc, importance = w.importance, time_class = w.time_class,
    transaction_class = w.transaction_class, completeness = c.completeness + w.gained, revision = c.revision + 1,
    updated_at = %(now)s
FROM (
    SELECT c.id, CASE WHEN o.id IS NULL THEN s.abc ELSE c.abc END AS abc,
        CASE WHEN c.importance <> '' THEN c.importance
             ELSE CASE s.abc WHEN 'A' THEN 'main' WHEN 'B' THEN 'general' ELSE 'scattered' END END AS importance,
        CASE WHEN c.time_class <> 'old' AND s.first_on < %(since)s THEN 'old'
             WHEN c.time_class = 'future' THEN 'new' ELSE c.time_class END AS time_class,
        CASE WHEN s.purchases > 0 THEN 'having'
             WHEN c.transaction_class = 'having' AND c.state NOT IN ('sign', 'collect') THEN 'had'
             WHEN c.transaction_class = 'will' THEN 'had' ELSE c.transaction_class END AS transaction_class,
        CASE WHEN c.abc = '' AND c.rating IS NULL AND o.id IS NULL THEN %(weight)s ELSE 0 END AS gained
    FROM classes_standing s JOIN customers_customer c ON c.id = s.customer_id
    LEFT JOIN classes_override o ON o.customer_id = c.id AND o.ended_at IS NULL
    WHERE s.rank > %(after)s AND s.rank <= %(upto)s
) w
WHERE w.id = c.id AND (c.abc, c.importance, c.time_class, c.transaction_class)
    IS DISTINCT FROM (w.abc, w.importance, w.time_class, w.transaction_class)
"""
# How much turnover each twentieth of the customers makes up, the largest first.
TWENTIETHS = """
SELECT band, count(*), sum(turnover), min(abc) FROM (
    SELECT s.turnover, s.abc, ntile(20) OVER (ORDER BY s.turnover DESC, s.id) AS band FROM ({rows}) s
) t GROUP BY band ORDER BY band
"""


def reckon(run: Run) -> dict[str, tuple[int, Any]]:
    """Work out everybody's standing and who moved, and keep both; by class, how many customers and what turnover."""
    facts: dict[str, Any] = {"run": run.pk, "since": run.since, "day": run.day, "a": run.a_share, "b": run.b_share}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS classes_reckoned")
        cursor.execute(RECKON.format(sales=SALES[Basis(run.basis)]), facts)
        cursor.execute("ANALYZE classes_reckoned")
        cursor.execute(SHIFTS, facts)
        cursor.execute("DELETE FROM classes_standing")
        cursor.execute(STAND, facts)
        cursor.execute("DROP TABLE classes_reckoned")
        cursor.execute(FIGURES, facts)
        return {abc: (count, turnover) for abc, count, turnover in cursor.fetchall()}


def apply(*, since: date, after: int, upto: int, weight: int, now: datetime) -> int:
    """Bring the customers of these ranks up to their standing; returns how many changed."""
    facts: dict[str, Any] = {"since": since, "after": after, "upto": upto, "weight": weight, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(APPLY, facts)
        return int(cursor.rowcount)


def twentieths(rows: Any) -> list[tuple[int, int, Any, str]]:
    """For the Pareto plot: number, customers, turnover and best class of each twentieth of these standings."""
    sql, params = rows.order_by().values("id", "turnover", "abc").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(TWENTIETHS.format(rows=sql), params)
        return list(cursor.fetchall())

"""Finds likely duplicates over the whole table by the keys that the duplicate check keeps, in one statement."""

from datetime import datetime

from django.db import connection

LARGEST = 10  # a number that more customers share is a switchboard or a mistake

FIND = """
WITH keys AS (
    SELECT 'code' AS why, credit_code::text AS key, id FROM customers_customer WHERE credit_code <> '' AND deleted_at IS NULL
    UNION ALL SELECT 'name', name_key, id FROM customers_customer WHERE length(name_key) >= 2 AND deleted_at IS NULL
    UNION ALL SELECT 'phone', unnest(phone_keys), id FROM customers_customer WHERE deleted_at IS NULL
), alike AS (
    SELECT why, array_agg(DISTINCT id ORDER BY id) AS ids FROM keys GROUP BY why, key
    HAVING count(DISTINCT id) BETWEEN 2 AND %(largest)s
)
INSERT INTO merges_group (ids, reasons, weight, found_at)
SELECT a.ids, array_agg(DISTINCT a.why ORDER BY a.why),
    sum(DISTINCT CASE a.why WHEN 'code' THEN 4 WHEN 'phone' THEN 2 ELSE 1 END), %(now)s
FROM alike a WHERE NOT EXISTS (SELECT 1 FROM merges_dismissal d WHERE a.ids <@ d.ids)
GROUP BY a.ids
ON CONFLICT (ids) DO UPDATE SET reasons = excluded.reasons, weight = excluded.weight, found_at = excluded.found_at
"""


def find_groups(*, now: datetime) -> int:
    """Find all groups anew; returns how many there are. What is no longer alike disappears."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"largest": LARGEST, "now": now})
        cursor.execute("DELETE FROM merges_group WHERE found_at <> %s", [now])
        cursor.execute("SELECT count(*) FROM merges_group")
        return int(cursor.fetchone()[0])

"""What a department has collected in a month, and what is wrong with it, in SQL (F92)."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.classes.models import Submission
from gendan.modules.customers.models import Customer

#: What may be wrong with a customer's data, by key; a wrong number blocks the submission.
PROBLEMS = {
    "mobile": _("a mobile number without 11 digits"),
    "number": _("no telephone number"),
    "person": _("no contact"),
    "address": _("no detailed address"),
    "birthday": _("no birthday"),
    "name": _("a name that is not unified"),
}
BLOCKING = "mobile"
# A birthday is asked of consumers only. A name is unified where it has no blanks or wide letters and no twin (F15).
TWISTED = r"[Ａ-Ｚａ-ｚ０-９　]|^\s|\s$|\s\s"
NUMBERS = r"^\+|^1[0-9]{10}$"
ROWS = """
SELECT c.id, c.completeness, array_remove(ARRAY[
    CASE WHEN NOT c."foreign" AND (
        (c.mobile <> '' AND regexp_replace(c.mobile, '[^0-9+]', '', 'g') !~ %(numbers)s) OR p.wrong) THEN 'mobile' END,
    CASE WHEN c.phone_keys = '{}' THEN 'number' END,
    CASE WHEN p.people IS NULL THEN 'person' END,
    CASE WHEN length(c.address) < 6 THEN 'address' END,
    CASE WHEN c.nature = 'consumer' AND NOT coalesce(p.birthday, false) THEN 'birthday' END,
    CASE WHEN c.name ~ %(twisted)s OR EXISTS (
        SELECT 1 FROM customers_customer t WHERE t.name_key = c.name_key AND t.id <> c.id AND t.deleted_at IS NULL
        AND t.name_key <> '') THEN 'name' END
], NULL) AS problems
FROM customers_customer c LEFT JOIN LATERAL (
    SELECT count(*) AS people, bool_or(n.birthday IS NOT NULL) AS birthday,
        bool_or(n.mobile <> '' AND regexp_replace(n.mobile, '[^0-9+]', '', 'g') !~ %(numbers)s) AS wrong
    FROM customers_contact n WHERE n.customer_id = c.id AND n.is_active GROUP BY n.customer_id
) p ON true
"""
OF_MONTH = f"""{ROWS}
WHERE c.department_id = %(department)s AND c.deleted_at IS NULL AND c.created_at >= %(since)s AND c.created_at < %(now)s
ORDER BY c.id
"""
CHANGED = """
SELECT count(*) FROM customers_customer c WHERE c.department_id = %(department)s AND c.deleted_at IS NULL
AND c.created_at < %(since)s AND c.updated_at >= %(since)s
"""
Line = tuple[int, int, list[str]]


def lines_of(record: Submission, *, now: datetime) -> list[Line]:
    """Each customer registered since the last submission, with its completeness and what is wrong."""
    with connection.cursor() as cursor:
        cursor.execute(OF_MONTH, _facts(record, now))
        return list(cursor.fetchall())


def changed(record: Submission, *, now: datetime) -> int:
    """How many customers that were there before have been changed since."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, _facts(record, now))
        return int(cursor.fetchone()[0])


def _facts(record: Submission, now: datetime) -> dict[str, Any]:
    return {
        "department": record.department_id, "since": record.since, "now": now, "twisted": TWISTED, "numbers": NUMBERS,
    }


def figures_of(lines: list[Line], *, changed: int) -> dict[str, Any]:
    """The sums that a submission freezes."""
    problems = [key for _pk, _percent, found in lines for key in found]
    return {
        "customers": len(lines), "changed": changed,
        "flawless": sum(not found for _pk, _percent, found in lines),
        "completeness": round(sum(percent for _pk, percent, _found in lines) / len(lines)) if lines else None,
        "problems": {key: problems.count(key) for key in PROBLEMS if key in problems},
    }


QUALITY = """
SELECT department_id, count(*), avg((name !~ %s AND (name_key = '' OR twins = 1))::int), avg((phone_keys <> '{{}}' OR email <> '')::int),
    avg(completeness), avg((completeness >= 60)::int)
FROM (
    SELECT c.department_id, c.name, c.name_key, c.phone_keys, c.email, c.completeness, count(*) OVER (PARTITION BY c.name_key) AS twins
    FROM ({rows}) c
) q WHERE department_id IS NOT NULL GROUP BY department_id
"""
NEEDED = ("department_id", "name", "name_key", "phone_keys", "email", "completeness")


def quality_of(customers: QuerySet[Customer]) -> list[dict[str, Any]]:
    """By department: how many, which share has a unified name and can be reached, and how complete the archives are."""
    sql, params = customers.order_by().values(*NEEDED).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(QUALITY.format(rows=sql), [TWISTED, *params])
        rows = cursor.fetchall()
    names = ("department_id", "customers", "unified", "reachable", "completeness", "complete")
    return [dict(zip(names, (row[0], row[1], *map(float, row[2:])), strict=True)) for row in rows]

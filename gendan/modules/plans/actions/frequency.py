"""Each class is met in person as often as it asks for: what falls due becomes a to-do, once (F89.3)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity, Way
from gendan.modules.plans import numbers, queries
from gendan.modules.plans.procedure import UNREPORTED
from gendan.spine import words
from gendan.spine.procedures import settling, todos
from gendan.spine.whole import whole

KEY = "visit_frequency"
DUE = """
WITH due AS (
    SELECT c.id, c.abc, c.owner_id,
        COALESCE((SELECT max(a.at) FROM followups_activity a WHERE a.customer_id = c.id AND a.way = ANY(%(ways)s)),
                 c.owned_since, c.created_at) + make_interval(days => %(every)s) AS due_at
    FROM customers_customer c JOIN org_employee e ON e.id = c.owner_id AND e.status = 'active'
    WHERE c.abc = %(abc)s AND c.valid AND c.deleted_at IS NULL AND c.state_kind = 'open'
      AND NOT EXISTS (SELECT 1 FROM procedures_todo t WHERE t.record_kind = 'customers.customer' AND t.record_id = c.id
                      AND t.status IN ('open', 'paused') AND t.key = %(key)s)
      AND NOT EXISTS (SELECT 1 FROM plans_action p JOIN plans_plan m ON m.id = p.plan_id
                      WHERE p.customer_id = c.id AND p.result = 'open' AND p.day >= %(today)s AND m.state_kind = 'open')
      AND NOT EXISTS (SELECT 1 FROM plans_visit v WHERE v.customer_id = c.id AND v.state = ANY(%(ahead)s))
), ranked AS (
    SELECT id, due_at, owner_id, row_number() OVER (PARTITION BY owner_id ORDER BY due_at, id) AS place FROM due WHERE due_at <= %(by)s
)
SELECT r.id FROM ranked r
WHERE r.place <= %(most)s - (
    SELECT count(*) FROM procedures_todo t WHERE t.assignee_id = r.owner_id AND t.status = 'open' AND t.key = %(key)s)
ORDER BY r.due_at, r.id LIMIT %(limit)s
"""
LIMIT = 2000


@whole
def make_frequency_todos(*, now: datetime) -> int:
    """The clock's errand: to-dos for customers whose next meeting in person falls due; the classes in their order.

    Who is in a plan or has an appointment needs none; nobody gets more than the company's number at once.
    """
    every = numbers.intervals(at=now)
    return sum(_make(abc, days, now=now) for abc, days in every.items())


def _make(abc: str, days: int, *, now: datetime) -> int:
    values: dict[str, Any] = {
        "ways": [str(way) for way in queries.IN_PERSON], "every": days, "abc": abc, "key": KEY, "today": timezone.localdate(now),
        "ahead": list(UNREPORTED), "by": now + timedelta(days=int(numbers.value(numbers.LEAD_DAYS, at=now))),
        "most": int(numbers.value(numbers.AT_ONCE, at=now)), "limit": LIMIT,
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE, values)
        ids = [row[0] for row in cursor.fetchall()]
    rows = Customer.objects.filter(pk__in=ids).select_related("owner__department", "department").order_by("pk")
    listed = list(rows.select_for_update(no_key=True, of=("self",)))
    title = words.say("todo.visit_due", abc)
    return len(todos.add_many(listed, key=KEY, title=title, way=Way.VISIT, actor=None, now=now))


def met_in_person(*, activity: Activity, now: datetime) -> None:
    """Listener of "followups.logged": who was met is not due any more."""
    if activity.way not in queries.IN_PERSON:
        return
    settling.settle("customers.customer", activity.customer_id, key=KEY, outcome=activity.text, now=now)

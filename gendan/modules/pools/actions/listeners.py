"""What pools do when something happens elsewhere; connected in `wiring.py`."""

from datetime import datetime
from typing import Any

from gendan.modules.pools.actions.settling import refresh_people
from gendan.modules.pools.models import Clock, Notice, Pool, Pooled
from gendan.spine.org.models import Employee
from gendan.spine.prepared import Lasting
from gendan.spine.whole import write

SAFE = Lasting("""
DELETE FROM pools_notice n USING pools_rule r WHERE r.id = n.rule_id AND n.customer_id = %s AND r.clock <> %s
""")


def note_followup(*, activity: Any, **_facts: Any) -> None:
    """Who follows up keeps the customer (event followups.logged); only a rule that waits for a deal stays."""
    write(SAFE, [activity.customer_id, Clock.UNSOLD.value])


def forget_binned(*, customer_ids: list[int], now: datetime, **_facts: Any) -> None:
    """What is deleted lies in no pool (event customers.to_be_binned)."""
    Pooled.objects.filter(customer__in=customer_ids, left_at=None).update(left_at=now, how=Pooled.How.GONE)
    Notice.objects.filter(customer__in=customer_ids).delete()


def replace_keeper(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """A pool is never without somebody who cares for it (event org.employee_left)."""
    for pool in Pool.objects.filter(keepers=employee):
        pool.keepers.remove(employee)
        pool.keepers.add(successor)
    Pooled.objects.filter(minder=employee, left_at=None).update(minder=successor)
    refresh_people()

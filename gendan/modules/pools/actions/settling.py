"""What administrators and the CRM supervisor settle: pools, rules, capacities."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from gendan.modules.pools.candidates import REACH
from gendan.modules.pools.models import Capacity, Notice, Pool, Rule
from gendan.spine.access.actions import may_set_rules
from gendan.spine.access.queries import supervisors
from gendan.spine.org.models import Department, Employee
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.whole import whole

# What lies in a pool is seen by its departments and keepers; one statement, and only rows that differ are written.
PEOPLE = """
UPDATE pools_pooled r SET related_ids = w.keepers, related_department_ids = w.departments
FROM (
    SELECT p.id,
        coalesce((SELECT array_agg(k.employee_id ORDER BY k.employee_id) FROM pools_pool_keepers k WHERE k.pool_id = p.id),
                 '{}') AS keepers,
        coalesce((SELECT array_agg(reach.department_id ORDER BY reach.department_id) FROM reach WHERE reach.pool_id = p.id),
                 '{}') AS departments
    FROM pools_pool p
) w
WHERE w.id = r.pool_id AND r.left_at IS NULL
AND (r.related_ids, r.related_department_ids) IS DISTINCT FROM (w.keepers, w.departments)
"""


def require_may_settle(actor: Any) -> None:
    """Administrators, and the CRM supervisor."""
    if not may_set_rules(actor):
        who = "、".join(str(person) for person in supervisors())
        raise NotAllowed(_("Only the CRM supervisor or an administrator settles the pools."), who=who)


@whole
def save_pool(pool: Pool | None, *, values: Mapping[str, Any], actor: Employee) -> Pool:
    """Write a pool; who may see what lies in it follows at once."""
    require_may_settle(actor)
    row = pool or Pool()
    given = dict(values)
    departments, keepers = given.pop("departments"), given.pop("keepers")
    if not keepers:
        raise Refusal(_("A pool needs somebody who cares for it."), field="keepers")
    for name, value in given.items():
        setattr(row, name, value)
    row.save()
    row.departments.set(departments)
    row.keepers.set(keepers)
    refresh_people()
    return row


@whole
def save_rule(rule: Rule | None, *, pool: Pool, values: Mapping[str, Any], actor: Employee) -> Rule:
    """Write a rule. What it announced is announced anew: nobody is held to a rule that has changed."""
    require_may_settle(actor)
    row = rule or Rule(pool=pool)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    Notice.objects.filter(rule=row).delete()
    return row


@whole
def remove_rule(rule: Rule, *, actor: Employee) -> None:
    """Take a rule away, with what it announced."""
    require_may_settle(actor)
    rule.delete()


@whole
def save_capacity(*, employee: Employee | None, department: Department | None, most: int | None, actor: Employee) -> None:
    """How many customers a person, or each person of a department, may have; nothing lifts the limit."""
    require_may_settle(actor)
    if (employee is None) == (department is None):
        raise Refusal(_("For one person, or for one department."), field="employee")
    if most is None:
        Capacity.objects.filter(employee=employee, department=department).delete()
    else:
        Capacity.objects.update_or_create(employee=employee, department=department, defaults={"most": most})


def refresh_people() -> int:
    """Bring the scope of everything that lies in a pool up to date; returns how many rows changed."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {REACH} {PEOPLE}")
        return cursor.rowcount

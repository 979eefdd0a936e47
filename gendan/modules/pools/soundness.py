"""The doctor's checks of the pools: who lies there has no owner, who has no owner lies there, and somebody cares."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

QUERIES = (
    (
        "customers.customer", _("lies in a pool and has an owner, or stands elsewhere"),
        """SELECT c.id FROM pools_pooled r JOIN customers_customer c ON c.id = r.customer_id
           WHERE r.left_at IS NULL AND (c.owner_id IS NOT NULL OR c.state <> 'pool' OR c.deleted_at IS NOT NULL)""",
    ),
    (
        "customers.customer", _("stands in the pool, but lies in none"),
        """SELECT c.id FROM customers_customer c WHERE c.state = 'pool' AND c.deleted_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM pools_pooled r WHERE r.customer_id = c.id AND r.left_at IS NULL)""",
    ),
    (
        "customers.customer", _("nobody is responsible, and it lies in no pool"),
        """SELECT c.id FROM customers_customer c WHERE c.owner_id IS NULL AND c.deleted_at IS NULL AND c.state <> 'pool'""",
    ),
    (
        "pools.pool", _("nobody at work cares for the pool"),
        """SELECT p.id FROM pools_pool p WHERE p.is_active AND NOT EXISTS (
            SELECT 1 FROM pools_pool_keepers k JOIN org_employee e ON e.id = k.employee_id
            WHERE k.pool_id = p.id AND e.status <> 'left')""",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("pools", check)


def check() -> list[Finding]:
    """No customer is lost between owner and pool."""
    return [Finding("pool", text, kind, ids) for kind, text, query in QUERIES if (ids := doctor.ids(query))]

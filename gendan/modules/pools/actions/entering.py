"""Customers come into a pool: given back by their owner, or by rule in the night."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import KEY, STANDING
from gendan.modules.pools import queries
from gendan.modules.pools.models import Notice, Pool, Pooled
from gendan.spine.access.queries import require
from gendan.spine.bulk import copy_in
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

KIND = "customers.customer"


@whole
def give_back(
    customer: Customer, *, pool: Pool, reason: str, actor: Employee, now: datetime, include_open: bool = False
) -> Pooled:
    """Let go of a customer; what is open under it goes to a keeper of the pool, if the actor says so."""
    rows = locked([customer.pk])
    if not rows:
        raise Refusal(_("This customer no longer exists."), code="gone")
    row = rows[0]
    require(actor, "edit", row)
    _require_sense(row, pool, reason)
    if queries.open_business([row.pk]) and not include_open:
        raise Refusal(
            _("Something is still open under this customer: finish it, hand it over, or let the keepers take it over."),
            field="include_open", code="open_business",
        )
    why = Pooled.Why.GIVEN if row.owner_id == actor.pk else Pooled.Why.MOVED
    made = put_in([row], pool=pool, why=why, reason=lambda _row: reason, actor=actor, now=now)
    customer.refresh_from_db()
    return made[0]


def _require_sense(row: Customer, pool: Pool, reason: str) -> None:
    if not reason.strip():
        raise Refusal(_("Say why."), field="reason")
    if row.state not in STANDING:
        raise Refusal(_("It lies in a pool already, or is no longer on the books."), code="pooled")
    if pool not in queries.pools_for(row):
        fitting = "、".join(one.name for one in queries.pools_for(row))
        reason = _("“%(pool)s” does not take this customer. Fitting pools: %(fitting)s.")
        raise Refusal(reason % {"pool": pool.name, "fitting": fitting or "-"}, field="pool")


def locked(ids: Sequence[int], *, skip: bool = False) -> list[Customer]:
    """The customers, locked in the order of their ids; with `skip`, those that somebody works on are left out."""
    rows = Customer.objects.filter(pk__in=ids, deleted_at=None).select_related("owner", "department").order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",), skip_locked=skip))


def put_in(
    rows: Sequence[Customer], *, pool: Pool, why: str, reason: Callable[[Customer], str], actor: Employee | None,
    now: datetime, run_id: int | None = None,
) -> list[Pooled]:
    """Move locked customers into a pool: to-dos dropped, open business to a keeper, no owner any more."""
    if not rows:
        return []
    minder = _mind_open_business(rows, pool, actor=actor, now=now)
    scope = {"related_ids": [one.pk for one in queries.keepers_of(pool)], "related_department_ids": queries.reached_by(pool)}
    made = [
        Pooled(
            pool=pool, customer=row, stage=row.state, former_id=row.owner_id, former_related_ids=row.related_ids,
            minder=minder.get(row.pk), entered_at=now, entered_by=actor, why=why, reason=reason(row)[:200],
            run_id=run_id, department_id=row.department_id, **scope,
        )
        for row in rows
    ]
    words = _("moved to the pool “%(pool)s”") % {"pool": pool.name}
    ids = [row.pk for row in rows]
    engine.end_many(KIND, ids, "pool", procedure=KEY, actor=actor, now=now, reason=words)
    copy_in(made)
    customers.leave_without_owner(rows, reason=words, actor=actor, now=now)
    timeline.record_many(
        "customer.pooled", rows, actor=actor, at=now, text=reason,
        data=lambda row: {"pool": pool.name, "from": str(row.owner or "-")},
    )
    Notice.objects.filter(customer__in=ids).delete()
    return made


def _mind_open_business(
    rows: Sequence[Customer], pool: Pool, *, actor: Employee | None, now: datetime
) -> dict[int, Employee]:
    """What the owners have open under these customers goes to a keeper; returns who minds which customer."""
    open_under = queries.open_business([row.pk for row in rows])
    keepers = queries.keepers_of(pool) if open_under else []
    if not keepers:
        if open_under:
            raise Refusal(_("“%(pool)s” has no keeper who could take over what is open.") % {"pool": pool.name})
        return {}
    for owner in {row.owner for row in rows if row.pk in open_under and row.owner}:
        theirs = [row.pk for row in rows if row.pk in open_under and row.owner == owner]
        customers.hand_over_open(theirs, previous=owner, owner=keepers[0], actor=actor, now=now)
    return dict.fromkeys(open_under, keepers[0])

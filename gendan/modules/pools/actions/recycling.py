"""The nightly run: warn, then move what was announced in time, in batches that each stand alone; and its undo."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gendan.modules.pools import candidates, queries
from gendan.modules.pools.actions.entering import locked, put_in
from gendan.modules.pools.actions.settling import refresh_people, require_may_settle
from gendan.modules.pools.actions.taking import put_back
from gendan.modules.pools.models import Pool, Pooled, Rule, Run
from gendan.spine.messages import actions as messages
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole

BATCH, UNDO_BATCH = 1000, 200
WARN = """
, told AS (
    INSERT INTO pools_notice (customer_id, holder_id, rule_id, pool_id, told_at, goes_on)
    SELECT customer_id, owner_id, rule_id, pool_id, %(now)s, greatest(night, %(day)s::date + warn_days)
    FROM due WHERE warn_days > 0
    ON CONFLICT (customer_id) DO UPDATE SET holder_id = excluded.holder_id, rule_id = excluded.rule_id,
        pool_id = excluded.pool_id, told_at = excluded.told_at, goes_on = excluded.goes_on
    WHERE pools_notice.holder_id <> excluded.holder_id
    RETURNING holder_id, goes_on
) SELECT holder_id, count(*), min(goes_on) FROM told GROUP BY holder_id
"""
STALE = """
DELETE FROM pools_notice n WHERE NOT EXISTS (
    SELECT 1 FROM due WHERE due.customer_id = n.customer_id AND due.owner_id = n.holder_id)
"""


def recycle(*, now: datetime) -> Run | None:
    """This night's run, once; None by day, without rules, or when it is done."""
    day = timezone.localdate(now)
    if timezone.localtime(now).hour < queries.hour(now) or not Rule.objects.filter(is_active=True, pool__is_active=True).exists():
        return None
    run, _made = Run.objects.get_or_create(day=day, defaults={"started_at": now})
    if run.finished_at is not None:
        return None
    with transaction.atomic():
        refresh_people()
        run.warned += _warn(day, now)
        run.save(update_fields=["warned"])
    found = candidates.going(day=day)
    for at in range(0, len(found), BATCH):
        _batch([one.customer_id for one in found[at : at + BATCH]], run, now)
    run.finished_at = now
    run.save(update_fields=["finished_at"])
    _tell_keepers(run, now)
    return run


def _warn(day: date, now: datetime) -> int:
    """Announce what will go, forget what no longer will; each owner hears it once a night."""
    candidates.ask(STALE, day=day)
    told = candidates.ask(WARN, day=day, now=now)
    people = Employee.objects.in_bulk([holder for holder, _count, _first in told])
    for holder, count, first in told:
        messages.tell(
            people[holder], topic="pools.warning", url="/pools/leaving?f.holder=me", now=now,
            title=partial(_words_of_warning, count, first), body=gettext_lazy("Follow up in time, and it stays with you."),
        )
    return sum(count for _holder, count, _first in told)


def _words_of_warning(count: int, first: date) -> str:
    words = ngettext(
        "%(count)d customer of yours goes to the public pool, from %(day)s on",
        "%(count)d customers of yours go to the public pool, from %(day)s on", count,
    )
    return words % {"count": count, "day": f"{first.month}-{first.day}"}


@whole
def _batch(ids: list[int], run: Run, now: datetime) -> None:
    """One batch: what somebody works on right now waits for the next night, and the rules are asked once more."""
    rows = {row.pk: row for row in locked(ids, skip=True)}
    going = candidates.going(day=run.day, only=list(rows))
    pools = Pool.objects.in_bulk({one.pool_id for one in going})
    rules = Rule.objects.in_bulk({one.rule_id for one in going})
    said = {one.customer_id: str(rules[one.rule_id]) for one in going}
    for pool_id, pool in pools.items():
        chosen = [rows[one.customer_id] for one in going if one.pool_id == pool_id]
        put_in(
            chosen, pool=pool, why=Pooled.Why.RULE, reason=lambda row: said[row.pk], actor=None, now=now, run_id=run.pk
        )
    run.gone += len(going)
    run.save(update_fields=["gone"])


def _tell_keepers(run: Run, now: datetime) -> None:
    if not run.gone:
        return
    for pool in Pool.objects.filter(stays__run=run).distinct():
        messages.tell(
            queries.keepers_of(pool), topic="pools.run", url=f"/pools/runs/{run.pk}", now=now,
            title=format_lazy(gettext_lazy("New customers in “{pool}”"), pool=pool.name),
        )


@whole
def ask_undo(run: Run, *, actor: Employee, now: datetime) -> Run:
    """Have what still lies in the pool returned to its former owners, in the background."""
    require_may_settle(actor)
    row = Run.objects.select_for_update().get(pk=run.pk)
    if row.undo_asked_at is not None:
        raise Refusal(_("This run is being undone already."))
    row.undo_asked_at, row.undo_asked_by = now, actor
    row.save(update_fields=["undo_asked_at", "undo_asked_by"])
    return row


def carry_on(*, now: datetime) -> int:
    """The clock's other errand: return the next batch of runs that are to be undone."""
    run = Run.objects.filter(undo_asked_at__isnull=False, undone_at=None).order_by("pk").first()
    if run is None:
        return 0
    left = queries.lying().filter(run=run).exclude(former=None).exclude(former__status=Employee.Status.LEFT)
    rows = list(left.order_by("pk")[:UNDO_BATCH])
    returned = _return(rows, run, now)
    Run.objects.filter(pk=run.pk).update(
        returned=run.returned + returned, undone_at=None if rows and returned else now
    )
    return returned


def _return(rows: Iterable[Pooled], run: Run, now: datetime) -> int:
    done = 0
    for row in rows:
        try:
            put_back(row, actor=None, now=now, reason=_("the run of %(day)s was undone") % {"day": f"{run.day:%m-%d}"})
            done += 1
        except Refusal:
            continue
    return done

"""Why somebody may not take a customer from a pool: each refusal says until when, and who can help."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.pools import queries
from gendan.modules.pools.models import Pooled
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal


def why_not_take(row: Pooled, *, taker: Employee, claims: bool, now: datetime) -> Refusal | None:
    """The first rule against it; whoever assigns is bound by the room of a person only, who claims by all."""
    if taker.status != Employee.Status.ACTIVE:
        return Refusal(_("%(name)s does not take on customers any more.") % {"name": taker.name}, field="owner")
    checks = (*(_against_claims(row, taker, now) if claims else ()), _no_room(row, taker, now))
    return next((found for found in checks if found is not None), None)


def _against_claims(row: Pooled, taker: Employee, now: datetime) -> Iterator[Refusal | None]:
    yield _cooling_down(row, taker, now)
    yield _enough_today(row, taker, now)
    yield _holds_enough(row, taker)


def _cooling_down(row: Pooled, taker: Employee, now: datetime) -> Refusal | None:
    free_at = row.entered_at + timedelta(days=row.pool.cool_down_days)
    if row.former_id != taker.pk or now >= free_at:
        return None
    reason = _("It was yours until %(day)s: others have the first chance until %(until)s.")
    facts = {"day": _day(row.entered_at), "until": _moment(free_at)}
    return Refusal(reason % facts, who=queries.names_of_keepers(row.pool), code="cool_down")


def _enough_today(row: Pooled, taker: Employee, now: datetime) -> Refusal | None:
    most = row.pool.claims_per_day
    if most is None or queries.claimed_today(taker, pool=row.pool, now=now) < most:
        return None
    reason = _("You have claimed %(most)d of %(most)d from “%(pool)s” today; again from %(day)s on.")
    facts = {"most": most, "pool": row.pool.name, "day": _day(now + timedelta(days=1))}
    return Refusal(reason % facts, who=queries.names_of_keepers(row.pool), code="limit")


def _holds_enough(row: Pooled, taker: Employee) -> Refusal | None:
    most = row.pool.held_limit
    if most is None or queries.held_from(taker, pool=row.pool) < most:
        return None
    reason = _("You hold %(most)d claimed customers of “%(pool)s”, as many as one may: give one back or win one over first.")
    return Refusal(reason % {"most": most, "pool": row.pool.name}, who=queries.names_of_keepers(row.pool), code="limit")


def _no_room(row: Pooled, taker: Employee, now: datetime) -> Refusal | None:
    most = queries.capacity_of(taker, now=now)
    if most is None or (has := queries.held(taker)) < most:
        return None
    reason = _("%(name)s is responsible for %(has)d customers, and the capacity is %(most)d.")
    facts = {"name": taker.name, "has": has, "most": most}
    return Refusal(reason % facts, who=queries.names_of_keepers(row.pool), field="owner", code="capacity")


def _day(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.month}-{local.day}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} {timezone.localtime(moment):%H:%M}"

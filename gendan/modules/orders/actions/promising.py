"""A day is promised only after the check of key materials and capacity; a moved one is told (F21, F14)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.orders import checking
from gendan.modules.orders.actions.entering import lock
from gendan.modules.orders.checking import Check
from gendan.modules.orders.effects import book, move_promise
from gendan.modules.orders.models import Order, Workshop
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

PROMISABLE = ("received", "review", "planning", "negotiating", "leader", "coordinating", "notice", "running")


def check_order(order: Order, *, actor: Employee, now: datetime) -> Check:
    """When the order could leave; nothing is written."""
    require(actor, "view", order)
    return checking.check(order, now=now)


@whole
def promise_date(order: Order, *, on: date, actor: Employee, now: datetime, reason: str = "") -> Order:
    """Promise the day to the customer and take the weeks for it; another day than before needs its reason.

    The workshops are locked, so that two promises never take the same room.
    """
    locked = lock(order)
    require(actor, "promise", locked)
    if locked.state not in PROMISABLE:
        raise Refusal(_("A day is promised once the order is handed in, and until it is shipped."), code="not_open")
    list(Workshop.objects.select_for_update().order_by("pk"))
    old = locked.promised_on
    _require_day(locked, on=on, old=old, reason=reason, now=now)
    found = checking.check(locked, now=now)
    why = checking.why_not(found, on=on)
    if why is not None and not (old is not None and on > old):
        raise Refusal(why, who=_("the plan manager"), field="on", code="too_early")
    book(locked, found)
    values: dict[str, Any] = {"promised_on": on, "promise_check": found.kept | {"checked_at": now.isoformat()}}
    values["first_promised_on"] = locked.first_promised_on or on
    for name, value in values.items():
        setattr(locked, name, value)
    locked.updated_at, locked.revision = now, locked.revision + 1
    locked.save(update_fields=[*values, "updated_at", "revision"])
    locked.versions.filter(number=locked.version, noticed_at=None).update(promised_on=on)
    _make_known(locked, old=old, on=on, reason=reason, actor=actor, now=now)
    return locked


def _require_day(order: Order, *, on: date, old: date | None, reason: str, now: datetime) -> None:
    if on < timezone.localdate(now):
        raise Refusal(_("This day has passed."), field="on", code="past")
    if old == on:
        raise Refusal(_("This day is promised already."), field="on", code="no_change")
    if old is not None and not reason.strip():
        raise Refusal(_("Say why the promised day moves."), field="reason", code="no_reason")


def _make_known(order: Order, *, old: date | None, on: date, reason: str, actor: Employee, now: datetime) -> None:
    if old is None:
        timeline.record("orders.promised", order, actor=actor, at=now, data={"day": on.isoformat(), "title": str(order)}, main=order.main_object)
        return
    move_promise(order, old=old, new=on, reason=reason, by_customer=False, actor=actor, now=now)
    engine.refresh_due(order, now=now)

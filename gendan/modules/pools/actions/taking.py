"""Customers leave a pool: claimed, assigned, or put back to whom they were taken from."""

from datetime import datetime

from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import back_to
from gendan.modules.pools import rules
from gendan.modules.pools.actions.entering import locked
from gendan.modules.pools.models import Pooled
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole

# Who takes on a customer whom nobody followed begins with a call.
TAKEN_UP = {"dormant": "phone", "lost": "phone"}


def claim(row: Pooled, *, actor: Employee, now: datetime) -> Customer:
    """Take a customer from the pool for oneself; the limits of the pool and of the person hold."""
    return _take(row, taker=actor, how=Pooled.How.CLAIMED, reason=_("claimed"), actor=actor, now=now)


def assign(row: Pooled, *, owner: Employee, reason: str, actor: Employee, now: datetime) -> Customer:
    """Give a customer of the pool to somebody; only the person's room limits it."""
    if not reason.strip():
        raise Refusal(_("Say why."), field="reason")
    return _take(row, taker=owner, how=Pooled.How.ASSIGNED, reason=reason, actor=actor, now=now)


@whole
def _take(row: Pooled, *, taker: Employee, how: str, reason: str, actor: Employee, now: datetime) -> Customer:
    customer, stay = _held(row)
    claims = how == Pooled.How.CLAIMED
    require(actor, "claim" if claims else "assign", stay)
    Employee.objects.select_for_update(no_key=True).get(pk=taker.pk)  # two claims at once do not both see the last place
    refusal = rules.why_not_take(stay, taker=taker, claims=claims, now=now)
    if refusal is not None:
        raise refusal
    stage = TAKEN_UP.get(stay.stage, stay.stage)
    return _leave(customer, stay, owner=taker, stage=stage, how=how, reason=reason, actor=actor, now=now)


@whole
def put_back(row: Pooled, *, actor: Employee | None, now: datetime, reason: str = "") -> Customer:
    """Undo: the former owner has the customer again, where it stood, with the people who worked on it."""
    customer, stay = _held(row)
    if actor is not None:
        require(actor, "assign", stay)
    if stay.former is None or stay.former.status == Employee.Status.LEFT:
        raise Refusal(_("The former owner no longer works here: assign it to somebody."), code="gone")
    words = reason or _("returned")
    made = _leave(
        customer, stay, owner=stay.former, stage=stay.stage, how=Pooled.How.RETURNED, reason=words, actor=actor, now=now
    )
    return customers.set_related(made, ids=stay.former_related_ids, actor=actor, now=now)


def _held(row: Pooled) -> tuple[Customer, Pooled]:
    """Customer, then stay, both locked; a Refusal that names who was faster."""
    found = locked([row.customer_id])
    stay = Pooled.objects.select_for_update(no_key=True, of=("self",)).select_related("pool", "former", "taken_by", "minder")
    now_there = stay.get(pk=row.pk)
    if now_there.left_at is not None or not found:
        name = now_there.taken_by.name if now_there.taken_by else _("gendan")
        raise Refusal(_("%(name)s has taken it meanwhile.") % {"name": name}, who=name, code="moved_on")
    return found[0], now_there


def _leave(
    customer: Customer, stay: Pooled, *, owner: Employee, stage: str, how: str, reason: str, actor: Employee | None,
    now: datetime,
) -> Customer:
    words = f"{stay.pool.name}：{reason}"
    customers.hand_over([customer], owner=owner, reason=words, actor=actor, now=now, with_open=False)
    if stay.minder is not None and stay.minder != owner:
        customers.hand_over_open([customer.pk], previous=stay.minder, owner=owner, actor=actor, now=now)
    customer.refresh_from_db()
    engine.perform(customer, back_to(stage), actor=None, now=now)
    stay.left_at, stay.how, stay.taken_by = now, how, owner
    stay.save(update_fields=["left_at", "how", "taken_by"])
    return customer


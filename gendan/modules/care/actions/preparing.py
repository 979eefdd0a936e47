"""The scheduler's errand: each time a day to remember comes near, its owner gets one to-do, also after an outage (F89)."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from gendan.modules.care import almanac, queries, rules
from gendan.modules.care.models import CareDate, Occasion
from gendan.modules.care.procedure import GRACE_DAYS, LEAD_DAYS, OCCASION
from gendan.modules.customers.procedure import STANDING
from gendan.modules.customers.under import people_of
from gendan.spine.procedures import engine, numbers
from gendan.spine.whole import whole

BATCH = 500


def prepare(*, now: datetime) -> int:
    """Give what comes near to the owners; returns how many to-dos were made.

    A day steps on to its next time in the transaction that makes the to-do, so that no day is given twice.
    """
    values = numbers.current(OCCASION, (LEAD_DAYS, GRACE_DAYS), at=now)
    until = queries.horizon(now, lead=numbers.value(values, LEAD_DAYS))
    made = 0
    while (step := _batch(until, grace=int(numbers.value(values, GRACE_DAYS)), now=now)) is not None:
        made += step
    return made


@whole
def _batch(until: date, *, grace: int, now: datetime) -> int | None:
    """One batch; None when nothing is left. Another clock's rows are passed over."""
    rows = queries.due_dates(until).select_for_update(skip_locked=True, of=("self",))
    listed = list(rows.select_related("customer__owner__department", "contact")[:BATCH])
    if not listed:
        return None
    today = timezone.localdate(now)
    known = set(Occasion.objects.filter(date__in=listed, on__lte=until).values_list("date", "on"))
    new = [row for row in listed if (row.pk, row.next_on) not in known and _is_followed(row)]
    late = [row for row in new if rules.comes_too_late(row.next_on, today=today, grace=grace)]
    ahead = [row for row in new if row not in late]
    _start(ahead, "ahead", now)
    _start(late, "missed", now)
    for row in listed:
        row.next_on = almanac.next_on(row.yearly, since=row.next_on + timedelta(days=1))
    CareDate.objects.bulk_update(listed, ["next_on"])
    return len(ahead)


def _is_followed(row: CareDate) -> bool:
    """Whether somebody is responsible: in a pool, in the bin or merged nobody greets."""
    customer = row.customer
    return customer.owner is not None and customer.deleted_at is None and customer.state in STANDING


def _start(rows: list[CareDate], state: str, now: datetime) -> None:
    made = [_occasion(row, now) for row in rows]
    if made:
        engine.start_new(made, procedure=OCCASION, actor=None, now=now, state=state)


def _occasion(row: CareDate, now: datetime) -> Occasion:
    owner = row.customer.owner
    assert owner is not None
    return Occasion(
        date=row, customer=row.customer, contact=row.contact, colour=row.colour, title=str(row)[:200], on=row.next_on,
        gift=row.gift, budget=row.budget, created_at=now, owner=owner, department=owner.department, **people_of(row.customer),
    )

"""A class by hand: for a reason, perhaps until a day; then the turnover speaks again (F36, A8)."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.classes import queries
from gendan.modules.classes.models import Override
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import ABC, Customer
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@whole
def set_class(
    customer: Customer, *, abc: str, reason: str, actor: Employee, now: datetime, until: date | None = None
) -> Override:
    """Set a class by hand in place of what the turnover says; an earlier word of that kind ends."""
    require(actor, "edit", customer)
    if abc not in ABC.values:
        raise Refusal(_("Choose A, B or C."), field="abc")
    if not reason.strip():
        raise Refusal(_("Say why the class differs from the turnover."), field="reason")
    if until is not None and until < timezone.localdate(now):
        raise ValidationError({"until": _("This day has passed.")})
    before = queries.override_of(customer)
    if before is not None:
        _close(before, actor, now)
    standing = queries.standing_of(customer)
    row = Override.objects.create(
        customer=customer, abc=abc, instead_of=standing.abc if standing else "", reason=reason.strip(), until=until,
        set_by=actor, set_at=now,
    )
    customers.write_class(customer, abc=abc, actor=actor, now=now, verb="customer.class_set", text=row.reason)
    return row


@whole
def end_override(row: Override, *, actor: Employee, now: datetime) -> Override:
    """Let the turnover speak again."""
    require(actor, "edit", row.customer)
    return give_back(row, actor=actor, now=now)


@whole
def give_back(row: Override, *, actor: Employee | None, now: datetime) -> Override:
    """End what was set by hand; who never bought keeps the class, as there is no other."""
    held = Override.objects.select_for_update(of=("self",)).select_related("customer").get(pk=row.pk)
    if held.ended_at is not None:
        raise Refusal(_("This has ended already."), code="moved_on")
    _close(held, actor, now)
    standing = queries.standing_of(held.customer)
    if standing is not None:
        customers.write_class(
            held.customer, abc=standing.abc, actor=actor, now=now, verb="customer.class_returned", text=held.reason
        )
    return held


def _close(row: Override, actor: Employee | None, now: datetime) -> None:
    row.ended_at, row.ended_by = now, actor
    row.save(update_fields=["ended_at", "ended_by"])


def require_reason(*, customer: Customer, **_facts: Any) -> None:
    """Listener of "customers.class_chosen": where the turnover has a word, the class is not changed without a reason."""
    if queries.standing_of(customer) is not None:
        raise Refusal(
            _("This class follows from the turnover. To set it by hand, use “Class” on the customer's page and say why."),
            field="abc",
        )

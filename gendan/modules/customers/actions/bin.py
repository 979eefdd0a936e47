"""The recycle bin: thirty days by default, then gone with comments and files (A14, PM-02, PM-06); who has traded stays (F49)."""

from datetime import datetime, timedelta

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from gendan.modules.customers.access import KIND
from gendan.modules.customers.actions.writing import held
from gendan.modules.customers.models import Customer, TransactionClass
from gendan.modules.customers.numbers import BIN_DAYS
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def move_to_bin(customer: Customer, *, reason: str, actor: Employee, now: datetime) -> None:
    """Take the customer out of every list; modules above may refuse by raising a Refusal."""
    row = held(customer)
    require(actor, "delete", row)
    events.emit("customers.to_be_binned", customer_ids=[row.pk], actor=actor, now=now)
    if row.case_id is not None:
        engine.perform(row, "bin", actor=None, data={"reason": reason}, now=now)
    Customer.objects.filter(pk=row.pk).update(deleted_at=now, updated_at=now)
    timeline.record("customer.binned", row, actor=actor, at=now, text=reason)


@whole
def restore(customer: Customer, *, actor: Employee, now: datetime) -> Customer:
    """Take it out of the bin again; who has traded goes back to maintenance, the others to the search."""
    row = held(customer)
    require(actor, "delete", row)
    if row.deleted_at is None:
        raise Refusal(_("This customer is not in the recycle bin."))
    Customer.objects.filter(pk=row.pk).update(deleted_at=None, updated_at=now)
    row.deleted_at = None
    if row.case_id is not None:
        traded = row.transaction_class != TransactionClass.WILL
        engine.perform(row, "unbin_trading" if traded else "unbin", actor=None, now=now)
    timeline.record("customer.restored", row, actor=actor, at=now)
    return row


@whole
def remove_finally(customer: Customer, *, actor: Employee | None, now: datetime) -> None:
    """Remove for ever what lies in the bin, with its comments, attachments and timeline."""
    row = held(customer)
    if actor is not None:
        require(actor, "delete", row)
    if row.deleted_at is None:
        raise Refusal(_("Only what lies in the recycle bin can be removed for ever."))
    if row.transaction_class != TransactionClass.WILL:
        raise Refusal(_("A customer that has traded keeps its file, also when the trade is interrupted."), code="archive")
    pk, case_id = row.pk, row.case_id
    try:
        row.delete()
    except ProtectedError as protected:
        raise Refusal(_("Other records still belong to this customer; remove them first.")) from protected
    Todo.objects.filter(record_kind=KIND, record_id=pk).delete()
    if case_id is not None:
        Case.objects.filter(pk=case_id).delete()
    timeline.remove_all_of(KIND, [pk])


def bin_days(now: datetime) -> int:
    """How many days a customer lies in the bin."""
    return BIN_DAYS.whole_at(now)


def empty_bin(*, now: datetime) -> int:
    """Remove what has lain in the bin longer than the company's number of days; what is still used stays."""
    old = Customer.objects.filter(deleted_at__lt=now - timedelta(days=bin_days(now)), merged_into=None)
    removed = 0
    for customer in old.order_by("deleted_at")[:500]:
        try:
            remove_finally(customer, actor=None, now=now)
            removed += 1
        except Refusal:
            continue
    return removed

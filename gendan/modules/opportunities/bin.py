"""The recycle bin of opportunities: thirty days by default, then gone with comments and files (A14, PM-02, PM-06)."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.numbers import BIN_DAYS
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Case, Stay, Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

KIND = "opportunities.opportunity"


def _held(opportunity: Opportunity) -> Opportunity:
    rows = Opportunity.objects.select_related("customer").select_for_update(no_key=True, of=("self",))
    held: Opportunity | None = rows.filter(pk=opportunity.pk).first()
    if held is None:
        raise Refusal(_("This opportunity no longer exists."), code="gone")
    return held


@whole
def move_to_bin(opportunity: Opportunity, *, reason: str, actor: Employee, now: datetime) -> None:
    """Take it out of every list; what was planned for it is dropped. What was won is kept for good."""
    row = _held(opportunity)
    require(actor, "delete", row)
    if row.state == "won":
        raise Refusal(_("A won opportunity is not deleted: contract and payments hang on it."), code="won")
    engine.perform(row, "bin", actor=None, data={"reason": reason}, now=now)
    Opportunity.objects.filter(pk=row.pk).update(deleted_at=now, updated_at=now, revision=F("revision") + 1)
    timeline.record("opportunity.binned", row, actor=actor, at=now, text=reason)


@whole
def restore(opportunity: Opportunity, *, actor: Employee, now: datetime) -> Opportunity:
    """Take it out of the bin again, to the state in which it stood."""
    row = _held(opportunity)
    require(actor, "delete", row)
    if row.deleted_at is None:
        raise Refusal(_("This opportunity is not in the recycle bin."))
    if row.customer is not None and row.customer.deleted_at is not None:
        raise Refusal(_("Its customer lies in the recycle bin; restore the customer first."))
    Opportunity.objects.filter(pk=row.pk).update(deleted_at=None, updated_at=now, revision=F("revision") + 1)
    row.deleted_at = None
    left = Stay.objects.filter(case=row.case_id, left_to="bin").order_by("-left_at", "-pk").first()
    engine.perform(row, f"unbin_{left.state if left else 'draft'}", actor=None, now=now)
    timeline.record("opportunity.restored", row, actor=actor, at=now)
    return row


@whole
def remove_finally(opportunity: Opportunity, *, actor: Employee | None, now: datetime) -> None:  # noqa: ARG001
    """Remove for ever what lies in the bin, with its comments, attachments and timeline."""
    row = _held(opportunity)
    if actor is not None:
        require(actor, "delete", row)
    if row.deleted_at is None:
        raise Refusal(_("Only what lies in the recycle bin can be removed for ever."))
    pk, case_id = row.pk, row.case_id
    row.delete()
    Todo.objects.filter(record_kind=KIND, record_id=pk).delete()
    if case_id is not None:
        Case.objects.filter(pk=case_id).delete()
    timeline.remove_all_of(KIND, [pk])


def bin_days(now: datetime) -> int:
    """How many days an opportunity lies in the bin."""
    return BIN_DAYS.whole_at(now)


def empty_bin(*, now: datetime) -> int:
    """Remove what has lain in the bin longer than the company's number of days."""
    old = list(Opportunity.objects.filter(deleted_at__lt=now - timedelta(days=bin_days(now))).order_by("deleted_at")[:500])
    for one in old:
        remove_finally(one, actor=None, now=now)
    return len(old)

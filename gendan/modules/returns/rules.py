"""The rules of returns and of the desk in plain functions."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.returns import queries
from gendan.modules.returns.models import DeskDay, Return
from gendan.modules.returns.numbers import AUTHORITY
from gendan.modules.returns.words import DeskKind, Inspection
from gendan.spine.procedures import numbers
from gendan.spine.procedures.declare import Move


def is_inspected(move: Move) -> str | None:
    """F56.6: the inspection report has lines, and enough pieces were looked at."""
    record: Return = move.record
    lines = list(record.lines.all())
    if not lines:
        return _("The inspection report has no line yet.")
    looked, least = max(line.inspected for line in lines), queries.least(record, at=move.now)
    if looked < least:
        words = _("A small lot is inspected whole: %(least)s pieces, so far %(looked)s.") \
            if queries.wanted_inspection(record) == Inspection.FULL else _("The sample is at least %(least)s pieces, so far %(looked)s.")
        return words % {"least": f"{least.normalize():f}", "looked": f"{looked.normalize():f}"}
    return None


def judged_by_quality(move: Move) -> str | None:
    """The verdict stands on a report."""
    return None if move.record.report_number else _("There is no inspection report yet.")


# -- the desk -----------------------------------------------------------------------------------------------------------


def another_inspects(move: Move) -> str | None:
    """F106.9: the clerk who takes goods back does not inspect them himself."""
    return _("Somebody else inspects what you take back.") if move.actor is not None and move.actor.pk in (move.record.owner_id, move.record.created_by_id) else None


def another_decides(move: Move) -> str | None:
    """Nor does he approve what goes beyond his authority."""
    return _("Somebody above decides on what you take back.") if move.actor is not None and move.actor.pk in (move.record.owner_id, move.record.created_by_id) else None


def is_within_authority(record: Any, values: dict[str, Any]) -> bool:
    """F106.7: up to this amount a clerk pays back by himself."""
    return bool(record.amount <= Decimal(str(numbers.value(values, AUTHORITY))))


def beyond_authority_is_approved(move: Move) -> str | None:
    """Beyond it the supervisor has said yes."""
    if move.record.approved_by_id is not None or is_within_authority(move.record, move.case.numbers):
        return None
    return _("This is beyond your authority: the supervisor decides.")


def goods_come_back(record: Any) -> bool:
    """A price difference brings no goods (F106.3)."""
    return bool(record.kind != DeskKind.PRICE)


def nothing_is_unpaid(move: Move) -> str | None:
    """Cash is counted when nobody waits for his money."""
    left = move.record.deskreturns.filter(state__in=("requested", "inspected", "supervisor", "approved")).count()
    return _("%d returns of this day are not finished.") % left if left else None


def nothing_is_undone(move: Move) -> str | None:
    """Every return of the day is paid or refused, and its goods are sorted, before the day is closed."""
    day: DeskDay = move.record
    left = day.deskreturns.filter(state_kind__in=("open", "waiting")).count()
    return _("%d returns of this day are not finished.") % left if left else None

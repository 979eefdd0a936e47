"""The rules of strategic bids in plain functions."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.tenders import queries
from gendan.modules.tenders.models import Tender
from gendan.modules.tenders.words import LAST
from gendan.spine.procedures.declare import Move


def first_stage_is_done(move: Move) -> str | None:
    """The tasks of the first stage are done or left out, each with its word."""
    letters = queries.open_letters(move.record, stage=1)
    return _("Tasks of the first stage are open: %(letters)s.") % {"letters": "、".join(letters)} if letters else None


def second_stage_is_done(move: Move) -> str | None:
    """Before the evaluation only the waiting may be left."""
    letters = [letter for letter in queries.open_letters(move.record, stage=2) if letter != LAST]
    return _("Tasks of the second stage are open: %(letters)s.") % {"letters": "、".join(letters)} if letters else None


def criteria_are_known(move: Move) -> str | None:
    """F18 stage 2 A: nobody quotes before knowing how it is scored."""
    record: Tender = move.record
    return None if record.criteria.exists() else _("Write down first how it is scored: the criteria with their weights.")


def documents_are_complete(move: Move) -> str | None:
    """Every paper without which the bid is not valid lies there."""
    record: Tender = move.record
    missing = list(record.documents.filter(needed=True, attachment=None).values_list("name", flat=True))
    return _("Papers are missing: %(names)s.") % {"names": "、".join(missing)} if missing else None


def mock_up_is_confirmed(move: Move) -> str | None:
    """F18 stage 2 D: a mock-up that is wanted has been confirmed."""
    record: Tender = move.record
    if not record.needs_mock_up:
        return None
    if record.mock_up is None:
        return _("A mock-up is wanted: order it as a sample and link it.")
    return None if record.mock_up.state == "confirmed" else _("The mock-up is not confirmed yet.")


def result_is_scored(move: Move) -> str | None:
    """The result stands beside the estimate, criterion by criterion."""
    record: Tender = move.record
    missing = record.criteria.filter(score=None).exists()
    return _("Write down the result of every criterion first.") if missing else None


def require_whole(rows: Iterable[Mapping[str, Any]]) -> None:
    """The weights of the criteria sum up to a hundred."""
    found = list(rows)
    total = sum((Decimal(row["weight"]) for row in found), Decimal(0))
    if total != 100:
        message = _("The weights sum up to %(total)s; they have to be 100 together.") % {"total": f"{total.normalize():f}"}
        raise ValidationError({"weight_0": message})
    names = [str(row["name"]).strip() for row in found]
    if len(set(names)) != len(names):
        raise ValidationError({"name_0": _("Two criteria have the same name.")})

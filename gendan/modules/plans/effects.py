"""Guards and effects of the monthly plan (F85) and of visits (F31, F63)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gendan.modules.plans import words
from gendan.modules.plans.models import Result
from gendan.spine.procedures.declare import Move
from gendan.ui import formats

NAMED = 3


def something_is_planned(move: Move) -> str | None:
    """An empty month is not submitted."""
    return None if move.record.actions.exclude(result__in=(Result.DROPPED, Result.PASSED_ON)).exists() else _("No action is planned yet.")


def every_action_has_a_result(move: Move) -> str | None:
    """F85.6: each action is ticked, or says why it was not done."""
    rows = list(move.record.actions.filter(result=Result.OPEN).select_related("customer")[: NAMED + 1])
    if not rows:
        return None
    count = move.record.actions.filter(result=Result.OPEN).count()
    names = "、".join(f"{one.customer} {formats.date_bare(one.day, today=one.day)}" for one in rows[:NAMED])
    words = ngettext("%(count)d action has neither a result nor a reason: %(names)s.",
                     "%(count)d actions have neither a result nor a reason: %(names)s.", count)
    return words % {"count": count, "names": names}


def all_is_ticked(move: Move) -> str | None:
    """F31, F63.1: prepared means that everything on the list is ticked."""
    lacking = [str(title) for key, title in words.needed(move.record.way).items() if key not in move.record.ticked]
    return _("Not ticked yet: %(lacking)s.") % {"lacking": "；".join(lacking)} if lacking else None


def prepare(move: Move) -> None:
    """When it was prepared."""
    move.keep(prepared_at=move.now)


def submit_report(move: Move) -> None:
    """When the company heard of it."""
    move.keep(submitted_at=move.now)

"""The rules of corrective actions in plain functions: terms by grade, and what each step needs before the next."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gendan.modules.capa import queries
from gendan.modules.capa.models import Capa
from gendan.modules.capa.numbers import KEY, LEAST_WHYS, LIMITS, SHARES
from gendan.modules.capa.words import Measure
from gendan.spine.org.queries import company_calendar
from gendan.spine.procedures import due, numbers
from gendan.spine.procedures.declare import Move, Number, Unit

BLANKS = re.compile(r"[\s,，.。;；、:：·\-_/()（）]+")


def key_of(defect: str) -> str:
    """The same defect written otherwise is the same defect."""
    return BLANKS.sub("", defect).casefold()[:120]


def values_now(*wanted: Number, at: datetime) -> dict[str, Any]:
    """The company's numbers at a moment."""
    return numbers.current(KEY, wanted, at=at)


def step_ends(capa: Capa, values: Mapping[str, Any]) -> dict[str, datetime]:
    """When each of D1 … D7 ends: its share of the grade's working days, from when the round began (A2)."""
    days, calendar, kept = numbers.value(dict(values), LIMITS[capa.grade]), company_calendar(), dict(values)
    return {
        step: due.later(capa.limit_from, days * numbers.value(kept, share) / 100, Unit.WORKING_DAYS, calendar=calendar)
        for step, share in SHARES.items()
    }


def limit_of(capa: Capa) -> date | None:
    """The day by which all is to be improved."""
    return timezone.localdate(step_ends(capa, capa.case.numbers)["prevent"]) if capa.case else None


def after(moment: datetime, values: Mapping[str, Any], number: Number) -> datetime:
    """So many working days of the house later."""
    return due.later(moment, numbers.value(dict(values), number), number.unit, calendar=company_calendar())


# -- what must be there ---------------------------------------------------------------------------------------------


def _still_open(capa: Capa, *kinds: Measure) -> str | None:
    count = queries.open_actions(capa, *kinds).count()
    if not count:
        return None
    return ngettext("%(count)d action is not done yet.", "%(count)d actions are not done yet.", count) % {"count": count}


def contained(move: Move) -> str | None:
    """D3: whatever was decided to contain the fault has been done."""
    return _still_open(move.record, Measure.CONTAINMENT)


def carried_out(move: Move) -> str | None:
    """D6: every corrective action is done with evidence, and there is one."""
    record: Capa = move.record
    if not queries.done_actions(record, Measure.CORRECTIVE).exists():
        return _still_open(record, Measure.CORRECTIVE) or _("There is no corrective action yet: somebody does something by a day.")
    return _still_open(record, Measure.CORRECTIVE)


def planned(move: Move) -> str | None:
    """D5: at least one corrective action with owner and day."""
    return None if queries.agreed_on(move.record, Measure.CORRECTIVE) else _("Choose a corrective action first, with somebody who does it and a day.")


def prevented(move: Move) -> str | None:
    """D7: nothing is left to do when one begins to wait for the effect."""
    return _still_open(move.record)


def cause_is_asked_for(move: Move) -> str | None:
    """D4: the chain of whys is long enough, and a bone of the fishbone is confirmed."""
    found, least = queries.round_of(move.record), int(numbers.value(move.case.numbers, LEAST_WHYS))
    missing = []
    if found.whys.count() < least:
        missing.append(_("ask why %(count)d times at least") % {"count": least})
    if not found.bones.filter(is_root=True).exists():
        missing.append(_("confirm a cause on the fishbone"))
    return _("Write the analysis first: %(what)s.") % {"what": "、".join(missing)} if missing else None


def by_another(move: Move) -> str | None:
    """Whoever carried it out does not judge whether it worked."""
    record: Capa = move.record
    if move.actor is None:
        return _("Somebody has to judge the effect.")
    if move.actor.pk in {record.owner_id, *queries.people_at_work(record)}:
        return _("Somebody else judges the effect: not the owner, nor who carried it out.")
    return None


def effect_has_shown(move: Move) -> str | None:
    """Not before the set time has passed since it was done."""
    start = move.record.check_from
    if start is None or move.now >= start:
        return None
    return _("The effect shows from %(day)s on: check then.") % {"day": f"{timezone.localtime(start):%m-%d}"}


def proven(move: Move) -> str | None:
    """D8: this round was judged effective, by another, with evidence."""
    found = queries.round_of(move.record)
    return None if found.effective and found.evidence and found.checked_by_id else _("Nobody has proven the effect of this round.")


def customer_has_it(move: Move) -> str | None:
    """F56.4: where the customer is to have the answer, he got the last version."""
    if not move.record.wants_answer or queries.was_answered(move.record):
        return None
    return _("The customer is to have the answer: draft it, have it approved, send it.")


def not_by_the_owner(move: Move) -> str | None:
    """Nobody drops what he is himself responsible for."""
    if move.actor is not None and move.actor.pk == move.record.owner_id and move.actor.pk != move.record.created_by_id:
        return _("Somebody else drops what you are responsible for.")
    return None

"""The opinions of the present round as columns: who has signed, who is asked, and the form of whoever looks."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import working_day_length
from gendan.spine.procedures import engine, registry
from gendan.spine.procedures.models import SignOff
from gendan.spine.procedures.queries import round_of
from gendan.ui import formats
from gendan.ui.listing.filters import Asked

PENDING, AGREED, REFUSED = SignOff.Verdict.PENDING, SignOff.Verdict.AGREED, SignOff.Verdict.REFUSED


def signs_of(record: Any, asked: Asked) -> dict[str, Any] | None:
    """The context of "ui/parts/signs.html"; None where the record stands in a state without sign-offs."""
    case = record.case
    procedure = registry.find(case.procedure) if case is not None else None
    state = procedure.find_state(case.state) if procedure else None
    if state is None or state.signoffs is None:
        return None
    given = round_of(case)
    signed = sum(one.verdict in (AGREED, REFUSED) for one in given)
    return {
        "title": state.title, "note": _("round %(round)d") % {"round": given[0].round} if given and given[0].round > 1 else "",
        "tally": _("signed %(signed)d of %(all)d") % {"signed": signed, "all": len(given)} if len(given) > 1 else "",
        "columns": [_column(one, state, record, asked) for one in given],
    }


def _column(signoff: SignOff, state: Any, record: Any, asked: Asked) -> dict[str, Any]:
    party, who = engine.party_of(signoff, state), signoff.signed_by or signoff.todo.assignee
    pending = signoff.verdict == PENDING
    mine = pending and engine.may_sign(signoff, state=state, record=record, actor=asked.user, now=asked.now)
    calendar = calendar_of(who)
    left = formats.left_of(signoff.todo.due_at, now=asked.now, calendar=calendar) if pending else None
    return {
        "department": party.title if party else signoff.party, "verdict": "mine" if mine else signoff.verdict,
        "words": _("yours to give") if mine else signoff.get_verdict_display(), "person": who.name, "me": who == asked.user,
        "state": formats.urgency_of(signoff.todo.due_at, now=asked.now) if pending else "",
        "left": formats.working_left(left, day=working_day_length(calendar)) if pending else "",
        "time": formats.due_dated(signoff.signed_at, now=asked.now) if signoff.signed_at else "",
        "opinion": signoff.opinion, "agree_url": reverse("procedures:sign", args=[signoff.pk]),
    }

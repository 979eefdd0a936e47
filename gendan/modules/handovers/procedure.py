"""Staged follow-up and hand-over: the consultant has two weeks, the director one, then the region (F26)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.handovers.effects import (
    director_is_there,
    end,
    file_is_complete,
    give_to_director,
    pool_is_there,
    sign,
    to_long_term,
    to_pool,
)
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Number,
    Owner,
    Procedure,
    RoleHolder,
    State,
    Step,
    Transition,
    Unit,
    Within,
)

PHASE_1_DAYS = Number("phase1_days", _("the consultant's time"), 14, Unit.DAYS, 1, 90)
PHASE_2_DAYS = Number("phase2_days", _("the director's time"), 7, Unit.DAYS, 1, 60)
WARN_DAYS = Number("warn_days", _("warning before the time is over"), 2, Unit.DAYS, 0, 30)
FILING_DAYS = Number("filing_days", _("to complete the file"), 1, Unit.WORKING_DAYS, 0.125, 10)
TO_HEAD = Number("filing_to_head", _("file still incomplete: tell the head"), 0, Unit.WORKING_HOURS, 0, 40)
CONVERSION_1 = Number("conversion1", _("conversion aimed at in phase 1"), 70, Unit.PERCENT, 0, 100)
COLLECTION_1 = Number("collection1", _("collection aimed at in phase 1"), 90, Unit.PERCENT, 0, 100)
CONVERSION_2 = Number("conversion2", _("conversion aimed at in phase 2"), 50, Unit.PERCENT, 0, 100)
COLLECTION_2 = Number("collection2", _("collection aimed at in phase 2"), 100, Unit.PERCENT, 0, 100)
TARGETS = (CONVERSION_1, COLLECTION_1, CONVERSION_2, COLLECTION_2)

WARNING = (
    Step("warn", WARN_DAYS, Escalate.REMIND, Owner(), before=True),
    Step("warn_head", WARN_DAYS, Escalate.TELL, Head(), before=True),
)
WHO = (Owner(), Head(), RoleHolder("crm_supervisor"))
CONSULTANT, DIRECTOR = _("Consultant"), _("Director")
FIRST = ("phase1", "filing")

STAGED = Procedure(
    key="staged_handover",
    title=_("Staged follow-up and hand-over"),
    record="handovers.Staged",
    purpose=_("No customer is lost because one person did not succeed: after two weeks the director tries, with the whole file."),
    flows=("F26",),
    start="phase1",
    states=(
        State(
            "phase1", _("Phase 1: consultant"), due=Within(PHASE_1_DAYS), lane=CONSULTANT, escalate=WARNING,
            todo=_("Win the customer; keep plan, situation and analysis on file"), way="call",
            checklist=(_("needs understood, invited"), _("consulting plan and service plan"), _("customer analysis"),
                       _("on-site sign-up; trial or a meeting with others where it fails"), _("director's guidance noted")),
        ),
        State(
            "filing", _("File incomplete"), due=Within(FILING_DAYS), lane=CONSULTANT,
            todo=_("Complete the file: it goes to the director"), escalate=(Step("to_head", TO_HEAD, Escalate.TELL, Head()),),
        ),
        State(
            "phase2", _("Phase 2: director"), due=Within(PHASE_2_DAYS), lane=DIRECTOR, escalate=WARNING,
            todo=_("Make the plans anew with the consultant; call or visit yourself"), way="visit",
            checklist=(_("plans made anew, effect forecast"), _("called or visited personally"), _("help of other branches asked for")),
        ),
        State("signed", pgettext_lazy("staged", "Signed"), kind=Kind.WON, lane=DIRECTOR),
        State("long_term", _("Long-term follow-up"), kind=Kind.DONE, lane=DIRECTOR),
        State("regional", _("Given to the public pool"), kind=Kind.DONE, lane=DIRECTOR),
        State("closed", pgettext_lazy("staged", "Closed"), kind=Kind.LOST, lane=DIRECTOR),
    ),
    transitions=(
        Transition("hand_over", _("Hand over to the director"), FIRST, "phase2", WHO,
                   guards=(file_is_complete, director_is_there), effects=(give_to_director,)),
        Transition("expire", _("Time is over, file incomplete"), ("phase1",), "filing", automatic=True),
        Transition("expire_complete", _("Time is over, handed over"), FIRST, "phase2", automatic=True,
                   guards=(file_is_complete, director_is_there), effects=(give_to_director,)),
        Transition("won", _("Signed"), (*FIRST, "phase2"), "signed", automatic=True, effects=(sign,)),
        Transition("to_long_term", _("To long-term follow-up"), ("phase2",), "long_term", WHO, effects=(to_long_term,)),
        Transition("to_pool", _("To the public pool"), ("phase2",), "regional", WHO, guards=(pool_is_there,), effects=(to_pool,)),
        Transition("ended", _("Time is over, long-term follow-up"), ("phase2",), "long_term", automatic=True,
                   effects=(to_long_term,)),
        Transition("give_up", pgettext_lazy("staged", "Close"), (*FIRST, "phase2"), "closed", WHO, effects=(end,),
                   reason_required=True),
    ),
    numbers=(PHASE_1_DAYS, PHASE_2_DAYS, WARN_DAYS, FILING_DAYS, TO_HEAD, *TARGETS),
)

"""An opportunity from its registration (F38) through the funnel (F52, F39) to won or lost."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.opportunities import effects, rules
from gendan.modules.opportunities.forms import LoseForm, ReturnForm, WinForm
from gendan.modules.opportunities.models import STAGES
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Number,
    Owner,
    Procedure,
    RecordField,
    RoleHolder,
    State,
    Step,
    Transition,
    Unit,
    Within,
)

DRAFT_DAYS = Number("draft_days", _("a draft is submitted within"), 2, Unit.WORKING_DAYS, 0.5, 30)
REVIEW_DAYS = Number("review_days", _("a registration is reviewed within"), 1, Unit.WORKING_DAYS, 0.5, 10)
RETURN_DAYS = Number("return_days", _("a returned registration is corrected within"), 2, Unit.WORKING_DAYS, 0.5, 30)
REJECT_DAYS = Number("reject_days", _("a rejection is accepted or appealed within"), 3, Unit.WORKING_DAYS, 0.5, 30)
APPEAL_DAYS = Number("appeal_days", _("an appeal is decided within"), 2, Unit.WORKING_DAYS, 0.5, 10)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 80)
TO_HEAD = Number("to_head", _("tell the head when late by"), 0, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("to_director", _("tell the director when late by"), 3, Unit.WORKING_DAYS, 0, 60)

QUARTER_GOAL = Number("quarter_goal", _("goal of a quarter"), 10_000_000, Unit.YUAN, 0, 100_000_000_000)

STAGE_TITLES = {
    "target": pgettext_lazy("stage", "target customer"),
    "won_chance": pgettext_lazy("stage", "chance won"),
    "need": pgettext_lazy("stage", "need understood"),
    "solution": pgettext_lazy("stage", "solution"),
    "quote": pgettext_lazy("stage", "quote"),
    "price": pgettext_lazy("stage", "price talk"),
    "sign": pgettext_lazy("stage", "signing"),
}
STAGE_TODO = {
    "target": _("win the chance to talk about it"),
    "won_chance": _("understand what they need"),
    "need": _("work out a solution"),
    "solution": _("offer a price"),
    "quote": _("ask what they think of the price"),
    "price": _("settle price and terms"),
    "sign": _("get the contract signed"),
}
#: The stages in which there is a price.
QUOTED = ("quote", "price", "sign")
STAGE_LIMIT = {
    key: Number(f"{key}_days", _("longest stay in the stage"), days, Unit.WORKING_DAYS, 1, 250)
    for key, days in zip(STAGES, (15, 10, 10, 10, 7, 10, 10), strict=True)
}
STAGE_CHANCE = {
    key: Number(f"{key}_chance", _("chance of success in the stage"), percent, Unit.PERCENT, 0, 100)
    for key, percent in zip(STAGES, (10, 20, 35, 50, 60, 75, 90), strict=True)
}

LATE_TO_HEAD = (
    Step("remind", REMIND, Escalate.REMIND, before=True),
    Step("head", TO_HEAD, Escalate.TELL, Head()),
    Step("director", TO_DIRECTOR, Escalate.TELL, RoleHolder("director")),
)
REVIEWERS = (RecordField("reviewer"), RoleHolder("sales_head"), RoleHolder("sales_assistant"))
FOLLOWERS = (Owner(), Head())


def _stage(key: str) -> State:
    return State(
        key,
        STAGE_TITLES[key],
        due=Within(STAGE_LIMIT[key]),
        todo=STAGE_TODO[key],
        way="call",
        escalate=LATE_TO_HEAD,
    )


def _moves_to(key: str) -> tuple[Transition, ...]:
    """Forward from every earlier stage, by hand or along with its quotation; back from every later one, with the reason."""
    position = STAGES.index(key)
    earlier, later = STAGES[:position], STAGES[position + 1 :]
    guards = (rules.customer_is_known, rules.amount_is_known) if key in QUOTED else ()
    moves = []
    if earlier:
        moves.append(Transition(f"to_{key}", STAGE_TITLES[key], earlier, key, FOLLOWERS, guards=guards))
    if key in QUOTED:
        moves.append(Transition(f"quoted_to_{key}", STAGE_TITLES[key], earlier, key, automatic=True))
    if later:
        moves.append(Transition(f"back_to_{key}", STAGE_TITLES[key], later, key, FOLLOWERS, reason_required=True))
    return tuple(moves)


REGISTRATION_STATES = (
    State("draft", pgettext_lazy("opportunity", "draft"), due=Within(DRAFT_DAYS), todo=_("complete and submit it"),
          escalate=LATE_TO_HEAD),
    State("submitted", pgettext_lazy("opportunity", "under review"), who=RecordField("reviewer"),
          due=Within(REVIEW_DAYS), todo=_("review the registration"), escalate=LATE_TO_HEAD, lane=_("reviewer")),
    State("returned", pgettext_lazy("opportunity", "returned"), due=Within(RETURN_DAYS),
          todo=_("correct and submit it again"), escalate=LATE_TO_HEAD),
    State("rejected", pgettext_lazy("opportunity", "rejected as duplicate"), due=Within(REJECT_DAYS),
          todo=_("accept the rejection or appeal"), escalate=LATE_TO_HEAD),
    State("appealed", pgettext_lazy("opportunity", "appealed"), who=RoleHolder("crm_supervisor"),
          due=Within(APPEAL_DAYS), todo=_("decide the appeal"), escalate=LATE_TO_HEAD, lane=_("CRM supervisor")),
)

# What was won stays: contract and payments hang on it.
BINNABLE = (*(state.key for state in REGISTRATION_STATES), *STAGES, "lost", "duplicate")

OPPORTUNITY = Procedure(
    key="opportunity",
    title=_("Opportunity"),
    record="opportunities.Opportunity",
    purpose=_("Each chance is registered once, reviewed, followed stage by stage, and closed with what was learned."),
    flows=("F38", "F39", "F52"),
    start="draft",
    states=(
        *REGISTRATION_STATES,
        *(_stage(key) for key in STAGES),
        State("won", pgettext_lazy("opportunity", "won"), Kind.WON),
        State("lost", pgettext_lazy("opportunity", "lost"), Kind.LOST),
        State("duplicate", pgettext_lazy("opportunity", "closed as duplicate"), Kind.LOST),
        State("bin", _("In the recycle bin"), Kind.DONE),
    ),
    transitions=(
        Transition("submit", _("Submit"), ("draft", "returned"), "submitted",
                   guards=(rules.mandatory_fields_are_complete,), effects=(effects.submit,)),
        Transition("approve", _("Register"), ("submitted",), "target", REVIEWERS,
                   guards=(rules.reviewer_is_another, rules.no_active_duplicate), effects=(effects.approve,)),
        Transition("return", _("Return"), ("submitted",), "returned", REVIEWERS, form=ReturnForm,
                   guards=(rules.reviewer_is_another,), effects=(effects.send_back,)),
        Transition("reject_duplicate", _("Reject as duplicate"), ("submitted",), "rejected", REVIEWERS,
                   guards=(rules.reviewer_is_another, rules.duplicate_was_found), reason_required=True,
                   effects=(effects.reject_duplicate,)),
        Transition("appeal", _("Appeal"), ("rejected",), "appealed", reason_required=True),
        Transition("accept_rejection", _("Accept the rejection"), ("rejected",), "duplicate", FOLLOWERS,
                   effects=(effects.close,)),
        Transition("uphold", _("Uphold the rejection"), ("appealed",), "duplicate", (RoleHolder("crm_supervisor"),),
                   reason_required=True, effects=(effects.close,)),
        Transition("release", _("Release"), ("appealed",), "target", (RoleHolder("crm_supervisor"),),
                   reason_required=True, effects=(effects.release,)),
        *(move for key in STAGES for move in _moves_to(key)),
        Transition("win", _("Won"), STAGES, "won", FOLLOWERS, form=WinForm, guards=(rules.customer_is_known,),
                   effects=(effects.win,)),
        Transition("sign", _("Won by its contract"), STAGES, "won", automatic=True, form=WinForm,
                   guards=(rules.customer_is_known,), effects=(effects.win,)),
        Transition("lose", _("Lost"), (*STAGES, "draft", "returned"), "lost", FOLLOWERS, form=LoseForm,
                   effects=(effects.lose,)),
        Transition("bin", _("Moved to the recycle bin"), BINNABLE, "bin", automatic=True),
        *(Transition(f"unbin_{key}", _("Restored"), ("bin",), key, automatic=True) for key in BINNABLE),
    ),
    numbers=(effects.PROTECTION, QUARTER_GOAL, *STAGE_CHANCE.values()),
)

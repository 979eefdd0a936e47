"""The order from its review to the last shipment (F12, F14, F58), its coordination (F13), its changes and rushes (F21)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.orders import effects, numbers, rules
from gendan.modules.orders.forms import (
    ConfirmForm,
    DecideForm,
    JudgeForm,
    PlanForm,
    ReturnForm,
    SignForm,
    TalkForm,
    TrialForm,
)
from gendan.modules.orders.numbers import LATE
from gendan.modules.orders.words import TRIALS, Trial
from gendan.spine.procedures.declare import (
    Head,
    Kind,
    Mode,
    OnDate,
    Owner,
    Party,
    Procedure,
    RecordField,
    RoleHolder,
    SignOffs,
    State,
    Transition,
    Within,
)

CENTRE, PRODUCTION, TECHNOLOGY = RoleHolder("order_centre"), RoleHolder("production"), RoleHolder("technology")
RESEARCH, QUALITY, SALES = RoleHolder("research"), RoleHolder("quality"), RoleHolder("sales_head")
LEADER, CHIEF = RoleHolder("general_manager"), RoleHolder("chief_engineer")
OURS = (Owner(), Head())

CENTRE_PARTY = Party("order_centre", _("order centre"), CENTRE)
PRODUCTION_PARTY = Party("production", _("production centre"), PRODUCTION)
TECHNOLOGY_PARTY = Party("technology", _("production technology"), TECHNOLOGY)
RESEARCH_PARTY = Party("research", _("research institute"), RESEARCH)
QUALITY_PARTY = Party("quality", _("quality management"), QUALITY)
SALES_PARTY = Party("sales", _("sales department"), SALES)
SIX = (CENTRE_PARTY, PRODUCTION_PARTY, TECHNOLOGY_PARTY, RESEARCH_PARTY, QUALITY_PARTY, SALES_PARTY)

ORDER = Procedure(
    key="order",
    title=_("Order"),
    record="orders.Order",
    purpose=_("No order goes to the workshops before all who make it have said whether they can, and its leader has signed."),
    flows=("F12", "F14", "F21", "F58"),
    start="draft",
    states=(
        State("draft", pgettext_lazy("order", "draft"), due=Within(numbers.DRAFT_DAYS), todo=_("Complete the order and hand it in: %(title)s"),
              escalate=LATE),
        State("received", pgettext_lazy("order", "received"), who=RecordField("receiver"), due=Within(numbers.RECEIVE_DAYS),
              todo=_("Organise the review: %(title)s"), escalate=LATE, lane=_("order centre")),
        State("review", pgettext_lazy("order", "under review"), who=CENTRE, due=Within(numbers.REVIEW_DAYS),
              todo=_("Give your opinion on the order: %(title)s"), escalate=LATE, lane=_("six parties"),
              signoffs=SignOffs(SIX, agreed="possible", refused="deviates", mode=Mode.EVERY, due=Within(numbers.REVIEW_DAYS))),
        State("planning", pgettext_lazy("order", "plans being prepared"), who=TECHNOLOGY, due=Within(numbers.PLAN_DAYS),
              todo=_("Prepare technical plan and raw-material plan: %(title)s"), escalate=LATE, lane=_("production technology")),
        State("negotiating", pgettext_lazy("order", "talks with the customer"), due=Within(numbers.TALK_DAYS),
              todo=_("Talk with the customer about the deviation: %(title)s"), way="call", escalate=LATE),
        State("leader", pgettext_lazy("order", "for signature"), who=LEADER, due=Within(numbers.SIGN_DAYS),
              todo=_("Sign the order: %(title)s"), escalate=LATE, lane=_("company leader")),
        State("coordinating", pgettext_lazy("order", "in coordination"), who=CENTRE, due=Within(numbers.COORDINATION_DAYS),
              todo=_("Follow the coordination to its end: %(title)s"), escalate=LATE, lane=_("order centre")),
        State("notice", pgettext_lazy("order", "notice to be issued"), who=CENTRE, due=Within(numbers.NOTICE_DAYS),
              todo=_("Promise a day and issue the order notice: %(title)s"), escalate=LATE, lane=_("order centre")),
        State("running", pgettext_lazy("order", "in production"), due=OnDate("promised_on"),
              todo=_("Follow the order until it is shipped: %(title)s"), escalate=LATE, lane=_("production")),
        State("shipped", pgettext_lazy("order", "shipped"), kind=Kind.WON),
        State("returned", pgettext_lazy("order", "returned"), kind=Kind.LOST),
        State("cancelled", pgettext_lazy("order", "cancelled"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("submit", _("Hand in"), ("draft",), "received", OURS, guards=(rules.order_is_complete,), effects=(effects.submit,)),
        Transition("organise", _("Organise the review"), ("received",), "review", (CENTRE,), guards=(rules.technology_need_not_begin,)),
        Transition("organise_special", _("Begin the special review"), ("received",), "review", (TECHNOLOGY,), guards=(rules.is_special_export,)),
        Transition("waive", _("No special review needed"), ("received",), "received", (TECHNOLOGY,), guards=(rules.is_special_export,),
                   effects=(effects.waive,), reason_required=True),
        Transition("short", _("Straight to the leader"), ("received",), "leader", (CENTRE,),
                   guards=(rules.short_way_is_open, rules.technology_need_not_begin)),
        Transition("send_back", _("Send back"), ("received", "notice"), "draft", (CENTRE, TECHNOLOGY), reason_required=True),
        Transition("possible", _("All parties agree"), ("review",), "planning", automatic=True),
        Transition("deviates", _("Large deviation"), ("review",), "negotiating", automatic=True, effects=(effects.deviates,)),
        Transition("planned", _("Plans are ready"), ("planning",), "leader", (TECHNOLOGY, PRODUCTION), form=PlanForm, effects=(effects.keep_plans,)),
        Transition("talked", _("Submit the handling opinion"), ("negotiating",), "leader", OURS, form=TalkForm, effects=(effects.keep_talks,)),
        Transition("sign", _("Sign for the order notice"), ("leader",), "notice", (LEADER,), form=SignForm,
                   guards=(rules.signer_is_another, rules.needs_no_coordination, rules.customer_has_agreed), effects=(effects.sign,)),
        Transition("sign_special", _("Sign for coordination"), ("leader",), "coordinating", (LEADER,), form=SignForm,
                   guards=(rules.signer_is_another, rules.needs_coordination, rules.customer_has_agreed),
                   effects=(effects.sign, effects.begin_coordination)),
        Transition("talk_again", _("Talk again with the customer"), ("leader",), "negotiating", (LEADER,), reason_required=True),
        Transition("coordinated", _("Coordination has ended"), ("coordinating",), "notice", automatic=True),
        Transition("coordination_failed", _("Coordination has failed"), ("coordinating",), "negotiating", automatic=True,
                   effects=(effects.deviates,)),
        Transition("issue", _("Issue the order notice"), ("notice",), "running", (CENTRE,),
                   guards=(rules.date_is_promised, rules.documents_are_ready, rules.customer_has_confirmed), effects=(effects.issue,)),
        Transition("ship", _("Shipped"), ("running",), "shipped", automatic=True, effects=(effects.ship,)),
        Transition("contract_changed", _("The contract was changed"), ("received", "review", "planning", "negotiating", "leader", "notice"), "draft",
                   automatic=True),
        Transition("return", _("Return the order"), ("received", "negotiating", "leader", "notice"), "returned", (*OURS, CENTRE),
                   form=ReturnForm, effects=(effects.give_back,)),
        Transition("cancel", _("Cancelled"), ("running",), "cancelled", automatic=True, effects=(effects.cancel,)),
        Transition("drop", _("Drop the draft"), ("draft",), "cancelled", OURS, reason_required=True, effects=(effects.cancel,)),
    ),
    numbers=(numbers.THRESHOLD, numbers.ORDER_DAYS, numbers.OVERTIME, numbers.TELL_DAYS, numbers.FINISH_DAYS, numbers.STOCK_DAYS, *numbers.BEFORE.values()),
)


# -- coordination of special orders (F13) -----------------------------------------------------------------------------


def _trial_states(key: str) -> tuple[State, State]:
    title = Trial(key).label
    return (
        State(key, title, who=RESEARCH, due=Within(numbers.TRIAL_DAYS), todo=_TRIAL_TODO[key], escalate=LATE, lane=_("research institute")),
        State(f"{key}_judged", _JUDGED[key], who=QUALITY, due=Within(numbers.JUDGE_DAYS), todo=_("Judge the trial: %(title)s"),
              escalate=LATE, lane=_("quality management")),
    )


_TRIAL_TODO: dict[str, Any] = {
    Trial.SMALL: _("Hold the small trial: %(title)s"), Trial.FINAL: _("Hold the final trial: %(title)s"),
    Trial.INDUSTRIAL: _("Hold the industrial trial: %(title)s"),
}
_JUDGED: dict[str, Any] = {
    Trial.SMALL: _("small trial held"), Trial.FINAL: _("final trial held"), Trial.INDUSTRIAL: _("industrial trial held"),
}


def _trial_moves(key: str, after: str) -> tuple[Transition, ...]:
    """Held, then judged: on to the next, again, or back to the formula."""
    judged = f"{key}_judged"
    return (
        Transition(f"{key}_held", _("Trial held"), (key,), judged, (RESEARCH, TECHNOLOGY), form=TrialForm, effects=(effects.keep_trial,)),
        Transition(f"{key}_pass", _("Trial passed"), (judged,), after, (QUALITY,), form=JudgeForm,
                   effects=(effects.passed, *((effects.finish_coordination,) if after == "done" else ()))),
        Transition(f"{key}_again", _("Hold the trial again"), (judged,), key, (QUALITY,), form=JudgeForm, effects=(effects.failed,)),
        Transition(f"{key}_fail", _("Adjust the formula again"), (judged,), "drafting", (QUALITY,), form=JudgeForm, effects=(effects.failed,)),
    )


COORDINATION = Procedure(
    key="order_coordination",
    title=_("Coordination of a special order"),
    record="orders.Coordination",
    purpose=_("Formula and process are adjusted to what the customer asks for, signed by the chief engineer, and tried before production."),
    flows=("F13",),
    start="drafting",
    states=(
        State("drafting", _("formula and process"), who=TECHNOLOGY, due=Within(numbers.FORMULA_DAYS),
              todo=_("Adjust formula and process: %(title)s"), escalate=LATE, lane=_("production technology")),
        State("joint", _("joint submission"), who=TECHNOLOGY, due=Within(numbers.JOINT_DAYS),
              todo=_("Agree on the adjusted plan: %(title)s"), escalate=LATE, lane=_("technology, institute, production"),
              signoffs=SignOffs((TECHNOLOGY_PARTY, RESEARCH_PARTY, PRODUCTION_PARTY), agreed="joined", refused="adjust", mode=Mode.EVERY,
                                due=Within(numbers.JOINT_DAYS))),
        State("chief", _("chief engineer"), who=CHIEF, due=Within(numbers.CHIEF_DAYS), todo=_("Sign the adjusted plan: %(title)s"),
              escalate=LATE, lane=_("chief engineer")),
        *(state for key in TRIALS for state in _trial_states(key)),
        State("done", _("coordinated"), kind=Kind.DONE),
        State("failed", pgettext_lazy("coordination", "failed"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("submit", _("Submit jointly"), ("drafting",), "joint", (TECHNOLOGY, RESEARCH), guards=(rules.formula_is_written,)),
        Transition("joined", _("Submitted jointly"), ("joint",), "chief", automatic=True),
        Transition("adjust", _("To be adjusted"), ("joint",), "drafting", automatic=True),
        Transition("sign_trials", _("Sign for trials"), ("chief",), "small", (CHIEF,), form=SignForm, guards=(rules.trials_are_needed,)),
        Transition("sign_structure", _("Sign: only the structure changes"), ("chief",), "done", (CHIEF,), form=SignForm,
                   guards=(rules.only_structure,), effects=(effects.finish_coordination,)),
        Transition("reject", _("Reject the plan"), ("chief",), "drafting", (CHIEF,), reason_required=True),
        *(move for key, after in zip(TRIALS, ("final", "industrial", "done"), strict=True) for move in _trial_moves(key, after)),
        Transition("give_up", _("It cannot be made"), ("drafting", "chief", *TRIALS), "failed", (TECHNOLOGY, RESEARCH, CHIEF),
                   reason_required=True, effects=(effects.fail_coordination,)),
    ),
)

# -- changes of noticed orders (F21.4) --------------------------------------------------------------------------------

CHANGE = Procedure(
    key="order_change",
    title=_("Change of an order"),
    record="orders.Change",
    purpose=_("A noticed order is changed only as far as its progress allows, with those who make it and the customer in the know."),
    flows=("F21", "F58"),
    start="asked",
    states=(
        State("asked", pgettext_lazy("change", "asked for"), who=CENTRE, due=Within(numbers.CHANGE_DAYS),
              todo=_("Answer the change: %(title)s"), escalate=LATE, lane=_("order centre")),
        State("review", pgettext_lazy("change", "reviewed again"), who=CENTRE, due=Within(numbers.REVIEW_DAYS),
              todo=_("Give your opinion on the change: %(title)s"), escalate=LATE, lane=_("parties"),
              signoffs=SignOffs((CENTRE_PARTY, PRODUCTION_PARTY, TECHNOLOGY_PARTY, QUALITY_PARTY), agreed="agreed", refused="disagreed",
                                mode=Mode.EVERY, due=Within(numbers.REVIEW_DAYS))),
        State("customer", pgettext_lazy("change", "customer to confirm"), due=Within(numbers.CONFIRM_DAYS),
              todo=_("Have the customer confirm the change: %(title)s"), way="call", escalate=LATE),
        State("done", pgettext_lazy("change", "carried out"), kind=Kind.DONE),
        State("refused", pgettext_lazy("change", "refused"), kind=Kind.LOST),
        State("withdrawn", pgettext_lazy("change", "withdrawn"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("agree", _("Agree"), ("asked",), "customer", (CENTRE,), guards=(rules.stage_allows, effects.change_can_be_made)),
        Transition("review", _("Review again"), ("asked",), "review", (CENTRE,), guards=(rules.stage_is_open,)),
        Transition("agreed", _("All parties agree"), ("review",), "customer", automatic=True, guards=(effects.change_can_be_made,)),
        Transition("disagreed", _("Not all parties agree"), ("review",), "refused", automatic=True, effects=(effects.tell_refused,)),
        Transition("refuse", _("Refuse the change"), ("asked",), "refused", (CENTRE,), reason_required=True, effects=(effects.tell_refused,)),
        Transition("confirm", _("Customer has confirmed"), ("customer",), "done", (*OURS, CENTRE), form=ConfirmForm,
                   effects=(effects.carry_out,)),
        Transition("confirm_online", _("Customer has confirmed on the order page"), ("customer",), "done", automatic=True,
                   form=ConfirmForm, effects=(effects.carry_out,)),
        Transition("decline_online", _("Customer has declined on the order page"), ("customer",), "withdrawn", automatic=True,
                   effects=(effects.tell_declined,)),
        Transition("withdraw", _("Withdraw the change"), ("asked", "customer"), "withdrawn", OURS, reason_required=True),
    ),
)

# -- requests to go first (F21.5) -------------------------------------------------------------------------------------

RUSH = Procedure(
    key="order_rush",
    title=_("Rush request"),
    record="orders.Rush",
    purpose=_("Who presses is written down, and one person decides who goes first."),
    flows=("F21",),
    start="asked",
    states=(
        State("asked", pgettext_lazy("rush", "asked for"), who=PRODUCTION, due=Within(numbers.RUSH_DAYS),
              todo=_("Decide whether it goes first: %(title)s"), escalate=LATE, lane=_("plan manager")),
        State("granted", pgettext_lazy("rush", "granted"), kind=Kind.DONE),
        State("declined", pgettext_lazy("rush", "declined"), kind=Kind.LOST),
        State("withdrawn", pgettext_lazy("rush", "withdrawn"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("grant", _("Let it go first"), ("asked",), "granted", (PRODUCTION,), form=DecideForm, guards=(rules.decider_is_another,),
                   effects=(effects.grant_rush,)),
        Transition("decline", _("It waits its turn"), ("asked",), "declined", (PRODUCTION,), form=DecideForm,
                   guards=(rules.decider_is_another,), effects=(effects.decline_rush,)),
        Transition("withdraw", _("Withdraw the request"), ("asked",), "withdrawn", OURS, reason_required=True),
    ),
)
PROCEDURES = (ORDER, COORDINATION, CHANGE, RUSH)

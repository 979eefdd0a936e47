"""The customer manager's month: generated, modified, submitted, approved, carried out, its results approved (F85)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.plans.effects import every_action_has_a_result, something_is_planned
from gendan.modules.plans.numbers import ALL, APPROVE_DAYS, CORRECT_DAYS, DRAFT_DAYS, KEY, REMIND, TO_DIRECTOR, TO_HEAD
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    OnDate,
    Owner,
    Party,
    Procedure,
    RoleHolder,
    SignOffs,
    State,
    Step,
    Transition,
    Within,
)

LATE = (
    Step("remind", REMIND, Escalate.REMIND, before=True),
    Step("head", TO_HEAD, Escalate.TELL, Head()),
    Step("director", TO_DIRECTOR, Escalate.TELL, RoleHolder("director")),
)
MANAGER, MARKET = _("Customer manager"), _("Market manager")
MARKET_MANAGER = Party("market_manager", MARKET, Head())
EDITABLE, RUNNING = ("plan", "rejected"), ("approved",)
LIVE = (*EDITABLE, "submitted", *RUNNING, "results")

MONTHLY_PLAN = Procedure(
    key=KEY,
    title=_("Monthly plan of customer managers"),
    record="plans.Plan",
    purpose=_("Each customer is seen as often as its class asks for; what one month leaves undone, the next one carries on."),
    flows=("F85", "F89"),
    start="plan",
    states=(
        State(
            "plan", pgettext_lazy("plan", "Plan"), due=Within(DRAFT_DAYS), lane=MANAGER, escalate=LATE,
            todo=_("Modify and submit the plan: %(title)s"),
            checklist=(_("market and brand analysed"), _("customers analysed"), _("generated actions modified")),
        ),
        State(
            "submitted", _("Plan submitted"), lane=MARKET, escalate=LATE, due=Within(APPROVE_DAYS),
            todo=_("Approve the plan: %(title)s"),
            signoffs=SignOffs((MARKET_MANAGER,), agreed="approve", refused="reject", due=Within(APPROVE_DAYS)),
        ),
        State(
            "rejected", _("Plan rejected"), due=Within(CORRECT_DAYS), lane=MANAGER, escalate=LATE,
            todo=_("Talk about it, modify and submit again: %(title)s"),
        ),
        State(
            "approved", _("Approved, being carried out"), due=OnDate("results_due_on"), lane=MANAGER, escalate=LATE,
            todo=_("Carry out the plan and submit the results: %(title)s"),
        ),
        State(
            "results", _("Results submitted"), lane=MARKET, escalate=LATE, due=Within(APPROVE_DAYS),
            todo=_("Approve the results: %(title)s"),
            signoffs=SignOffs((MARKET_MANAGER,), agreed="accept", refused="return_results", due=Within(APPROVE_DAYS)),
        ),
        State("closed", _("Results approved"), Kind.DONE, lane=MARKET),
        State("ended", pgettext_lazy("plan", "Ended without results"), Kind.LOST, lane=MANAGER),
    ),
    transitions=(
        Transition("submit", _("Submit the plan"), EDITABLE, "submitted", guards=(something_is_planned,)),
        Transition("approve", _("Approve"), ("submitted",), "approved", automatic=True),
        Transition("reject", _("Reject"), ("submitted",), "rejected", automatic=True),
        Transition("recall", _("Take it back"), ("submitted",), "plan", reason_required=True),
        Transition("submit_results", _("Submit the results"), RUNNING, "results", (Owner(),), guards=(every_action_has_a_result,)),
        Transition("accept", _("Approve the results"), ("results",), "closed", automatic=True),
        Transition("return_results", _("Return the results"), ("results",), "approved", automatic=True),
        Transition("end", pgettext_lazy("plan", "End"), LIVE, "ended", automatic=True),
    ),
    numbers=ALL,
)

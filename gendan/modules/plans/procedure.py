"""Three procedures: the customer manager's month (F85), a visit (F31, F63), and what is reported of visits (F50)."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.plans.effects import (
    all_is_ticked,
    every_action_has_a_result,
    prepare,
    something_is_planned,
    submit_report,
)
from gendan.modules.plans.numbers import (
    ALL,
    APPROVE_DAYS,
    COLLATE,
    CORRECT_DAYS,
    DRAFT_DAYS,
    EARLY,
    KEY,
    LATE_TO_HEAD,
    PREPARE,
    REMIND,
    REPORT,
    REPORT_KEY,
    TO_DIRECTOR,
    TO_HEAD,
    TRACKING,
    VISIT_KEY,
)
from gendan.spine.procedures.declare import (
    AtTime,
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
    climbing,
)

LATE = climbing(remind=REMIND, head=TO_HEAD, director=TO_DIRECTOR)
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


WHO = (Owner(), Head())
UNREPORTED = ("planned", "prepared", "under_way")
AHEAD = (
    Step("prepare", PREPARE, Escalate.REMIND, before=True),
    Step("head", LATE_TO_HEAD, Escalate.TELL, Head()),
)
VISIT = Procedure(
    key=VISIT_KEY,
    title=_("Planned contact"),
    record="plans.Visit",
    purpose=_("Who goes to a customer knows why, is prepared, is there in time, and writes down at once what came of it."),
    flows=("F31", "F63", "F32", "F66"),
    start="planned",
    states=(
        State(
            "planned", pgettext_lazy("visit", "Planned"), due=OnDate("at"), way="visit", escalate=AHEAD,
            todo=_("Prepare: %(title)s"),
        ),
        State(
            "prepared", pgettext_lazy("visit", "Prepared"), due=OnDate("at"), way="visit", escalate=AHEAD,
            todo=_("Go there: %(title)s"),
        ),
        State(
            "under_way", _("Arrived"), due=Within(REPORT), way="visit", escalate=(Step("head", LATE_TO_HEAD, Escalate.TELL, Head()),),
            todo=_("Write down what came of it: %(title)s"),
        ),
        State("reported", _("Reported"), Kind.DONE),
        State("cancelled", pgettext_lazy("visit", "Called off"), Kind.LOST),
    ),
    transitions=(
        Transition("prepare", _("Prepared"), ("planned",), "prepared", WHO, guards=(all_is_ticked,), effects=(prepare,)),
        Transition("arrive", _("Arrived"), ("planned", "prepared"), "under_way", automatic=True),
        Transition("report", _("Reported"), UNREPORTED, "reported", automatic=True),
        Transition("cancel", pgettext_lazy("visit", "Call off"), UNREPORTED, "cancelled", WHO, reason_required=True),
        Transition("forget", pgettext_lazy("visit", "Call off"), UNREPORTED, "cancelled", automatic=True),
    ),
    numbers=(EARLY, *TRACKING),
)


COLLATORS = (RoleHolder("sales_assistant"), RoleHolder("customer_data_clerk"), Head())
VISIT_REPORT = Procedure(
    key=REPORT_KEY,
    title=_("Visit report"),
    record="plans.VisitReport",
    purpose=_("What is learned at customers reaches the company the same day, what is urgent at once, and all of it is collated."),
    flows=("F50",),
    start="draft",
    states=(
        State(
            "draft", pgettext_lazy("report", "Draft"), due=AtTime(time(17, 30), 0), escalate=(Step("head", LATE_TO_HEAD, Escalate.TELL, Head()),),
            todo=_("Submit: %(title)s"),
        ),
        State(
            "submitted", pgettext_lazy("report", "Submitted"), who=RoleHolder("sales_assistant"), due=Within(COLLATE),
            todo=_("Collate: %(title)s"), escalate=(Step("head", LATE_TO_HEAD, Escalate.TELL, Head()),), lane=_("Sales assistant"),
        ),
        State("collated", _("Collated"), Kind.DONE, lane=_("Sales assistant")),
    ),
    transitions=(
        Transition("submit", pgettext_lazy("report", "Submit"), ("draft",), "submitted", effects=(submit_report,)),
        Transition("return", pgettext_lazy("report", "Return"), ("submitted",), "draft", COLLATORS, reason_required=True),
        Transition("collate", _("Collate"), ("submitted",), "collated", COLLATORS),
    ),
)

"""The life-cycle of a customer: from an unknown name to a maintained relationship (F01, F02)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.forms import VisitFindings
from gendan.modules.customers.rules import (
    can_be_reached,
    findings_are_written,
    is_no_suspect,
    settle,
    write_findings,
)
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Move,
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

KEY = "customer_tracking"

SEARCH_DAYS = Number("search_days", _("to complete the data"), 3, Unit.WORKING_DAYS, 1, 60)
PHONE_DAYS = Number("phone_days", _("to call"), 3, Unit.WORKING_DAYS, 1, 60)
VISIT_DAYS = Number("visit_days", _("to visit"), 10, Unit.WORKING_DAYS, 1, 120)
FOLLOW_DAYS = Number("follow_days", _("to follow up"), 7, Unit.WORKING_DAYS, 1, 120)
SIGN_DAYS = Number("sign_days", _("to sign"), 10, Unit.WORKING_DAYS, 1, 120)
COLLECT_DAYS = Number("collect_days", _("to collect the payment"), 30, Unit.WORKING_DAYS, 1, 250)
MAINTAIN_DAYS = Number("maintain_days", _("to the next care contact"), 20, Unit.WORKING_DAYS, 1, 250)
DORMANT_DAYS = Number("dormant_days", _("to the next greeting"), 60, Unit.WORKING_DAYS, 5, 500)
REMIND_DAYS = Number("remind_days", _("reminder before the due time"), 1, Unit.WORKING_DAYS, 0, 20)
TELL_HEAD_DAYS = Number("tell_head_days", _("late by this much: tell the head"), 1, Unit.WORKING_DAYS, 0, 60)

LATE = (
    Step("remind", REMIND_DAYS, Escalate.REMIND, Owner(), before=True),
    Step("tell_head", TELL_HEAD_DAYS, Escalate.TELL, Head()),
)
SALES, SERVICE = _("Sales"), _("Sales and customer service")
WHO = (Owner(), Head(), RoleHolder("crm_supervisor"))


def visit_is_documented(move: Move) -> str | None:
    """F01.10: nobody leaves the visit without situation, analysis and rating."""
    return findings_are_written(move.record) if move.record.state == "visit" else None


STATES = (
    State("search", pgettext_lazy("customer", "Search"), due=Within(SEARCH_DAYS), todo=_("Complete the customer's data: number, head, address"),
          escalate=LATE, lane=SALES, checklist=(_("company name"), _("responsible person"), _("telephone"), _("address"))),
    State("phone", pgettext_lazy("stage", "Phone"), due=Within(PHONE_DAYS), todo=_("Call and arrange a visit"), way="call",
          escalate=LATE, lane=SALES, checklist=(_("script prepared"), _("permission to talk asked"))),
    State("visit", pgettext_lazy("stage", "Visit"), due=Within(VISIT_DAYS),
          todo=_("Visit; write down situation, analysis and rating"), way="visit", escalate=LATE, lane=SALES,
          checklist=(
              _("own image: speech and dress"), _("own product knowledge"), _("preparation is complete"),
              _("knowledge of others' products"), _("mastery of own advantages"), _("success cases"),
          )),
    State("follow", _("Follow"), due=Within(FOLLOW_DAYS), todo=_("Contact and bring the matter forward"), way="call",
          escalate=LATE, lane=SALES),
    State("sign", pgettext_lazy("stage", "Sign"), due=Within(SIGN_DAYS), todo=_("Settle the contract and have it signed"), way="visit",
          escalate=LATE, lane=SALES),
    State("collect", _("Collect"), due=Within(COLLECT_DAYS), todo=_("Collect the payment"), way="call", escalate=LATE,
          lane=SALES),
    State("maintain", _("Maintain"), due=Within(MAINTAIN_DAYS), todo=_("Care contact: how are things going?"), way="call",
          escalate=LATE, lane=SERVICE),
    State("dormant", _("Long-term"), kind=Kind.WAITING, due=Within(DORMANT_DAYS), todo=_("Long-term care: greet, do not press"), way="sms",
          lane=SERVICE),
    State("lost", pgettext_lazy("stage", "Lost"), kind=Kind.LOST, lane=SALES),
    State("pool", _("In the public pool"), kind=Kind.DONE, lane=SALES),
    State("merged", _("Merged into another"), kind=Kind.DONE, lane=SALES),
    State("bin", _("In the recycle bin"), kind=Kind.DONE, lane=SALES),
)

EARLY = ("search", "phone", "visit", "follow", "sign")
STANDING = (*EARLY, "collect", "maintain", "dormant", "lost")
AWAY = ("pool", "merged", "bin")


def back_to(state: str) -> str:
    """The move that takes a customer back to where it stood before it went to the pool or was merged."""
    return f"back_to_{state}"


TRANSITIONS = (
    Transition("found", _("Data found, call"), ("search",), "phone", WHO, guards=(can_be_reached,), effects=(settle,)),
    Transition("arranged", _("Visit arranged"), ("search", "phone"), "visit", WHO, guards=(can_be_reached,),
               effects=(settle,)),
    Transition("visited", _("Visited, follow up"), ("visit",), "follow", WHO, form=VisitFindings,
               effects=(write_findings, settle)),
    Transition("interested", _("Interested without a visit"), ("search", "phone"), "follow", WHO,
               guards=(can_be_reached,), effects=(settle,)),
    Transition("agreed", _("Ready to sign"), ("follow",), "sign", WHO, guards=(is_no_suspect,), effects=(settle,)),
    Transition("signed", _("Signed"), ("follow", "sign"), "collect", WHO, guards=(is_no_suspect,), effects=(settle,)),
    Transition("collected", _("Payment received"), ("collect",), "maintain", WHO, effects=(settle,)),
    Transition("ordered_again", _("New demand"), ("maintain",), "follow", WHO, effects=(settle,)),
    Transition("visit_again", _("Visit once more"), ("follow",), "visit", WHO, effects=(settle,)),
    Transition("search_again", _("Number wrong, search again"), ("phone",), "search", WHO, effects=(settle,)),
    Transition("sleep", _("Set to long-term"), (*EARLY, "collect", "maintain"), "dormant", WHO,
               guards=(visit_is_documented,), effects=(settle,), reason_required=True),
    Transition("wake", _("Take up again"), ("dormant",), "phone", WHO, effects=(settle,)),
    Transition("give_up", _("Give up"), (*EARLY, "dormant"), "lost", WHO, guards=(visit_is_documented,),
               effects=(settle,), reason_required=True),
    Transition("reopen", _("Reopen"), ("lost",), "phone", WHO, effects=(settle,), reason_required=True),
    Transition("opportunity_found", _("Opportunity registered"), ("search", "phone", "dormant", "lost"), "follow",
               effects=(settle,), automatic=True),
    Transition("opportunity_won", _("Opportunity won"), (*EARLY, "maintain", "dormant", "lost"), "collect",
               effects=(settle,), automatic=True),
    Transition("pool", _("Moved to the public pool"), STANDING, "pool", automatic=True),
    Transition("merge", _("Merged"), STANDING, "merged", automatic=True),
    *(
        Transition(back_to(state), _("Taken back"), ("pool", "merged"), state, automatic=True) for state in STANDING
    ),
    Transition("bin", _("Moved to the recycle bin"), (*STANDING, "pool"), "bin", automatic=True),
    Transition("unbin", _("Restored"), ("bin",), "search", automatic=True),
    Transition("unbin_trading", _("Restored, has traded"), ("bin",), "maintain", automatic=True),
)

PROCEDURE = Procedure(
    key=KEY,
    title=_("Customer tracking"),
    record="customers.Customer",
    start="search",
    states=STATES,
    transitions=TRANSITIONS,
    flows=("F01", "F02", "F11"),
    purpose=_("One standard path from an unknown name to a maintained relationship."),
    numbers=(SEARCH_DAYS, PHONE_DAYS, VISIT_DAYS, FOLLOW_DAYS, SIGN_DAYS, COLLECT_DAYS, MAINTAIN_DAYS, DORMANT_DAYS, REMIND_DAYS,
             TELL_HEAD_DAYS),
)

# Where a customer may be registered to stand; an existing one goes straight to maintenance.
ENTRANCES = ("search", "phone", "visit", "follow", "maintain")

"""The procedure of a contract: written, reviewed side by side, approved, signed, filed; and what customers are told beside it."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.contracts import effects, rules
from gendan.modules.contracts.forms import (
    AnswerForm,
    ApprovalForm,
    ConfirmationForm,
    PlaceForm,
    ProposalForm,
    PublishedForm,
    ToldForm,
)
from gendan.modules.contracts.words import Party as Asked
from gendan.spine.procedures.declare import (
    AtTime,
    Head,
    Kind,
    Number,
    Owner,
    Party,
    Procedure,
    RecordField,
    RoleHolder,
    SignOffs,
    State,
    Transition,
    Unit,
    Within,
    climbing,
)

DRAFT_DAYS = Number("draft_days", _("a contract is complete within"), 5, Unit.WORKING_DAYS, 0.5, 60)
PROPOSAL_DAYS = Number("proposal_days", _("a technical proposal is made within"), 5, Unit.WORKING_DAYS, 0.5, 60)
CHECK_DAYS = Number("check_days", _("a proposal is approved within"), 1, Unit.WORKING_DAYS, 0.125, 20)
CONFIRM_DAYS = Number("confirm_days", _("the customer confirms a proposal within"), 5, Unit.WORKING_DAYS, 0.5, 60)
REVIEW_DAYS = Number("review_days", _("an opinion is given within"), 1, Unit.WORKING_DAYS, 0.125, 20)
RESOLVE_DAYS = Number("resolve_days", _("differences are resolved within"), 3, Unit.WORKING_DAYS, 0.5, 60)
APPROVE_DAYS = Number("approve_days", _("a reviewed contract is approved within"), 1, Unit.WORKING_DAYS, 0.125, 20)
SIGN_DAYS = Number("sign_days", _("both have signed within"), 10, Unit.WORKING_DAYS, 0.5, 120)
FILE_DAYS = Number("file_days", _("the paper is filed within"), 3, Unit.WORKING_DAYS, 0.5, 60)
BEGIN_DAYS = Number("begin_days", _("the contract of an accepted quotation is begun within"), 1, Unit.WORKING_DAYS, 0.125, 30)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 40)
TO_HEAD = Number("to_head", _("tell the head when late by"), 1, Unit.WORKING_DAYS, 0, 10)
RENEWAL_DAYS = Number("renewal_days", _("ask about a renewal so long before the end"), 30, Unit.DAYS, 0, 365)
STOCK_HOURS = Number("stock_hours", _("the warehouse answers within"), 4, Unit.WORKING_HOURS, 0.5, 80)

WHO = (Owner(), Head())
MANAGER = RoleHolder("general_manager")
APPROVERS = (RecordField("approver"), MANAGER)
ARCHIVE = RoleHolder("archive")
TECHNOLOGY = RoleHolder("technology")
LATE = climbing(remind=REMIND, head=TO_HEAD)
PARTIES = (
    Party(Asked.SALES, Asked.SALES.label, Owner()),
    Party(Asked.PRODUCTION, Asked.PRODUCTION.label, RoleHolder("production")),
    Party(Asked.TECHNOLOGY, Asked.TECHNOLOGY.label, TECHNOLOGY),
    Party(Asked.QUALITY, Asked.QUALITY.label, RoleHolder("quality")),
    Party(Asked.FINANCE, Asked.FINANCE.label, RoleHolder("finance")),
)
UNSIGNED = ("draft", "proposal", "proposal_check", "confirming", "review", "review_up", "resolving", "approval", "approved")
BEGIN = ("draft", "resolving")


def _review(key: str, title: object, agreed: str) -> State:
    """Opinions side by side; `agreed` leads to the approval, or past it."""
    return State(
        key, title, due=Within(REVIEW_DAYS), todo=_("Review the contract: %(title)s"), escalate=LATE, lane=_("those who review"),
        signoffs=SignOffs(PARTIES, agreed=agreed, refused=f"refuse_{key}", due=Within(REVIEW_DAYS), chosen="parties"),
    )


CONTRACT = Procedure(
    key="contract",
    title=_("Contract"),
    record="contracts.Contract",
    purpose=_("Nothing is promised that the company has not looked at: requirements are known, differences resolved, then both sign."),
    flows=("F59", "F64", "F67"),
    start="draft",
    states=(
        State("draft", pgettext_lazy("contract", "being written"), due=Within(DRAFT_DAYS), todo=_("Complete the contract and submit it: %(title)s"),
              escalate=LATE, checklist=(_("stated, unstated and legal requirements"), _("quantity, price, delivery"), _("payments"))),
        State("proposal", pgettext_lazy("contract", "technical proposal"), who=TECHNOLOGY, due=Within(PROPOSAL_DAYS),
              todo=_("Work out the technical proposal: %(title)s"), escalate=LATE, lane=pgettext_lazy("review", "technology and development")),
        State("proposal_check", pgettext_lazy("contract", "proposal to be approved"), who=Head(), due=Within(CHECK_DAYS),
              todo=_("Approve the technical proposal: %(title)s"), escalate=LATE, lane=_("department head")),
        State("confirming", pgettext_lazy("contract", "customer confirms the proposal"), due=Within(CONFIRM_DAYS),
              todo=_("Have the customer confirm the proposal: %(title)s"), way="call", escalate=LATE),
        _review("review", pgettext_lazy("contract", "under review"), "agree"),
        _review("review_up", pgettext_lazy("contract", "under review, then to be approved"), "agree_up"),
        State("resolving", pgettext_lazy("contract", "differences to be resolved"), due=Within(RESOLVE_DAYS),
              todo=_("Resolve the differences with the customer: %(title)s"), way="call", escalate=LATE),
        State("approval", pgettext_lazy("contract", "to be approved"), who=RecordField("approver"), due=Within(APPROVE_DAYS),
              todo=_("Approve the contract: %(title)s"), escalate=LATE, lane=_("approver")),
        State("approved", pgettext_lazy("contract", "reviewed, to be signed"), due=Within(SIGN_DAYS), todo=_("Have both sign: %(title)s"),
              escalate=LATE),
        State("signed", pgettext_lazy("contract", "signed, to be filed"), who=ARCHIVE, due=Within(FILE_DAYS), todo=_("File the contract: %(title)s"),
              escalate=LATE, lane=_("archive")),
        State("in_force", pgettext_lazy("contract", "in force"), Kind.WON),
        State("replaced", pgettext_lazy("contract", "replaced by a newer version"), Kind.DONE),
        State("ended", pgettext_lazy("contract", "ended"), Kind.DONE),
        State("dropped", pgettext_lazy("contract", "not concluded"), Kind.LOST),
    ),
    transitions=(
        Transition("propose", _("Ask for the technical proposal"), BEGIN, "proposal", automatic=True, guards=(rules.differences_are_closed,),
                   effects=(effects.keep_given,)),
        Transition("proposal_ready", _("Proposal is ready"), ("proposal",), "proposal_check", (TECHNOLOGY,), form=ProposalForm,
                   effects=(effects.keep_proposal,)),
        Transition("proposal_good", _("Approve the proposal"), ("proposal_check",), "confirming", (Head(),),
                   guards=(rules.approver_is_another,), effects=(effects.approve_proposal,)),
        Transition("proposal_again", _("Back to technology"), ("proposal_check", "confirming"), "proposal", WHO, reason_required=True),
        Transition("confirmed", _("Customer has confirmed"), ("confirming",), "draft", WHO, form=ConfirmationForm,
                   effects=(effects.keep_confirmation,)),
        Transition("submit", _("Submit for review"), BEGIN, "review", automatic=True, guards=(rules.differences_are_closed,),
                   effects=(effects.keep_given,)),
        Transition("submit_up", _("Submit for review"), BEGIN, "review_up", automatic=True, guards=(rules.differences_are_closed,),
                   effects=(effects.keep_given,)),
        Transition("agree", _("All agree"), ("review",), "approved", automatic=True, effects=(effects.keep_review,)),
        Transition("agree_up", _("All agree"), ("review_up",), "approval", automatic=True, effects=(effects.keep_review,)),
        Transition("refuse_review", _("Not as it stands"), ("review",), "resolving", automatic=True, effects=(effects.note_refusal,)),
        Transition("refuse_review_up", _("Not as it stands"), ("review_up",), "resolving", automatic=True, effects=(effects.note_refusal,)),
        Transition("approve", pgettext_lazy("contract", "Approve"), ("approval",), "approved", APPROVERS, form=ApprovalForm,
                   guards=(rules.approver_is_another, rules.differences_are_closed), effects=(effects.keep_approval,)),
        Transition("return", _("Send back"), ("approval",), "resolving", APPROVERS, reason_required=True, guards=(rules.approver_is_another,),
                   effects=(effects.note_return,)),
        Transition("reopen", _("Open again"), ("approved",), "draft", WHO, reason_required=True, effects=(effects.open_again,)),
        Transition("sign", _("Both have signed"), ("approved",), "signed", automatic=True, guards=(rules.differences_are_closed,),
                   effects=(effects.keep_given,)),
        Transition("file", pgettext_lazy("contract", "File it"), ("signed",), "in_force", (ARCHIVE, Owner()), form=PlaceForm,
                   effects=(effects.keep_place,)),
        Transition("replace", _("A newer version is signed"), ("signed", "in_force"), "replaced", automatic=True),
        Transition("end", pgettext_lazy("contract", "Ran out"), ("in_force",), "ended", automatic=True, effects=(effects.keep_end,)),
        Transition("terminate", _("End it early"), ("in_force",), "ended", WHO, reason_required=True, effects=(effects.keep_end,)),
        Transition("drop", _("Not concluded"), UNSIGNED, "dropped", WHO, reason_required=True, effects=(effects.keep_end,)),
    ),
    numbers=(RENEWAL_DAYS, STOCK_HOURS, BEGIN_DAYS),
)


# -- product information (F64.1) ----------------------------------------------------------------------------------

PUBLISH_DAYS = Number("publish_days", _("what was released is published within"), 2, Unit.WORKING_DAYS, 0.125, 30)

RELEASE = Procedure(
    key="information_release",
    title=_("Product information"),
    record="contracts.Release",
    purpose=_("What customers read about products is right, and the general manager knows it before they do."),
    flows=("F64",),
    start="writing",
    states=(
        State("writing", pgettext_lazy("information", "being written"), due=Within(DRAFT_DAYS), todo=_("Finish the text: %(title)s"), escalate=LATE),
        State("check", pgettext_lazy("information", "technical check"), who=TECHNOLOGY, due=Within(CHECK_DAYS),
              todo=_("Check the technical content: %(title)s"), escalate=LATE, lane=pgettext_lazy("review", "technology and development")),
        State("approval", pgettext_lazy("information", "to be released"), who=MANAGER, due=Within(APPROVE_DAYS),
              todo=_("Release the information: %(title)s"), escalate=LATE, lane=pgettext_lazy("approval", "general manager")),
        State("publishing", pgettext_lazy("information", "to be published"), due=Within(PUBLISH_DAYS), todo=_("Publish it: %(title)s"), escalate=LATE),
        State("published", pgettext_lazy("information", "published"), Kind.WON),
        State("dropped", pgettext_lazy("information", "dropped"), Kind.LOST),
    ),
    transitions=(
        Transition("hand_in", _("Hand in for the check"), ("writing",), "check", WHO),
        Transition("right", _("Technically right"), ("check",), "approval", (TECHNOLOGY,), form=ApprovalForm, guards=(rules.author_is_another,),
                   effects=(effects.keep_check,)),
        Transition("wrong", _("Not right yet"), ("check", "approval"), "writing", (TECHNOLOGY, MANAGER), reason_required=True),
        Transition("release", pgettext_lazy("information", "Release"), ("approval",), "publishing", (MANAGER,), guards=(rules.author_is_another,),
                   effects=(effects.keep_release,)),
        Transition("published", pgettext_lazy("information", "Published"), ("publishing",), "published", WHO, form=PublishedForm,
                   effects=(effects.keep_given,)),
        Transition("drop", pgettext_lazy("information", "Drop"), ("writing", "publishing"), "dropped", WHO, reason_required=True),
    ),
)

# -- the day's information (F64.4) --------------------------------------------------------------------------------

ASSIGN_DAYS = Number("assign_days", _("an assigned information is followed within"), 1, Unit.WORKING_DAYS, 0.125, 30)

SUMMARY = Procedure(
    key="daily_summary",
    title=_("Daily information summary"),
    record="contracts.Summary",
    purpose=_("What was learned of customers today reaches the head today, and a salesperson tomorrow morning."),
    flows=("F64",),
    start="writing",
    states=(
        State("writing", pgettext_lazy("summary", "being written"), due=AtTime(time(17, 30), 0), todo=_("Write the information of the day: %(title)s"),
              escalate=LATE),
        State("handed_in", pgettext_lazy("summary", "to be assigned"), who=Head(), due=AtTime(time(10, 0), 1),
              todo=_("Assign the information of the day: %(title)s"), escalate=LATE, lane=_("department head")),
        State("assigned", pgettext_lazy("summary", "assigned"), Kind.DONE),
    ),
    transitions=(
        Transition("hand_in", pgettext_lazy("summary", "Hand in"), ("writing",), "handed_in", WHO),
        Transition("assigned", _("All is assigned"), ("handed_in",), "assigned", (Head(),), guards=(rules.everything_is_assigned,)),
    ),
    numbers=(ASSIGN_DAYS,),
)

# -- what the customer must be told (F67.5, F67.6) ----------------------------------------------------------------

TELL_HOURS = Number("tell_hours", _("the customer is told within"), 4, Unit.WORKING_HOURS, 0.25, 40)
ANSWER_DAYS = Number("answer_days", _("the answer reaches the departments within"), 2, Unit.WORKING_DAYS, 0.125, 20)

TROUBLE = Procedure(
    key="customer_trouble",
    title=_("Trouble to be told"),
    record="contracts.Trouble",
    purpose=_("The customer hears of late material, of severe quality problems and of sudden events from us, before the goods fail to come."),
    flows=("F67",),
    start="to_tell",
    states=(
        State("to_tell", pgettext_lazy("trouble", "customer to be told"), due=Within(TELL_HOURS), todo=_("Tell the customer: %(title)s"), way="call",
              escalate=LATE, checklist=(_("what has happened"), _("what it means for the delivery"), _("what we do about it"))),
        State("told", pgettext_lazy("trouble", "told, answer awaited"), due=Within(ANSWER_DAYS), way="call",
              todo=_("Pass the customer's answer on: %(title)s"), escalate=LATE),
        State("done", pgettext_lazy("trouble", "departments told"), Kind.DONE),
    ),
    transitions=(
        Transition("tell", pgettext_lazy("trouble", "Told"), ("to_tell",), "told", WHO, form=ToldForm, effects=(effects.keep_told,)),
        Transition("answer", _("Answered and passed on"), ("told",), "done", WHO, form=AnswerForm, effects=(effects.keep_answer,)),
    ),
)

"""The procedure of a complaint, one for all classes: what differs by class are the guards and whose opinions are asked.

States: `received` written down, not yet classified · `verification` · `sampling` a sample is taken on site · `arbitration` at a
third-party laboratory · `asking` the customer's samples or pictures are awaited · `opinions` of departments side by side ·
`decision` verdict and agreed solution · `drafting` and `approval` of the reply · `approved` to be sent · `implementing` ·
`outcome` asked · ends: `closed`, `joined` to another one, `withdrawn` by the complainant, `discarded` no complaint at all.

Moves: `register` · `sample_on_site`, `complies`, `differs`, `arbitrated` (F28) · `ask_evidence`, `evidence_came`,
`evidence_missing` (F56.2b) · `solve_at_once` · `verified` · `opinions_agree`, `opinions_differ` (by the last opinion) ·
`decide`, `verify_again` · `draft_reply`, `approve_reply`, `return_reply`, `send_reply`, `reply_again` · `implemented` ·
`satisfied`, `dissatisfied`, `said_satisfied`, `said_dissatisfied`, `unreached` · `reopen`,
`come_back` (the correction did not work), `join`, `separate`, `withdraw`, `discard`.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.complaints import effects, numbers, rules
from gendan.modules.complaints.forms import intake, replying, verifying
from gendan.modules.complaints.words import Party as Asked
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
    climbing,
)

WHO = (Owner(), Head())
VERIFIER, APPROVER, QUALITY = RecordField("verifier"), RecordField("approver"), RoleHolder("quality")
DIRECTOR, MANAGER, SERVICE_HEAD = RoleHolder("director"), RoleHolder("general_manager"), RoleHolder("service_head")
VERIFIERS = (VERIFIER, Owner(), Head())
LATE = climbing(remind=numbers.REMIND, head=numbers.TO_HEAD, director=numbers.TO_DIRECTOR)
ANSWER = OnDate("respond_due_at")
FLOWS = ("F04", "F28", "F29", "F33", "F35", "F54", "F56", "F60", "F69", "F71", "F75", "F90", "F99")

PARTIES = (
    Party(Asked.QUALITY, Asked.QUALITY.label, QUALITY),
    Party(Asked.PRODUCTION, Asked.PRODUCTION.label, RoleHolder("production")),
    Party(Asked.TECHNOLOGY, Asked.TECHNOLOGY.label, RoleHolder("technology")),
    Party(Asked.TRANSPORT, Asked.TRANSPORT.label, RoleHolder("dispatcher")),
    Party(Asked.WAREHOUSE, Asked.WAREHOUSE.label, RoleHolder("warehouse")),
    Party(Asked.FINANCE, Asked.FINANCE.label, RoleHolder("finance")),
    Party(Asked.SERVICE, Asked.SERVICE.label, SERVICE_HEAD),
    Party(Asked.SALES, Asked.SALES.label, RoleHolder("sales_head")),
    Party(Asked.CONCERNED, Asked.CONCERNED.label, VERIFIER),
)
UNVERIFIED = ("received", "verification", "sampling", "arbitration", "asking")
UNANSWERED = (*UNVERIFIED, "opinions", "decision", "drafting", "approval", "approved")

COMPLAINT = Procedure(
    key=numbers.KEY,
    title=_("Complaint"),
    record="complaints.Complaint",
    purpose=_("Every complaint has an owner and a deadline, its true cause, an approved answer, a correction and the proof that it worked."),
    flows=FLOWS,
    start="received",
    states=(
        State("received", pgettext_lazy("complaint", "received"), due=OnDate("first_due_at"), way="call", escalate=LATE,
              todo=_("Calm the complainant and register: %(title)s"), lane=_("complaint desk"),
              checklist=(_("let him speak, do not interrupt, repeat the key words"), _("put yourself in his place, make sure what it is about"),
                         _("ask for details, and since when"), _("say when he hears next"))),
        State("verification", pgettext_lazy("complaint", "being verified"), who=VERIFIER, due=ANSWER, escalate=LATE,
              todo=_("Verify the complaint: %(title)s"), lane=_("responsible department"),
              checklist=(_("first assume that it is our fault"), _("how severe, how far grasped, which party"),
                         _("stock, work in progress, inspection records"), _("evidence with photographs"))),
        State("sampling", pgettext_lazy("complaint", "sample on site"), who=QUALITY, due=Within(numbers.SAMPLE_DAYS), way="visit", escalate=LATE,
              todo=_("Take a sample on site: %(title)s"), lane=pgettext_lazy("party", "quality")),
        State("arbitration", pgettext_lazy("complaint", "third-party laboratory"), due=Within(numbers.LABORATORY_DAYS), escalate=LATE,
              todo=_("Get the laboratory's certificate: %(title)s"), lane=_("complaint desk")),
        State("asking", pgettext_lazy("complaint", "waiting for samples or pictures"), due=Within(numbers.EVIDENCE_DAYS), way="call", escalate=LATE,
              todo=_("Get samples or pictures of the customer: %(title)s"), lane=_("complaint desk")),
        State("opinions", pgettext_lazy("complaint", "opinions of departments"), due=Within(numbers.OPINION_DAYS), escalate=LATE,
              todo=_("Give your department's opinion: %(title)s"), lane=_("departments"),
              signoffs=SignOffs(PARTIES, agreed="opinions_agree", refused="opinions_differ", mode=Mode.EVERY,
                                due=Within(numbers.OPINION_DAYS), chosen="parties")),
        State("decision", pgettext_lazy("complaint", "verdict"), due=ANSWER, escalate=LATE, lane=_("complaint desk"),
              todo=_("Decide and agree on a solution: %(title)s"),
              checklist=(_("by the company's rules"), _("within one's authority"), _("agreed together with the complainant"))),
        State("drafting", pgettext_lazy("complaint", "reply being written"), due=ANSWER, escalate=LATE, lane=_("complaint desk"),
              todo=_("Write the reply: %(title)s"),
              checklist=(_("calm first"), _("write “we”"), _("ask for photographs"), _("what we do, and by when"))),
        State("approval", pgettext_lazy("complaint", "reply to be approved"), who=APPROVER, due=ANSWER, escalate=LATE,
              todo=_("Approve the reply: %(title)s"), lane=_("approver")),
        State("approved", pgettext_lazy("complaint", "reply to be sent"), due=ANSWER, escalate=LATE, lane=_("complaint desk"),
              todo=_("Send the reply: %(title)s")),
        State("implementing", pgettext_lazy("complaint", "being put right"), due=OnDate("improve_due_at"), escalate=LATE,
              todo=_("Carry out what was promised: %(title)s"), lane=_("responsible department"),
              checklist=(_("keep each promise"), _("tell him how far it is"), _("not our fault: explain with evidence, without a quarrel"))),
        State("outcome", pgettext_lazy("complaint", "outcome to be asked"), due=OnDate("outcome_due_at"), way="call", escalate=LATE,
              todo=_("Ask whether he is satisfied: %(title)s"), lane=_("complaint desk")),
        State("closed", pgettext_lazy("complaint", "closed"), Kind.WON),
        State("joined", pgettext_lazy("complaint", "joined to another"), Kind.DONE),
        State("withdrawn", pgettext_lazy("complaint", "withdrawn"), Kind.LOST),
        State("discarded", pgettext_lazy("complaint", "no complaint"), Kind.LOST),
    ),
    transitions=(
        Transition("register", _("Register"), ("received",), "verification", (Owner(), Head(), RoleHolder("service_agent"), SERVICE_HEAD),
                   form=intake.RegisterForm, effects=(effects.register, effects.announce)),
        Transition("solve_at_once", _("Solved at once"), ("verification",), "outcome", WHO, form=verifying.SolvedForm,
                   guards=(rules.own_authority_is_enough,), effects=(effects.solved,)),
        Transition("sample_on_site", _("Sample on site"), ("verification",), "sampling", (VERIFIER, QUALITY), guards=(rules.is_quality,)),
        Transition("complies", _("Complies: certificate"), ("sampling",), "verification", (QUALITY,), form=verifying.ComplyForm,
                   effects=(effects.complies,)),
        Transition("differs", _("To a laboratory"), ("sampling",), "arbitration", (QUALITY,), form=verifying.DifferForm,
                   effects=(effects.differs,)),
        Transition("arbitrated", _("Laboratory has decided"), ("arbitration",), "verification", (Owner(), Head(), QUALITY),
                   form=verifying.ArbitrationForm, effects=(effects.arbitrated,)),
        Transition("ask_evidence", _("Ask for samples or pictures"), ("verification",), "asking", VERIFIERS, form=verifying.AskForm),
        Transition("evidence_came", _("They are here"), ("asking",), "verification", VERIFIERS, form=verifying.EvidenceForm,
                   effects=(effects.evidence,)),
        Transition("evidence_missing", _("Nothing comes"), ("asking",), "verification", VERIFIERS, reason_required=True),
        Transition("verified", _("Verified"), ("verification",), "opinions", (VERIFIER, Owner(), Head()), form=verifying.VerifiedForm,
                   guards=(rules.is_verified,), effects=(effects.verified,)),
        Transition("opinions_agree", _("All have given their opinion"), ("opinions",), "decision", automatic=True),
        Transition("opinions_differ", _("Opinions differ"), ("opinions",), "decision", automatic=True),
        Transition("decide", pgettext_lazy("complaint", "Decide"), ("decision",), "drafting", WHO, form=verifying.DecideForm,
                   effects=(effects.decide,)),
        Transition("verify_again", _("Verify again"), ("opinions", "decision"), "verification", WHO, reason_required=True),
        Transition("draft_reply", _("Hand the reply in"), ("drafting",), "approval", WHO, form=replying.ReplyForm, effects=(effects.draft,)),
        Transition("approve_reply", _("Approve the reply"), ("approval",), "approved", (APPROVER, MANAGER), guards=(rules.a_reply_is_drafted, rules.somebody_else_wrote_it),
                   effects=(effects.approve,)),
        Transition("return_reply", _("Back to be rewritten"), ("approval",), "drafting", (APPROVER, MANAGER), reason_required=True,
                   effects=(effects.returned,)),
        Transition("send_reply", _("Reply sent"), ("approved",), "implementing", WHO, form=replying.SendForm,
                   guards=(rules.a_reply_is_approved,), effects=(effects.send,)),
        Transition("implemented", _("Done as promised"), ("implementing",), "outcome", (Owner(), Head(), VERIFIER), form=verifying.ImplementedForm,
                   guards=(rules.corrections_are_carried_out,), effects=(effects.implemented,)),
        Transition("reply_again", _("Write a further reply"), ("implementing",), "drafting", WHO, reason_required=True),
        Transition("satisfied", _("Satisfied"), ("outcome",), "closed", WHO, form=replying.OutcomeForm, guards=(rules.is_sound, rules.may_be_asked),
                   effects=(effects.outcome, effects.close)),
        Transition("dissatisfied", _("Not satisfied"), ("outcome",), "verification", WHO, form=replying.OutcomeForm,
                   effects=(effects.outcome, effects.reopen)),
        Transition("said_satisfied", _("He is satisfied, he says himself"), ("outcome",), "closed", automatic=True, guards=(rules.is_sound,),
                   effects=(effects.outcome, effects.close)),
        Transition("said_dissatisfied", _("He is not satisfied, he says himself"), ("outcome",), "verification", automatic=True,
                   effects=(effects.outcome, effects.reopen)),
        Transition("unreached", _("Not reached twice"), ("outcome",), "closed", WHO, form=replying.UnreachedForm,
                   guards=(rules.is_sound, rules.was_called_twice), effects=(effects.unreached, effects.close)),
        Transition("reopen", _("Open again"), ("closed",), "verification", (Owner(), Head(), SERVICE_HEAD, DIRECTOR, MANAGER), reason_required=True,
                   effects=(effects.reopen,)),
        Transition("come_back", _("The correction did not work"), ("closed",), "verification", automatic=True, effects=(effects.reopen,)),
        Transition("join", _("Join to another"), UNVERIFIED, "joined", automatic=True),
        Transition("separate", _("Separate again"), ("joined",), "received", (Owner(), Head(), SERVICE_HEAD), reason_required=True,
                   effects=(effects.separate,)),
        Transition("withdraw", _("He takes it back"), UNANSWERED, "withdrawn", (Head(), SERVICE_HEAD), form=verifying.WithdrawForm,
                   effects=(effects.withdraw,)),
        Transition("discard", _("No complaint"), ("received",), "discarded", WHO, reason_required=True),
    ),
    numbers=(
        numbers.IMPROVE_SEVERE, numbers.IMPROVE_GENERAL, numbers.IMPROVE_SLIGHT, numbers.OUTCOME_FROM, numbers.OUTCOME_UNTIL,
        numbers.HEAD_YUAN, numbers.DIRECTOR_YUAN, numbers.MANAGER_YUAN, *numbers.MORE,
    ),
)

# -- what else people call for (F71, F76.5, F90.1) ----------------------------------------------------------------------

SUPERVISORS = (Head(), SERVICE_HEAD)

ENQUIRY = Procedure(
    key=numbers.ENQUIRY,
    title=_("Enquiry"),
    record="complaints.Enquiry",
    purpose=_("Every call has somebody in charge, an answer, and a supervisor who reads it."),
    flows=("F71", "F76", "F90", "F103"),
    start="received",
    states=(
        State("received", pgettext_lazy("enquiry", "to be answered"), due=Within(numbers.ANSWER_DAYS), way="call", escalate=LATE,
              todo=_("Answer the enquiry: %(title)s"), lane=_("in charge")),
        State("examined", pgettext_lazy("enquiry", "feasibility"), due=Within(numbers.FEASIBILITY_DAYS), escalate=LATE,
              todo=_("Examine whether the suggestion is feasible: %(title)s"), lane=_("in charge")),
        State("reported", pgettext_lazy("enquiry", "result to be read"), who=Head(), due=Within(numbers.READ_DAYS), escalate=LATE,
              todo=_("Read the result: %(title)s"), lane=_("supervisor")),
        State("closed", pgettext_lazy("enquiry", "closed"), Kind.DONE),
        State("complaint", pgettext_lazy("enquiry", "became a complaint"), Kind.DONE),
    ),
    transitions=(
        Transition("answer", pgettext_lazy("enquiry", "Answered"), ("received",), "reported", WHO, form=intake.AnswerForm,
                   guards=(rules.is_no_suggestion,), effects=(effects.answered,)),
        Transition("examine", _("Examine feasibility"), ("received",), "examined", WHO, guards=(rules.is_suggestion,)),
        Transition("examined", _("Examined and answered"), ("examined",), "reported", WHO, form=intake.FeasibilityForm, effects=(effects.answered,)),
        Transition("read", pgettext_lazy("enquiry", "Read"), ("reported",), "closed", SUPERVISORS),
        Transition("again", _("Answer again"), ("reported",), "received", SUPERVISORS, reason_required=True),
        Transition("complain", _("It is a complaint"), ("received", "examined", "reported"), "complaint", automatic=True),
    ),
)

# -- summaries (F76.4, F59) ---------------------------------------------------------------------------------------------

DIGEST = Procedure(
    key=numbers.DIGEST,
    title=_("Summary of complaints"),
    record="complaints.Digest",
    purpose=_("By the fifth everybody knows what was complained about last month, and what is done about it."),
    flows=("F59", "F76"),
    start="writing",
    states=(
        State("writing", pgettext_lazy("summary", "being written"), due=OnDate("due_on"), escalate=LATE, lane=_("complaint desk"),
              todo=_("Sum up the complaints: %(title)s"), checklist=(_("what stands out in the figures"), _("what is done about it"))),
        State("approval", pgettext_lazy("summary", "to be approved"), who=APPROVER, due=OnDate("due_on"), escalate=LATE, lane=_("approver"),
              todo=_("Approve the summary of complaints: %(title)s")),
        State("published", pgettext_lazy("summary", "published"), Kind.DONE),
    ),
    transitions=(
        Transition("hand_in", _("Hand the summary in"), ("writing",), "approval", WHO, form=replying.DigestForm, effects=(effects.hand_in,)),
        Transition("publish", _("Approve and publish"), ("approval",), "published", (APPROVER, MANAGER), effects=(effects.publish,)),
        Transition("send_back", _("Back to be rewritten"), ("approval",), "writing", (APPROVER, MANAGER), reason_required=True),
    ),
    numbers=(numbers.DAY, numbers.REVIEW_DAYS),
)

PROCEDURES = (COMPLAINT, ENQUIRY, DIGEST)

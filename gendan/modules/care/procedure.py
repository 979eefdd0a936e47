"""The procedures of care."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.effects import (
    keep_answers,
    keep_declined,
    keep_given,
    keep_link,
    keep_opt_out,
    keep_outcome,
    keep_rewarded,
    keep_visit,
    nobody_signs_for_himself,
    verified_by_another,
)
from gendan.modules.care.forms import AnswerForm, DeclinedForm, DoneForm, GivenForm, LinkForm, VisitForm
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Number,
    OnDate,
    Owner,
    Party,
    Procedure,
    RoleHolder,
    SignOffs,
    State,
    Step,
    Transition,
    Unit,
    Within,
    climbing,
)

LEAD_DAYS = Number("lead_days", _("the to-do comes so long before the day"), 3, Unit.WORKING_DAYS, 0, 30)
GRACE_DAYS = Number("grace_days", _("greeted late at most by"), 2, Unit.DAYS, 0, 30)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 40)
TO_HEAD = Number("to_head", _("tell the head when late by"), 1, Unit.WORKING_DAYS, 0, 10)
WHO = (Owner(), Head())

OCCASION = Procedure(
    key="care_occasion",
    title=_("Care on a day to remember"),
    record="care.Occasion",
    purpose=_("Nobody's birthday or anniversary is forgotten: the to-do comes in time for cake and flowers."),
    flows=("F89",),
    start="ahead",
    states=(
        State(
            "ahead", pgettext_lazy("care", "coming up"), due=OnDate("on"), todo=_("Remember: %(title)s"), way="call",
            checklist=(_("what suits this person, within the budget"), _("cake or flowers ordered, gift asked for"),
                       _("greeted in person, by telephone or card")),
            escalate=(Step("remind", REMIND, Escalate.REMIND, before=True), Step("head", TO_HEAD, Escalate.TELL, Head())),
        ),
        State("done", pgettext_lazy("care", "remembered"), kind=Kind.DONE),
        State("skipped", pgettext_lazy("care", "left out"), kind=Kind.LOST),
        State("missed", pgettext_lazy("care", "missed"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("done", pgettext_lazy("care", "Done"), ("ahead",), "done", WHO, form=DoneForm, effects=(keep_outcome,)),
        Transition("skip", _("Leave it out"), ("ahead",), "skipped", WHO, reason_required=True),
        Transition("miss", _("The day has passed"), ("ahead",), "missed", automatic=True),
        Transition("forget", _("The day is no longer kept"), ("ahead",), "skipped", automatic=True),
    ),
    numbers=(LEAD_DAYS, GRACE_DAYS),
)


# -- gifts (F89, U13) ---------------------------------------------------------------------------------------------

ONE_LIMIT = Number("one_limit", _("one gift costs at most"), 200, Unit.YUAN, 0, 100_000)
YEAR_LIMIT = Number("year_limit", _("one person is given at most in a year"), 500, Unit.YUAN, 0, 100_000)
LARGE = Number("large", _("finance signs too, above"), 100, Unit.YUAN, 0, 100_000)
SIGN_DAYS = Number("sign_days", _("a gift is approved within"), 1, Unit.WORKING_DAYS, 0.125, 10)
HAND_DAYS = Number("hand_days", _("an approved gift is handed over within"), 10, Unit.WORKING_DAYS, 0.5, 60)
PAY_DAYS = Number("pay_days", _("a reward is paid within"), 1, Unit.WORKING_DAYS, 0.125, 10)
LATE = climbing(remind=REMIND, head=TO_HEAD)
HEAD_PARTY = Party("head", _("department head"), Head())
FINANCE = RoleHolder("finance")
BOTH = (HEAD_PARTY, Party("finance", _("finance"), FINANCE))
ASKED = ("asked", "asked_large", "asked_cash")


def _asked(key: str, title: object, *parties: Party, agreed: str) -> State:
    return State(key, title, due=Within(SIGN_DAYS), todo=_("Approve the gift: %(title)s"), escalate=LATE,
                 signoffs=SignOffs(parties, agreed=agreed, refused="refuse", due=Within(SIGN_DAYS)))


GIFT = Procedure(
    key="care_gift",
    title=_("Gift"),
    record="care.Gift",
    purpose=_("What people are given is small, planned, approved by others, and on the register; nobody is bought."),
    flows=("F89", "F47"),
    start="asked",
    states=(
        _asked("asked", pgettext_lazy("gift", "asked for"), HEAD_PARTY, agreed="agree"),
        _asked("asked_large", pgettext_lazy("gift", "asked for, with finance"), *BOTH, agreed="agree"),
        _asked("asked_cash", pgettext_lazy("gift", "reward asked for"), *BOTH, agreed="agree_cash"),
        State("agreed", pgettext_lazy("gift", "approved"), due=Within(HAND_DAYS), todo=_("Hand it over: %(title)s"), way="gift",
              escalate=LATE, checklist=(_("suits the person"), _("the person may say no, without any consequence"))),
        State("payable", pgettext_lazy("gift", "to be paid"), who=FINANCE, due=Within(PAY_DAYS), todo=_("Pay the reward: %(title)s"),
              escalate=LATE, lane=_("finance")),
        State("given", pgettext_lazy("gift", "given"), kind=Kind.DONE),
        State("declined", pgettext_lazy("gift", "declined by the person"), kind=Kind.LOST),
        State("refused", pgettext_lazy("gift", "not approved"), kind=Kind.LOST),
        State("dropped", pgettext_lazy("gift", "dropped"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("is_large", _("Finance signs too"), ("asked",), "asked_large", automatic=True),
        Transition("is_cash", _("It is a cash reward"), ("asked",), "asked_cash", automatic=True),
        Transition("agree", _("Approved"), ("asked", "asked_large"), "agreed", automatic=True, guards=(nobody_signs_for_himself,)),
        Transition("agree_cash", _("Approved"), ("asked_cash",), "payable", automatic=True, guards=(nobody_signs_for_himself,)),
        Transition("refuse", _("Not approved"), ASKED, "refused", automatic=True),
        Transition("give", pgettext_lazy("gift", "Given"), ("agreed",), "given", WHO, form=GivenForm, effects=(keep_given,)),
        Transition("pay", pgettext_lazy("gift", "Paid"), ("payable",), "given", (FINANCE,), form=GivenForm, effects=(keep_given,)),
        Transition("decline", _("Declined by the person"), ("agreed", "payable"), "declined", (*WHO, FINANCE), form=DeclinedForm,
                   effects=(keep_declined,)),
        Transition("drop", pgettext_lazy("gift", "Drop"), (*ASKED, "agreed"), "dropped", WHO, reason_required=True),
    ),
    numbers=(ONE_LIMIT, YEAR_LIMIT, LARGE),
)

# -- referrals (F30.3, F30.4, F47) --------------------------------------------------------------------------------

CONTACT_DAYS = Number("contact_days", _("the introduced is contacted within"), 7, Unit.DAYS, 1, 60)
VERIFY_DAYS = Number("verify_days", _("a late claim is verified within"), 1, Unit.WORKING_DAYS, 0.125, 10)
REWARD_DAYS = Number("reward_days", _("the reward is offered within"), 1, Unit.WORKING_DAYS, 0.125, 10)
REWARD = Number("reward", _("reward for a deal"), 180, Unit.YUAN, 0, 100_000)

REFERRAL = Procedure(
    key="referral",
    title=_("Referral"),
    record="care.Referral",
    purpose=_("Who introduces somebody is thanked at once when it becomes a deal, also when the claim comes late."),
    flows=("F47", "F30"),
    start="introduced",
    states=(
        State("introduced", pgettext_lazy("referral", "introduced"), due=Within(CONTACT_DAYS), todo=_("Contact whom they introduced: %(title)s"),
              way="call", escalate=LATE),
        State("followed", pgettext_lazy("referral", "being followed"), kind=Kind.WAITING, due=Within(CONTACT_DAYS),
              todo=_("Waits for a deal: %(title)s")),
        State("claimed", pgettext_lazy("referral", "claimed afterwards"), who=Head(), due=Within(VERIFY_DAYS),
              todo=_("Verify the claim: %(title)s"), escalate=LATE, lane=_("department head")),
        State("reward", pgettext_lazy("referral", "reward due"), due=Within(REWARD_DAYS), todo=_("Thank and offer the reward: %(title)s"),
              way="call", escalate=LATE, checklist=(_("thanked by telephone"), _("reward asked for, or a gift or meal instead"),
                                                    _("after a late claim: apologised, name on the card next time"))),
        State("rewarded", pgettext_lazy("referral", "rewarded"), kind=Kind.WON),
        State("thanked", pgettext_lazy("referral", "thanked, wants nothing"), kind=Kind.DONE),
        State("lost", pgettext_lazy("referral", "no deal"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("contacted", _("Contacted"), ("introduced",), "followed", WHO, form=LinkForm, effects=(keep_link,)),
        Transition("deal", _("Became a deal"), ("introduced", "followed"), "reward", automatic=True),
        Transition("claim", _("Claimed afterwards"), ("introduced",), "claimed", automatic=True),
        Transition("verify", _("Claim is right"), ("claimed",), "reward", (Head(),), guards=(verified_by_another,)),
        Transition("reject", _("Claim is wrong"), ("claimed",), "lost", (Head(),), reason_required=True),
        Transition("rewarded", _("Rewarded"), ("reward",), "rewarded", automatic=True, effects=(keep_rewarded,)),
        Transition("thank", _("Thanked, wants nothing"), ("reward",), "thanked", WHO, reason_required=True),
        Transition("no_deal", _("No deal"), ("introduced", "followed"), "lost", WHO, reason_required=True),
    ),
    numbers=(REWARD,),
)

# -- after the sale (F30) -----------------------------------------------------------------------------------------

AFTER_DAYS = Number("after_days", _("the care visit comes so long after sale or delivery"), 21, Unit.DAYS, 1, 180)
AGAIN_DAYS = Number("again_days", _("who buys often is visited again not sooner than"), 90, Unit.DAYS, 0, 720)
RESULT_DAYS = Number("result_days", _("the question for a referral comes so long after the visit"), 7, Unit.DAYS, 1, 60)

AFTER_SALE = Procedure(
    key="after_sale_care",
    title=_("Care after a sale"),
    record="care.AfterSale",
    purpose=_("Some weeks after the sale doubts vanish, and who is content knows others."),
    flows=("F30", "F58"),
    start="visit",
    states=(
        State("visit", pgettext_lazy("after sale", "care visit"), due=OnDate("visit_on"), todo=_("Care visit after the sale: %(title)s"),
              way="visit", escalate=LATE, checklist=(
                  _("congratulate on the choice"), _("go and see what they bought together, show what is special about it"),
                  _("tell of respected customers who have the same"), _("ask about doubts and meet them"),
                  _("ask how satisfied they are with goods and service"),
              )),
        State("ask", pgettext_lazy("after sale", "question for a referral"), due=Within(RESULT_DAYS), todo=_("Ask whom they know: %(title)s"),
              way="call", escalate=LATE, checklist=(_("thank for the visit"), _("who else may need it? may we mention you?"))),
        State("referred", pgettext_lazy("after sale", "has introduced somebody"), kind=Kind.WON),
        State("closed", pgettext_lazy("after sale", "closed"), kind=Kind.DONE),
        State("dropped", pgettext_lazy("after sale", "left out"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("visited", _("Visited"), ("visit",), "ask", WHO, form=VisitForm, effects=(keep_visit,)),
        Transition("referred", _("Introduced somebody"), ("visit", "ask"), "referred", automatic=True),
        Transition("nobody", _("Asked, nobody named"), ("ask",), "closed", WHO, reason_required=True),
        Transition("leave_out", _("Leave it out"), ("visit",), "dropped", WHO, reason_required=True),
    ),
    numbers=(AFTER_DAYS, AGAIN_DAYS),
)

# -- satisfaction surveys (F60.3, F60.6, F43.6) -------------------------------------------------------------------

SURVEY = Procedure(
    key="satisfaction_survey",
    title=_("Satisfaction survey"),
    record="care.Survey",
    purpose=_("Customers are asked regularly how satisfied they are, before they complain or leave; who is not is called at once."),
    flows=("F60", "F43", "F58", "F82"),
    start="asking",
    states=(
        State(
            "asking", pgettext_lazy("survey", "to be asked"), due=OnDate("ask_by"), todo=_("Ask how satisfied they are: %(title)s"), way="call",
            escalate=LATE, checklist=(_("ask whether it is convenient now"), _("ask every question, and what should be better"),
                                      _("thank, and say what we do with the answers")),
        ),
        State("answered", pgettext_lazy("survey", "answered"), kind=Kind.DONE),
        State("declined", pgettext_lazy("survey", "did not answer"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("answer", _("Write down the answers"), ("asking",), "answered", WHO, form=AnswerForm, effects=(keep_answers,)),
        Transition("answer_online", _("Answered over the link"), ("asking",), "answered", automatic=True, effects=(keep_answers,)),
        Transition("decline", _("They do not answer"), ("asking",), "declined", WHO, reason_required=True),
        Transition("opt_out", _("Does not want to be asked again"), ("asking",), "declined", WHO, reason_required=True, effects=(keep_opt_out,)),
        Transition("opt_out_online", _("Declined over the link"), ("asking",), "declined", automatic=True, effects=(keep_opt_out,)),
        Transition("forget", _("No longer asked"), ("asking",), "declined", automatic=True),
    ),
)

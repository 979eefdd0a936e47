"""A quotation from the enquiry to the customer's answer (F68), with the ladder of authority over prices."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.quotes import effects, numbers, rules
from gendan.modules.quotes.forms import (
    AcceptForm,
    CutForm,
    DeclineForm,
    GrantForm,
    OpinionForm,
    ReviseForm,
    SendForm,
)
from gendan.spine.procedures.declare import (
    Head,
    Kind,
    OnDate,
    Owner,
    Procedure,
    RecordField,
    State,
    Transition,
    Within,
    climbing,
)

OWN = (Owner(), Head())
DECIDER = (RecordField("approver"),)
APPROVER = RecordField("approver")
LATE = climbing(remind=numbers.REMIND, head=numbers.TO_HEAD, director=numbers.TO_DIRECTOR)
OFFERED = (rules.something_is_offered, rules.costs_are_known, rules.is_still_valid)

STATES = (
    State("draft", pgettext_lazy("quote", "to be priced"), due=OnDate("due_on"), todo=_("price it, and send the price the same day"),
          way="mail", escalate=LATE),
    State("approval", pgettext_lazy("quote", "price under approval"), who=APPROVER, due=Within(numbers.DECIDE_HOURS),
          todo=_("decide on the price"), escalate=LATE, lane=_("who has the authority")),
    State("approved", pgettext_lazy("quote", "price approved"), due=OnDate("due_on"), todo=_("send the approved price"),
          way="mail", escalate=LATE),
    State("sent", pgettext_lazy("quote", "sent"), due=Within(numbers.ASK_DAYS), todo=_("ask what they think of the price"),
          way="call", escalate=LATE),
    State("cut", pgettext_lazy("quote", "price cut asked"), who=APPROVER, due=Within(numbers.CUT_HOURS),
          todo=_("decide on the price cut"), escalate=LATE, lane=_("who has the authority")),
    State("reply", pgettext_lazy("quote", "to be answered"), due=Within(numbers.REPLY_HOURS),
          todo=_("answer the customer in writing"), way="mail", escalate=LATE),
    State("accepted", pgettext_lazy("quote", "accepted"), Kind.WON),
    State("declined", pgettext_lazy("quote", "declined"), Kind.LOST),
    State("expired", pgettext_lazy("quote", "no longer valid"), Kind.LOST),
    State("withdrawn", pgettext_lazy("quote", "withdrawn"), Kind.LOST),
)

APPROVAL = (
    Transition("submit", _("Ask for approval"), ("draft",), "approval", OWN,
               guards=(*OFFERED, rules.approval_is_needed), effects=(effects.ask_approval,)),
    Transition("approve", _("Approve the price"), ("approval",), "approved", DECIDER, form=OpinionForm,
               guards=(rules.not_one_s_own, rules.authority_is_enough), effects=(effects.approve,)),
    Transition("pass_on", _("Pass on to more authority"), ("approval",), "approval", DECIDER, form=OpinionForm,
               guards=(rules.authority_is_not_enough,), effects=(effects.pass_on,)),
    Transition("return", _("Return the price"), ("approval",), "draft", DECIDER, reason_required=True,
               effects=(effects.send_back,)),
    Transition("reopen", _("Change the prices again"), ("approved",), "draft", OWN, effects=(effects.reopen,)),
)
CUTTING = (
    Transition("ask_cut", _("Price cut asked"), ("sent",), "cut", OWN, form=CutForm, effects=(effects.ask_cut,)),
    Transition("grant_cut", _("Grant the price cut"), ("cut",), "reply", DECIDER, form=GrantForm,
               guards=(rules.not_one_s_own, rules.authority_is_enough), effects=(effects.grant_cut,)),
    Transition("pass_cut_on", _("Pass on to more authority"), ("cut",), "cut", DECIDER, form=OpinionForm,
               guards=(rules.authority_is_not_enough,), effects=(effects.pass_on,)),
    Transition("refuse_cut", _("Refuse the price cut"), ("cut",), "reply", DECIDER, reason_required=True,
               guards=(rules.not_one_s_own,), effects=(effects.refuse_cut,)),
    Transition("next_round", _("New version at the granted price"), ("reply",), "draft", OWN,
               guards=(rules.cut_was_granted,), effects=(effects.next_round,)),
    Transition("answer", _("Answered in writing"), ("reply",), "sent", OWN, form=SendForm,
               guards=(rules.cut_was_refused,), effects=(effects.answer,)),
)
QUOTE = Procedure(
    key="quote",
    title=_("Quotation"),
    record="quotes.Quote",
    purpose=_("An enquiry is answered with a price the same day; low prices are decided by whoever has the authority."),
    flows=("F68", "F52", "F05", "F06"),
    start="draft",
    states=STATES,
    transitions=(
        Transition("send", _("Send the quotation"), ("draft", "approved"), "sent", OWN, form=SendForm,
                   guards=(*OFFERED, rules.price_is_allowed), effects=(effects.send,)),
        *APPROVAL,
        Transition("repeat", _("Repeat the quotation"), ("sent",), "sent", OWN, form=SendForm,
                   guards=(rules.is_still_valid,), effects=(effects.repeat,)),
        *CUTTING,
        Transition("revise", _("New version"), ("sent", "reply", "declined", "expired", "withdrawn"), "draft", OWN,
                   form=ReviseForm, effects=(effects.revise,)),
        Transition("accept", _("Accepted by the customer"), ("sent", "reply"), "accepted", OWN, form=AcceptForm,
                   effects=(effects.accept,)),
        Transition("accepted_online", _("Accepted over the link"), ("sent",), "accepted", form=AcceptForm, automatic=True,
                   guards=(rules.is_still_valid,), effects=(effects.accept,)),
        Transition("decline", _("Declined by the customer"), ("draft", "approved", "sent", "reply"), "declined", OWN,
                   form=DeclineForm, effects=(effects.decline,)),
        Transition("declined_online", _("Declined over the link"), ("sent",), "declined", form=DeclineForm, automatic=True,
                   effects=(effects.decline,)),
        Transition("expire", _("No longer valid"), ("sent",), "expired", automatic=True, effects=(effects.expire,)),
        Transition("withdraw", _("Withdraw"), ("draft", "approval", "approved", "sent", "reply"), "withdrawn", OWN,
                   reason_required=True, effects=(effects.close,)),
    ),
    numbers=numbers.ALL,
)

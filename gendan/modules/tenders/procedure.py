"""A strategic bid: registered, shortlisted, quoted in rounds, evaluated, won or lost (F18, without U6)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.tenders import effects, forms, numbers, rules
from gendan.spine.procedures.declare import (
    Head,
    Kind,
    OnDate,
    Owner,
    Procedure,
    State,
    Transition,
    Within,
    climbing,
)

WHO = (Owner(), Head())
LATE = climbing(remind=numbers.REMIND, head=numbers.TO_HEAD, director=numbers.TO_DIRECTOR)
OPEN = ("registered", "shortlisted", "quoted", "evaluated")

BID = Procedure(
    key=numbers.KEY,
    title=_("Strategic bid"),
    record="tenders.Tender",
    purpose=_("Before the tender the image counts, in the tender the price and people; how it is scored is known before anybody quotes."),
    flows=("F18",),
    start="registered",
    states=(
        State("registered", pgettext_lazy("tender", "registered"), due=Within(numbers.STAGE_ONE_DAYS), way="visit",
              todo=_("Get onto the shortlist: %(title)s"), escalate=LATE),
        State("shortlisted", pgettext_lazy("tender", "shortlisted"), due=OnDate("submit_on"),
              todo=_("Hand in the quotation: %(title)s"), escalate=LATE),
        State("quoted", pgettext_lazy("tender", "quoted"), due=Within(numbers.KEEP_DAYS), way="call",
              todo=_("Keep contact, quote again where it helps: %(title)s"), escalate=LATE),
        State("evaluated", pgettext_lazy("tender", "evaluated"), due=Within(numbers.RESULT_DAYS), way="call",
              todo=_("Ask for the decision: %(title)s"), escalate=LATE),
        State("won", pgettext_lazy("tender", "won"), Kind.WON),
        State("lost", pgettext_lazy("tender", "lost"), Kind.LOST),
    ),
    transitions=(
        Transition("shortlist", _("Shortlisted"), ("registered",), "shortlisted", WHO, form=forms.ShortlistForm,
                   guards=(rules.first_stage_is_done,), effects=(effects.shortlist,)),
        Transition("quote", _("Hand in the quotation"), ("shortlisted",), "quoted", WHO, form=forms.OfferForm,
                   guards=(rules.criteria_are_known, rules.documents_are_complete, rules.mock_up_is_confirmed), effects=(effects.offer,)),
        Transition("requote", _("Quote again"), ("quoted",), "quoted", WHO, form=forms.OfferForm, effects=(effects.offer,)),
        Transition("evaluate", _("Evaluation known"), ("quoted",), "evaluated", WHO, form=forms.EvaluatedForm,
                   guards=(rules.second_stage_is_done, rules.result_is_scored), effects=(effects.evaluated,)),
        Transition("win", pgettext_lazy("tender", "Won"), ("quoted", "evaluated"), "won", WHO, form=forms.WonForm, effects=(effects.won,)),
        Transition("lose", pgettext_lazy("tender", "Lost"), OPEN, "lost", WHO, form=forms.LostForm, effects=(effects.lost,)),
        Transition("deal_won", _("The opportunity was won"), OPEN, "won", automatic=True, effects=(effects.won,)),
        Transition("deal_lost", _("The opportunity was lost"), OPEN, "lost", automatic=True, effects=(effects.lost,)),
    ),
    numbers=(numbers.TASK_DAYS, numbers.IMAGE_FIRST, numbers.IMAGE_SECOND),
)

"""The procedures of care."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.effects import keep_outcome
from gendan.modules.care.forms import DoneForm
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Number,
    OnDate,
    Owner,
    Procedure,
    State,
    Step,
    Transition,
    Unit,
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

"""A promise to a customer: an answer for a date, kept or broken, climbing when late (F02.6, F32)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.followups.forms import AnswerForm
from gendan.modules.followups.models import Promise
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Move,
    Number,
    OnDate,
    Owner,
    Procedure,
    RoleHolder,
    State,
    Step,
    Transition,
    Unit,
)

REMIND = Number("promise_remind", _("remind before the answer is due"), 4, Unit.WORKING_HOURS, 0, 80)
TO_HEAD = Number("promise_to_head", _("tell the head after the promised time"), 0, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("promise_to_director", _("tell the director after the promised time"), 1, Unit.WORKING_DAYS, 0, 30)


def keep_answer(move: Move) -> None:
    """Write the answer and whether it came in time."""
    promise: Promise = move.record
    move.keep(answer=move.data["answer"], answered_at=move.now, kept=move.now <= promise.due_at)


PROMISE = Procedure(
    key="promise",
    title=_("Promise to a customer"),
    record="followups.Promise",
    purpose=_("A question that could not be answered at once gets a date, and on that date an answer, even a no."),
    flows=("F02",),
    start="open",
    states=(
        State(
            "open",
            pgettext_lazy("promise", "answer due"),
            due=OnDate("due_at"),
            todo=_("give the promised answer: %(title)s"),
            way="call",
            escalate=(
                Step("remind", REMIND, Escalate.REMIND, before=True),
                Step("head", TO_HEAD, Escalate.TELL, Head()),
                Step("director", TO_DIRECTOR, Escalate.TELL, RoleHolder("director")),
            ),
        ),
        State("answered", pgettext_lazy("promise", "answered"), Kind.DONE),
        State("withdrawn", pgettext_lazy("promise", "withdrawn"), Kind.LOST),
    ),
    transitions=(
        Transition(
            "answer", _("Answer"), ("open",), "answered", who=(Owner(), Head()), form=AnswerForm, effects=(keep_answer,)
        ),
        Transition(
            "withdraw", _("Withdraw"), ("open",), "withdrawn", who=(Owner(), Head()), reason_required=True
        ),
    ),
    numbers=(REMIND, TO_HEAD, TO_DIRECTOR),
)

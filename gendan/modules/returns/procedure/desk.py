"""The service desk of a shop: its day, returns within five minutes, complaints, wanted goods (F106)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.returns import numbers, rules
from gendan.modules.returns.effects import desk as effects
from gendan.modules.returns.forms import desk as forms
from gendan.modules.returns.words import BEFORE_OPENING
from gendan.spine.procedures.declare import (
    Head,
    Kind,
    Owner,
    Procedure,
    RecordField,
    RoleHolder,
    State,
    Transition,
    Within,
)

CLERK, ABOVE, INSPECTOR, FINANCE = (Owner(), Head()), (Head(),), RecordField("inspector"), RoleHolder("finance")

DAY = Procedure(
    key=numbers.DAY_KEY,
    title=_("Day of the service desk"),
    record="returns.DeskDay",
    purpose=_("The desk opens ready, with a checked float; it closes only when slips, gendan and till agree, or it is said why not."),
    flows=("F106",),
    start="preparing",
    states=(
        State("preparing", pgettext_lazy("desk", "before opening"), due=Within(numbers.CHECK_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Prepare the desk: %(title)s"), checklist=tuple(BEFORE_OPENING.values())),
        State("checking", pgettext_lazy("desk", "float asked for"), who=FINANCE, due=Within(numbers.CHECK_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Check yesterday's returns, bring the float: %(title)s"), lane=_("finance")),
        State("float", pgettext_lazy("desk", "float brought"), due=Within(numbers.CHECK_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Count the float and open: %(title)s")),
        State("open", pgettext_lazy("desk", "open"), due=Within(numbers.CLOSE_HOURS), escalate=numbers.AT_DESK,
              todo=_("Count the cash, compare the totals, close the day: %(title)s")),
        State("counted", pgettext_lazy("desk", "cash counted"), due=Within(numbers.CHECK_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Compare the slips with gendan, close the day: %(title)s")),
        State("closed", pgettext_lazy("desk", "closed"), Kind.DONE),
    ),
    transitions=(
        Transition("ready", _("Desk is ready"), ("preparing",), "checking", CLERK, form=forms.ReadyForm, effects=(effects.ready,)),
        Transition("bring", _("Float checked and brought"), ("checking",), "float", (FINANCE,), form=forms.BringForm, effects=(effects.bring,)),
        Transition("open", _("Open the desk"), ("float",), "open", CLERK, form=forms.OpenForm, effects=(effects.open_desk,)),
        Transition("count", _("Cash counted"), ("open",), "counted", CLERK, form=forms.CountForm, guards=(rules.nothing_is_unpaid,),
                   effects=(effects.count,)),
        Transition("close", _("Close the day"), ("counted",), "closed", CLERK, form=forms.CloseForm, guards=(rules.nothing_is_undone,),
                   effects=(effects.close,)),
    ),
    numbers=(numbers.SIGN_IN_MINUTES, numbers.CLOSING_MINUTES),
)

DESK = Procedure(
    key=numbers.DESK_KEY,
    title=_("Return at the service desk"),
    record="returns.DeskReturn",
    purpose=_("Done within five minutes, inspected by another, beyond authority decided above; the goods go back on the shelf or on the list."),
    flows=("F106",),
    start="requested",
    states=(
        State("requested", pgettext_lazy("desk", "to be inspected"), who=INSPECTOR, due=Within(numbers.INSPECT_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Inspect at the desk: %(title)s"), lane=_("inspector")),
        State("inspected", pgettext_lazy("desk", "to be paid back"), due=Within(numbers.PAY_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Pay back: %(title)s")),
        State("supervisor", pgettext_lazy("desk", "beyond authority"), who=Head(), due=Within(numbers.DECIDE_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Decide on the return: %(title)s"), lane=_("supervisor")),
        State("approved", pgettext_lazy("desk", "approved"), due=Within(numbers.PAY_MINUTES), escalate=numbers.AT_DESK, todo=_("Pay back: %(title)s")),
        State("paid", pgettext_lazy("desk", "goods to be sorted"), who=INSPECTOR, due=Within(numbers.SORT_HOURS), escalate=numbers.AT_DESK,
              todo=_("Sort the goods: %(title)s"), lane=_("inspector")),
        State("done", pgettext_lazy("desk", "done"), Kind.DONE),
        State("refused", pgettext_lazy("desk", "refused"), Kind.LOST),
    ),
    transitions=(
        Transition("inspect", _("Inspected"), ("requested",), "inspected", (INSPECTOR, Head()), form=forms.InspectForm,
                   guards=(rules.another_inspects,), effects=(effects.inspect,)),
        Transition("up", _("Beyond authority"), ("inspected",), "supervisor", automatic=True),
        Transition("approve", pgettext_lazy("desk", "Approve"), ("supervisor",), "approved", ABOVE, guards=(rules.another_decides,),
                   effects=(effects.approve,)),
        Transition("deny", pgettext_lazy("desk", "Do not approve"), ("supervisor",), "refused", ABOVE, reason_required=True),
        Transition("pay", _("Paid back"), ("inspected", "approved"), "paid", CLERK, form=forms.PayForm,
                   guards=(rules.beyond_authority_is_approved,), effects=(effects.pay,)),
        Transition("sort", _("Sorted"), ("paid",), "done", (INSPECTOR, Head()), form=forms.SortForm, effects=(effects.sort,)),
        Transition("no_goods", _("No goods come back"), ("paid",), "done", automatic=True),
        Transition("refuse", pgettext_lazy("desk", "Refuse"), ("requested", "inspected"), "refused", CLERK, reason_required=True),
    ),
    numbers=(numbers.RETURN_MINUTES, numbers.AUTHORITY),
)

VOICE = Procedure(
    key=numbers.VOICE_KEY,
    title=_("Complaint at the service desk"),
    record="returns.Voice",
    purpose=_("Heard patiently, written down with a telephone number, settled or given to the supervisor."),
    flows=("F106",),
    start="heard",
    states=(
        State("heard", pgettext_lazy("desk", "heard"), due=Within(numbers.VOICE_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Settle the complaint: %(title)s")),
        State("supervisor", pgettext_lazy("desk", "with the supervisor"), who=Head(), due=Within(numbers.VOICE_MINUTES), escalate=numbers.AT_DESK,
              todo=_("Decide on the complaint: %(title)s"), lane=_("supervisor")),
        State("settled", pgettext_lazy("desk", "settled"), Kind.DONE),
        State("passed_on", pgettext_lazy("desk", "passed on as a complaint"), Kind.DONE),
    ),
    transitions=(
        Transition("settle", pgettext_lazy("desk", "Settled"), ("heard",), "settled", CLERK, form=forms.ResultForm, effects=(effects.solve,)),
        Transition("up", _("Beyond my authority"), ("heard",), "supervisor", CLERK, reason_required=True),
        Transition("pass_on", pgettext_lazy("desk", "Pass on as a complaint"), ("heard", "supervisor"), "passed_on", CLERK, effects=(effects.complained,)),
        Transition("decide", pgettext_lazy("desk", "Decided"), ("supervisor",), "settled", ABOVE, form=forms.ResultForm, effects=(effects.solve,)),
    ),
)

WANTED = Procedure(
    key=numbers.WANTED_KEY,
    title=_("Wanted goods"),
    record="returns.Wanted",
    purpose=_("Goods that somebody asked for are reported, and he hears by telephone whether they can be had."),
    flows=("F106",),
    start="noted",
    states=(
        State("noted", pgettext_lazy("desk", "noted"), due=Within(numbers.REPORT_DAYS), escalate=numbers.AT_DESK,
              todo=_("Report the wanted goods: %(title)s")),
        State("reported", pgettext_lazy("desk", "reported"), who=Head(), due=Within(numbers.CALL_DAYS), escalate=numbers.AT_DESK,
              todo=_("Can they be had? %(title)s"), lane=_("supervisor")),
        State("answered", pgettext_lazy("desk", "to be called"), due=Within(numbers.CALL_DAYS), way="call", escalate=numbers.AT_DESK,
              todo=_("Call who wanted them: %(title)s")),
        State("called", pgettext_lazy("desk", "called"), Kind.DONE),
    ),
    transitions=(
        Transition("report", pgettext_lazy("desk", "Reported"), ("noted",), "reported", CLERK),
        Transition("answer", _("Answer"), ("reported",), "answered", ABOVE, form=forms.AnswerForm, effects=(effects.answer,)),
        Transition("call", pgettext_lazy("desk", "Called"), ("answered",), "called", CLERK, form=forms.CalledForm, effects=(effects.called,)),
    ),
)

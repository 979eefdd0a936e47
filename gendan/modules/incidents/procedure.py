"""The procedures of incidents: the carrier is asked, each customer is told at once, and only then charges are asked for (F34)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.incidents import effects, forms, numbers, rules
from gendan.spine.procedures.declare import Head, Kind, Owner, Procedure, RoleHolder, State, Transition, Within

WHO = (Owner(), Head(), RoleHolder("dispatcher"))
SELLER = (Owner(), Head())

INCIDENT = Procedure(
    key="transport_incident",
    title=_("Transport incident"),
    record="incidents.Incident",
    purpose=_("Tell first, bill later: the customer hears of it from us at once, and pays after it is solved."),
    flows=("F34",),
    start="noticed",
    states=(
        State("noticed", pgettext_lazy("incident", "carrier to be asked"), due=Within(numbers.ENQUIRE_HOURS), way="call", escalate=numbers.LATE,
              todo=_("Ask the carrier how the goods are: %(title)s")),
        State("asked", pgettext_lazy("incident", "carrier asked"), due=Within(numbers.ANSWER_DAYS), way="call", escalate=numbers.LATE,
              todo=_("Get the carrier's answer: %(title)s"),
              checklist=(_("what is damaged"), _("where the goods are now"), _("who pays for survey and loss"), _("when they go on"))),
        State("assessed", pgettext_lazy("incident", "being solved"), due=Within(numbers.SETTLE_DAYS), escalate=numbers.LATE,
              todo=_("Solve it with carrier and customers: %(title)s")),
        State("closed", pgettext_lazy("incident", "closed"), Kind.DONE),
        State("dismissed", pgettext_lazy("incident", "none of our goods"), Kind.DONE),
    ),
    transitions=(
        Transition("ask", _("Carrier asked"), ("noticed",), "asked", WHO, form=forms.AskForm, effects=(effects.ask_carrier,)),
        Transition("assess", _("State of the goods known"), ("asked",), "assessed", WHO, form=forms.DamageForm,
                   guards=(rules.everybody_told, rules.carrier_answered), effects=(effects.assess,)),
        Transition("close", _("Solved, close"), ("assessed",), "closed", WHO, form=forms.ResultForm,
                   guards=(rules.everybody_told, rules.everybody_heard), effects=(effects.close,)),
        Transition("dismiss", _("None of our goods"), ("noticed", "asked"), "dismissed", WHO, reason_required=True, effects=(effects.dismiss,)),
    ),
)

NOTICE = Procedure(
    key="incident_notice",
    title=_("Notice to a customer"),
    record="incidents.Notice",
    purpose=_("Each affected customer is told at once, asked about his insurance, and kept informed until it is solved."),
    flows=("F34",),
    start="untold",
    states=(
        State("untold", pgettext_lazy("incident", "not told yet"), due=Within(numbers.TELL_MINUTES), way="call", escalate=numbers.AT_ONCE,
              todo=_("Tell the customer at once: %(title)s"),
              checklist=(_("what happened, where and when"), _("is he insured"), _("what we do now"), _("when he hears next"))),
        State("told", pgettext_lazy("incident", "told"), due=Within(numbers.FEEDBACK_DAYS), way="call", escalate=numbers.LATE,
              todo=_("Say how it stands: %(title)s")),
        State("news", pgettext_lazy("incident", "state of the goods known"), due=Within(numbers.TELL_MINUTES), way="call", escalate=numbers.AT_ONCE,
              todo=_("Say how the goods are: %(title)s")),
        State("reported", pgettext_lazy("incident", "knows how the goods are"), Kind.WAITING),
        State("settled", pgettext_lazy("incident", "solved"), Kind.DONE),
    ),
    transitions=(
        Transition("tell", _("Customer told"), ("untold",), "told", SELLER, form=forms.TellForm, effects=(effects.tell,)),
        Transition("feedback", _("Customer heard how it stands"), ("told",), "told", SELLER, form=forms.SaidForm, effects=(effects.feed_back,)),
        Transition("assessed", _("State of the goods known"), ("told",), "news", automatic=True),
        Transition("report", _("Customer heard how the goods are"), ("told", "news"), "reported", SELLER, form=forms.SaidForm,
                   guards=(rules.goods_are_known,), effects=(effects.report,)),
        Transition("settle", pgettext_lazy("incident", "Solved"), ("untold", "told", "news", "reported"), "settled", automatic=True),
    ),
)

"""The procedures of samples: an entry of the library, a customer's sample, and uniforms made to measure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.samples import effects, forms, numbers, rules
from gendan.modules.samples.words import QUESTIONS
from gendan.spine.procedures.declare import (
    Head,
    Kind,
    OnDate,
    Owner,
    Procedure,
    RecordField,
    RoleHolder,
    State,
    Transition,
    Within,
    climbing,
)

WHO = (Owner(), Head())
LATE = climbing(remind=numbers.REMIND, head=numbers.TO_HEAD)

LIBRARY = Procedure(
    key="sample_entry",
    title=_("Sample library"),
    record="samples.Sample",
    purpose=_("A sample stands in the library only with picture, kind and master record, entered by an authorised clerk."),
    flows=("F45",),
    start="entered",
    states=(
        State("entered", pgettext_lazy("sample", "being entered"), due=Within(numbers.ENTRY_DAYS),
              todo=_("Complete the sample: %(title)s"), escalate=LATE,
              checklist=(_("pictures"), _("product kind"), _("master record"))),
        State("listed", pgettext_lazy("sample", "in the library"), Kind.DONE),
        State("retired", pgettext_lazy("sample", "taken out"), Kind.DONE),
    ),
    transitions=(
        Transition("complete", _("Into the library"), ("entered",), "listed", automatic=True, guards=(rules.is_complete,)),
        Transition("retire", _("Take out of the library"), ("entered", "listed"), "retired", automatic=True),
        Transition("return", _("Back into the library"), ("retired",), "listed", automatic=True, guards=(rules.is_complete,)),
    ),
)

MAKER, QUALITY = RecordField("maker"), RoleHolder("quality")
BEFORE_ANSWER = ("asked", "preparing", "ready", "sent")

REQUEST = Procedure(
    key=numbers.KEY,
    title=_("Sample for a customer"),
    record="samples.SampleRequest",
    purpose=_("Each sample has somebody who pays, a day on which it is ready, and an answer of the customer that leads on."),
    flows=("F27", "F24", "F68"),
    start="asked",
    states=(
        State("asked", pgettext_lazy("sample", "who pays?"), who=Head(), due=Within(numbers.DECIDE_DAYS),
              todo=_("Decide who pays for the sample: %(title)s"), escalate=LATE, lane=_("manager")),
        State("preparing", pgettext_lazy("sample", "being made or given out"), who=MAKER, due=OnDate("due_on"),
              todo=_("Give out or make the sample: %(title)s"), escalate=LATE, lane=_("quality, production")),
        State("ready", pgettext_lazy("sample", "ready"), due=Within(numbers.SEND_DAYS),
              todo=_("Send or carry the sample: %(title)s"), escalate=LATE),
        State("sent", pgettext_lazy("sample", "with the customer"), due=Within(numbers.ASK_DAYS), way="call",
              todo=_("Telephone: is the quality of the lot accepted? %(title)s"), escalate=LATE,
              checklist=(_("is the quality of this lot accepted"), _("what they state, delivery and after-delivery included"),
                         _("what they do not state, but the use needs"), _("what the law demands"))),
        State("objected", pgettext_lazy("sample", "objection"), who=QUALITY, due=Within(numbers.OBJECTION_DAYS),
              todo=_("Answer the objection to the sample: %(title)s"), escalate=LATE, lane=_("quality")),
        State("confirmed", pgettext_lazy("sample", "confirmed"), Kind.WON),
        State("declined", pgettext_lazy("sample", "not given"), Kind.LOST),
        State("closed", pgettext_lazy("sample", "objection closed"), Kind.LOST),
        State("withdrawn", pgettext_lazy("sample", "withdrawn"), Kind.LOST),
    ),
    transitions=(
        Transition("decide", pgettext_lazy("sample", "Decide"), ("asked",), "preparing", (Head(),), form=forms.DecideForm,
                   guards=(rules.decided_by_another,), effects=(effects.decide,)),
        Transition("decline", pgettext_lazy("sample", "Do not give it"), ("asked",), "declined", (Head(),), reason_required=True,
                   guards=(rules.decided_by_another,), effects=(effects.ended,)),
        Transition("ready", pgettext_lazy("sample", "Ready"), ("preparing",), "ready", (MAKER, QUALITY), form=forms.ReadyForm,
                   effects=(effects.ready,)),
        Transition("send", _("Send or carry"), ("ready",), "sent", WHO, form=forms.SendForm, effects=(effects.send,)),
        Transition("confirm", pgettext_lazy("sample", "Confirmed"), ("sent",), "confirmed", WHO, form=forms.ConfirmForm,
                   effects=(effects.confirm,)),
        Transition("confirmed_online", _("Confirmed on the order page"), ("sent",), "confirmed", automatic=True, effects=(effects.confirm,)),
        Transition("modify_online", _("To be modified, said on the order page"), ("sent",), "preparing", automatic=True, effects=(effects.modify,)),
        Transition("modify", _("To be modified"), ("sent",), "preparing", WHO, form=forms.ModifyForm, effects=(effects.modify,)),
        Transition("object", _("Objection"), ("sent",), "objected", WHO, form=forms.ObjectForm, effects=(effects.objected,)),
        Transition("again", _("Another sample follows"), ("objected",), "preparing", (QUALITY,), form=forms.AnswerForm,
                   effects=(effects.again,)),
        Transition("close_objection", _("Answered, no other sample"), ("objected",), "closed", (QUALITY,), form=forms.CauseForm,
                   effects=(effects.end_objection,)),
        Transition("withdraw", _("Withdraw"), BEFORE_ANSWER, "withdrawn", WHO, reason_required=True, effects=(effects.ended,)),
    ),
    numbers=(numbers.SAMPLE_DAYS, numbers.GIVE_DAYS, numbers.STEP_DAYS, numbers.MOST_ROUNDS),
)

STEPS = ("need", "style", "fabric", "price", "order")


def _back(target: str, *sources: str) -> Transition:
    title = PROJECT_TITLES[target]
    return Transition(f"back_to_{target}", title, sources, target, WHO, reason_required=True)


PROJECT_TITLES = {
    "need": pgettext_lazy("uniform", "need talk"),
    "style": pgettext_lazy("uniform", "style"),
    "fabric": pgettext_lazy("uniform", "fabric"),
    "price": pgettext_lazy("uniform", "price"),
    "order": pgettext_lazy("uniform", "sample order"),
    "sampling": pgettext_lazy("uniform", "sample being made"),
    "confirm": pgettext_lazy("uniform", "sample with the customer"),
    "contract": pgettext_lazy("uniform", "sample confirmed, contract"),
}


def _open(key: str, number: numbers.Number, todo: object, *, way: str = "call", checklist: tuple[object, ...] = ()) -> State:
    return State(key, PROJECT_TITLES[key], due=Within(number), todo=todo, way=way, checklist=checklist, escalate=LATE)


PROJECT = Procedure(
    key="made_to_measure",
    title=_("Uniforms made to measure"),
    record="samples.Project",
    purpose=_("From the need talk over style, fabric, price and sample to the contract: nothing is guessed, nothing forgotten."),
    flows=("F24",),
    start="need",
    states=(
        _open("need", numbers.NEED_DAYS, _("Hold the need talk: %(title)s"), way="visit", checklist=tuple(QUESTIONS.values())),
        _open("style", numbers.STYLE_DAYS, _("Fix the style: %(title)s")),
        _open("fabric", numbers.FABRIC_DAYS, _("Recommend fabric and colour: %(title)s"),
              checklist=(_("the quality they demand"), _("what their budget carries"))),
        _open("price", numbers.PRICE_DAYS, _("Name the price: %(title)s"),
              checklist=(_("style"), _("fabric with trimmings"), _("print or embroidery"), _("quantity"))),
        _open("order", numbers.ORDER_DAYS, _("Order the sample, name its fee: %(title)s")),
        State("sampling", PROJECT_TITLES["sampling"], due=OnDate("sample_due_on"),
              todo=_("See that the sample is ready in time: %(title)s"), escalate=LATE),
        _open("confirm", numbers.CONFIRM_DAYS, _("Ask what they say of the sample: %(title)s")),
        _open("contract", numbers.CONTRACT_DAYS, _("Agree on contract form and payment: %(title)s")),
        State("agreed", pgettext_lazy("uniform", "contract agreed"), Kind.WON),
        State("dropped", pgettext_lazy("uniform", "dropped"), Kind.LOST),
    ),
    transitions=(
        Transition("talk", _("Need talk held"), ("need",), "style", WHO, form=forms.NeedForm, effects=(effects.keep_all,)),
        Transition("fix_style", _("Style fixed"), ("style",), "fabric", WHO, form=forms.StyleForm, effects=(effects.keep_style,)),
        Transition("fix_fabric", _("Fabric fixed"), ("fabric",), "price", WHO, form=forms.FabricForm, effects=(effects.keep_all,)),
        Transition("set_price", _("Priced"), ("price",), "order", WHO, form=forms.PriceForm, effects=(effects.keep_all,)),
        Transition("order_sample", _("Order the sample"), ("order",), "sampling", WHO, form=forms.OrderForm,
                   guards=(rules.price_covers_cost,), effects=(effects.order_sample,)),
        Transition("sample_sent", _("Sample sent"), ("sampling",), "confirm", automatic=True),
        Transition("modify", _("Sample to be modified"), ("confirm",), "sampling", automatic=True),
        Transition("confirmed", _("Sample confirmed"), ("confirm",), "contract", automatic=True),
        Transition("no_sample", _("No sample came of it"), ("sampling", "confirm"), "order", automatic=True),
        Transition("agree", _("Contract agreed"), ("contract",), "agreed", WHO, form=forms.AgreementForm, effects=(effects.agreed,)),
        _back("style", "fabric", "price", "order", "contract"),
        _back("fabric", "price", "order", "contract"),
        _back("price", "order", "contract"),
        Transition("drop", pgettext_lazy("uniform", "Drop"), (*STEPS, "contract"), "dropped", WHO, reason_required=True),
    ),
)

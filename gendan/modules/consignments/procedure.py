"""The performance of an export order, from the factory to the customer's port (F68.6)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.consignments import effects, forms, numbers, rules
from gendan.modules.consignments.words import UNDER_WAY
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
)

SELLER = (Owner(), Head())
PACKER = (*SELLER, RoleHolder("warehouse"))
DOCUMENTS = RoleHolder("documents")
CLERK = (RecordField("clerk"), DOCUMENTS)
LATE = numbers.LATE

CONSIGNMENT = Procedure(
    key="consignment",
    title=_("Export consignment"),
    record="consignments.Consignment",
    purpose=_("The factory makes what the sample says, nothing is booked by half a note, and the customer has the shipping data as soon as it is loaded."),
    flows=("F68",),
    start="producing",
    states=(
        State("producing", pgettext_lazy("consignment", "at the factory"), due=Within(numbers.PUSH_DAYS), way="call", escalate=LATE,
              todo=_("Push the factory to produce by the confirmed sample: %(title)s"),
              checklist=(_("made by the confirmed sample"), _("how far it is"), _("when it is finished"), _("what could delay it"))),
        State("packing", pgettext_lazy("consignment", "being packed"), due=Within(numbers.PACK_DAYS), escalate=LATE,
              todo=_("Complete the packing list: %(title)s")),
        State("noting", pgettext_lazy("consignment", "packed"), due=Within(numbers.NOTE_DAYS), escalate=LATE,
              todo=_("Give the export consignment note to the document clerk: %(title)s")),
        State("booking", pgettext_lazy("consignment", "space to be booked"), who=RecordField("clerk"), due=Within(numbers.BOOK_DAYS), escalate=LATE,
              todo=_("Book cargo space: %(title)s"), lane=_("document clerk")),
        State("booked", pgettext_lazy("consignment", "booked"), who=RecordField("clerk"), due=OnDate("sails_on"), escalate=LATE,
              todo=_("Have it loaded, and note container and bill of lading: %(title)s"), lane=_("document clerk")),
        State("loaded", pgettext_lazy("consignment", "loaded"), due=Within(numbers.TELL_DAYS), way="call", escalate=LATE,
              todo=_("Give the customer the shipping data: %(title)s")),
        State("told", pgettext_lazy("consignment", "on its way"), due=OnDate("arrives_on"), way="call", escalate=LATE,
              todo=_("Ask whether the goods have arrived in order: %(title)s")),
        State("received", pgettext_lazy("consignment", "received"), Kind.WON),
        State("dropped", pgettext_lazy("consignment", "not shipped"), Kind.LOST),
    ),
    transitions=(
        Transition("push", _("Factory pushed"), ("producing",), "producing", SELLER, form=forms.PushForm, effects=(effects.push,)),
        Transition("finish", _("Goods are finished"), ("producing",), "packing", SELLER, form=forms.FinishForm, effects=(effects.finish,)),
        Transition("pack", _("Packing list is complete"), ("packing",), "noting", PACKER, guards=(rules.packing_is_complete,)),
        Transition("hand_over", _("Hand over the consignment note"), ("noting",), "booking", SELLER, form=forms.HandOverForm,
                   guards=(rules.packing_is_complete, rules.note_is_complete), effects=(effects.hand_over,)),
        Transition("return_note", _("Note to be corrected"), ("booking",), "noting", CLERK, reason_required=True),
        Transition("book", pgettext_lazy("consignment", "Booked"), ("booking",), "booked", CLERK, form=forms.BookForm, effects=(effects.book,)),
        Transition("rebook", _("Book another vessel"), ("booked",), "booking", CLERK, reason_required=True),
        Transition("load", pgettext_lazy("consignment", "Loaded"), ("booked",), "loaded", CLERK, form=forms.LoadForm, effects=(effects.load,)),
        Transition("tell", _("Customer has the shipping data"), ("loaded",), "told", SELLER, form=forms.TellForm, effects=(effects.tell_by_hand,)),
        Transition("told_by_mail", _("Shipping data sent by mail"), ("loaded",), "told", automatic=True),
        Transition("receive", _("Received in order"), ("told",), "received", SELLER, form=forms.ReceiveForm, effects=(effects.receive,)),
        Transition("drop", _("It is not shipped"), UNDER_WAY[:5], "dropped", SELLER, reason_required=True),
        Transition("drop_with_order", _("The order was cancelled"), UNDER_WAY, "dropped", automatic=True),
    ),
)

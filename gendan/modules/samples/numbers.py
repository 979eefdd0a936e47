"""The numbers of samples, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Number, Unit

KEY = "sample_request"
SAMPLE_DAYS = Number("sample_days", _("a new sample is ready within"), 7, Unit.DAYS, 1, 120)
GIVE_DAYS = Number("give_days", _("a sample from stock is given out within"), 1, Unit.WORKING_DAYS, 0.125, 20)
DECIDE_DAYS = Number("decide_days", _("who pays is decided within"), 1, Unit.WORKING_DAYS, 0.125, 10)
SEND_DAYS = Number("send_days", _("a sample that is ready is sent or carried within"), 1, Unit.WORKING_DAYS, 0.125, 10)
ASK_DAYS = Number("ask_days", _("the customer is asked so long after it was sent"), 3, Unit.WORKING_DAYS, 0.125, 30)
OBJECTION_DAYS = Number("objection_days", _("an objection is answered within"), 1, Unit.WORKING_DAYS, 0.125, 10)
STEP_DAYS = Number("step_days", _("the step that follows the customer's answer is due within"), 1, Unit.WORKING_DAYS, 0.125, 20)
MOST_ROUNDS = Number("most_rounds", _("the head is told when there are more rounds than"), 3, Unit.COUNT, 1, 20)
ENTRY_DAYS = Number("entry_days", _("picture, kind and master record follow within"), 3, Unit.WORKING_DAYS, 0.125, 30)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 40)
TO_HEAD = Number("to_head", _("tell the head when late by"), 1, Unit.WORKING_DAYS, 0, 10)

NEED_DAYS = Number("need_days", _("the need talk is held within"), 3, Unit.WORKING_DAYS, 0.125, 30)
STYLE_DAYS = Number("style_days", _("the style is fixed within"), 5, Unit.WORKING_DAYS, 0.125, 60)
FABRIC_DAYS = Number("fabric_days", _("the fabric is fixed within"), 3, Unit.WORKING_DAYS, 0.125, 30)
PRICE_DAYS = Number("price_days", _("the price is named within"), 1, Unit.WORKING_DAYS, 0.125, 20)
ORDER_DAYS = Number("order_days", _("the sample is ordered within"), 2, Unit.WORKING_DAYS, 0.125, 20)
CONFIRM_DAYS = Number("confirm_days", _("the customer answers about the sample within"), 5, Unit.WORKING_DAYS, 0.125, 30)
CONTRACT_DAYS = Number("contract_days", _("the contract is signed within"), 5, Unit.WORKING_DAYS, 0.125, 60)

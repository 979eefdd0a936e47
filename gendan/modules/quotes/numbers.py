"""The numbers of quotations, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Number, Unit

REMIND = Number("remind", _("remind before it is due"), 1, Unit.WORKING_HOURS, 0, 40)
TO_HEAD = Number("to_head", _("tell the head when late by"), 0, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("to_director", _("tell the director when late by"), 1, Unit.WORKING_DAYS, 0, 60)
DECIDE_HOURS = Number("decide_hours", _("a price is approved within"), 2, Unit.WORKING_HOURS, 0.25, 80)
ASK_DAYS = Number("ask_days", _("ask what they think of the price after"), 3, Unit.WORKING_DAYS, 0.5, 60)
CUT_HOURS = Number("cut_hours", _("a price cut is decided within"), 4, Unit.WORKING_HOURS, 0.25, 80)
REPLY_HOURS = Number("reply_hours", _("the decision is answered in writing within"), 4, Unit.WORKING_HOURS, 0.25, 80)
DAYS_MORE = Number("days_more", _("working days after the enquiry's own by which the price is out"), 0, Unit.COUNT, 0, 30)
VALID_DAYS = Number("valid_days", _("a quotation is valid for"), 30, Unit.DAYS, 1, 730)
FACTORY_PAPERS = Number("factory_papers", _("written factory prices that an export quotation needs"), 1, Unit.COUNT, 0, 20)
LOWEST_MARGIN = Number("lowest_margin", _("a lower margin needs approval as well"), 0, Unit.PERCENT, -100, 90)

ALL = (DAYS_MORE, VALID_DAYS, FACTORY_PAPERS, LOWEST_MARGIN)

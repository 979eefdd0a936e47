"""The numbers of export consignments, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Number, Unit, climbing

PUSH_DAYS = Number("push_days", _("the factory is asked how far it is every"), 3, Unit.WORKING_DAYS, 0.5, 30)
PACK_DAYS = Number("pack_days", _("the packing list is complete within"), 1, Unit.WORKING_DAYS, 0.125, 10)
NOTE_DAYS = Number("note_days", _("the consignment note is with the document clerk within"), 0.5, Unit.WORKING_DAYS, 0.125, 10)
BOOK_DAYS = Number("book_days", _("cargo space is booked within"), 1, Unit.WORKING_DAYS, 0.125, 10)
TELL_DAYS = Number("tell_days", _("the customer has the shipping data after loading within"), 0.5, Unit.WORKING_DAYS, 0.125, 10)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 80)
TO_HEAD = Number("to_head", _("tell the head when late by"), 0, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("to_director", _("tell the director when late by"), 1, Unit.WORKING_DAYS, 0, 60)

LATE = climbing(remind=REMIND, head=TO_HEAD, director=TO_DIRECTOR)

"""The numbers of incidents, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Escalate, Head, Number, RoleHolder, Step, Unit, climbing

TELL_MINUTES = Number("tell_minutes", _("an affected customer is told within"), 15, Unit.WORKING_MINUTES, 1, 480)
TO_HEAD = Number("to_head", _("tell the head when late by"), 0, Unit.WORKING_MINUTES, 0, 480)
TO_DIRECTOR = Number("to_director", _("tell the director when late by"), 30, Unit.WORKING_MINUTES, 0, 960)
TO_MANAGER = Number("to_manager", _("tell the general manager when late by"), 60, Unit.WORKING_MINUTES, 0, 1920)
FEEDBACK_DAYS = Number("feedback_days", _("the customer hears how it stands within"), 1, Unit.WORKING_DAYS, 0.125, 20)
ENQUIRE_HOURS = Number("enquire_hours", _("the carrier is asked within"), 1, Unit.WORKING_HOURS, 0.25, 24)
ANSWER_DAYS = Number("answer_days", _("the carrier says how the goods are within"), 2, Unit.WORKING_DAYS, 0.125, 30)
SETTLE_DAYS = Number("settle_days", _("the problem is solved within"), 10, Unit.WORKING_DAYS, 0.5, 120)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 80)
LATE_DAYS = Number("late_days", _("tell the director when late by"), 1, Unit.WORKING_DAYS, 0, 60)

AT_ONCE = (
    Step("head", TO_HEAD, Escalate.TELL, Head()),
    Step("director", TO_DIRECTOR, Escalate.TELL, RoleHolder("director")),
    Step("manager", TO_MANAGER, Escalate.TELL, RoleHolder("general_manager")),
)
LATE = climbing(remind=REMIND, head=TO_HEAD, director=LATE_DAYS)

"""The numbers of returns and of the service desk, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Escalate, Head, Number, Step, Unit, climbing

KEY, DAY_KEY, DESK_KEY, VOICE_KEY, WANTED_KEY = "goods_return", "desk_day", "desk_return", "desk_complaint", "wanted_goods"

BATCH_FROM = Number("batch_from", _("a return is a batch from so many pieces on"), 50, Unit.COUNT, 2)
SAMPLE_SHARE = Number("sample_share", _("sampling inspects at least"), 10, Unit.PERCENT, 1, 100)
ARRIVE_DAYS = Number("arrive_days", _("announced goods arrive within"), 10, Unit.WORKING_DAYS, 1, 120)
ISOLATE_HOURS = Number("isolate_hours", _("returned goods are isolated and labelled within"), 2, Unit.WORKING_HOURS, 0.25, 40)
INSPECT_DAYS = Number("inspect_days", _("quality inspects returned goods within"), 2, Unit.WORKING_DAYS, 0.125, 30)
VERDICT_DAYS = Number("verdict_days", _("the verdict on returned goods follows within"), 1, Unit.WORKING_DAYS, 0.125, 20)
CONTACT_DAYS = Number("contact_days", _("the customer hears the verdict within"), 0.5, Unit.WORKING_DAYS, 0.125, 20)
KEEP_YEARS = Number("keep_years", _("papers of a return are kept for years"), 3, Unit.COUNT, 1, 30)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 80)
TO_HEAD = Number("to_head", _("tell the head when late by"), 0, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("to_director", _("tell the director when late by"), 1, Unit.WORKING_DAYS, 0, 60)
LATE = climbing(remind=REMIND, head=TO_HEAD, director=TO_DIRECTOR)

SIGN_IN_MINUTES = Number("sign_in_minutes", _("sign in before opening"), 10, Unit.MINUTES, 0, 120)
CHECK_MINUTES = Number("check_minutes", _("finance checks yesterday's total and brings cash within"), 15, Unit.WORKING_MINUTES, 1, 240)
CLOSING_MINUTES = Number("closing_minutes", _("count the cash before closing"), 10, Unit.MINUTES, 0, 120)
CLOSE_HOURS = Number("close_hours", _("a desk day is closed within"), 9, Unit.WORKING_HOURS, 1, 24)
RETURN_MINUTES = Number("return_minutes", _("a return at the desk is done within"), 5, Unit.MINUTES, 1, 120)
INSPECT_MINUTES = Number("inspect_minutes", _("of these the inspector has"), 3, Unit.MINUTES, 1, 60)
PAY_MINUTES = Number("pay_minutes", _("and the clerk has"), 2, Unit.MINUTES, 1, 60)
AUTHORITY = Number("authority", _("a clerk pays back by himself up to"), 200, Unit.YUAN, 0, 1_000_000)
DECIDE_MINUTES = Number("decide_minutes", _("the supervisor decides within"), 10, Unit.WORKING_MINUTES, 1, 480)
SORT_HOURS = Number("sort_hours", _("returned goods are sorted within"), 4, Unit.WORKING_HOURS, 0.25, 24)
VOICE_MINUTES = Number("voice_minutes", _("a complaint at the desk is settled within"), 30, Unit.WORKING_MINUTES, 5, 480)
REPORT_DAYS = Number("report_days", _("wanted goods are reported within"), 1, Unit.WORKING_DAYS, 0.125, 10)
CALL_DAYS = Number("call_days", _("who wanted goods is called back within"), 3, Unit.WORKING_DAYS, 0.5, 30)
DESK_HEAD = Number("desk_head", _("tell the head when late by"), 0, Unit.MINUTES, 0, 480)
AT_DESK = (Step("head", DESK_HEAD, Escalate.TELL, Head()),)

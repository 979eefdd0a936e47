"""The numbers of corrective actions, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Number, Unit

KEY = "capa"
#: Decision A2: within so many working days all is improved, by grade.
LIMITS = {
    1: Number("grade_1", _("grave: improved within"), 3, Unit.WORKING_DAYS, 0.5, 60),
    2: Number("grade_2", _("usual: improved within"), 7, Unit.WORKING_DAYS, 0.5, 120),
    3: Number("grade_3", _("slight: improved within"), 15, Unit.WORKING_DAYS, 0.5, 240),
}
#: How much of that time each step may have used up when it ends.
SHARES = {
    "team": Number("d1_share", _("D1, the team: by so much of the time"), 10, Unit.PERCENT, 1, 100),
    "problem": Number("d2_share", _("D2, the problem: by so much of the time"), 20, Unit.PERCENT, 1, 100),
    "containment": Number("d3_share", _("D3, containment: by so much of the time"), 35, Unit.PERCENT, 1, 100),
    "cause": Number("d4_share", _("D4, the cause: by so much of the time"), 55, Unit.PERCENT, 1, 100),
    "plan": Number("d5_share", _("D5, actions chosen: by so much of the time"), 65, Unit.PERCENT, 1, 100),
    "carry": Number("d6_share", _("D6, carried out: by so much of the time"), 90, Unit.PERCENT, 1, 100),
    "prevent": Number("d7_share", _("D7, made the rule: by so much of the time"), 100, Unit.PERCENT, 1, 100),
}
WATCH_DAYS = Number("watch_days", _("whether it worked is asked so long after it was done"), 10, Unit.WORKING_DAYS, 0, 120)
CHECK_DAYS = Number("check_days", _("the check of the effect is then done within"), 3, Unit.WORKING_DAYS, 0.5, 30)
CLOSE_DAYS = Number("close_days", _("D8, after the proof it is closed within"), 2, Unit.WORKING_DAYS, 0.5, 30)
LEAST_WHYS = Number("least_whys", _("the cause is asked for so many times at least"), 3, Unit.COUNT, 1, 9)
MOST_ROUNDS = Number("most_rounds", _("the general manager is told when there are more rounds than"), 2, Unit.COUNT, 1, 20)
REPEAT_DAYS = Number("repeat_days", _("the same fault is a repeated one within"), 180, Unit.DAYS, 7, 1500)
REPEATS = Number("repeats", _("a fault is a repeated one from so many times"), 2, Unit.COUNT, 2, 50)
LINK_DAYS = Number("link_days", _("the answer is open to the customer for"), 30, Unit.DAYS, 1, 365)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 40)
TO_HEAD = Number("to_head", _("tell the head when late by"), 4, Unit.WORKING_HOURS, 0, 80)
TO_REPRESENTATIVE = Number("to_representative", _("tell the management representative when late by"), 1, Unit.WORKING_DAYS, 0, 20)
TO_MANAGER = Number("to_manager", _("tell the general manager when late by"), 3, Unit.WORKING_DAYS, 0, 40)
ALL = (*LIMITS.values(), *SHARES.values(), WATCH_DAYS, CHECK_DAYS, CLOSE_DAYS, LEAST_WHYS, MOST_ROUNDS, REPEAT_DAYS, REPEATS, LINK_DAYS)

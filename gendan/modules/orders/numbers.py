"""The numbers of orders, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Number, Unit, climbing

THRESHOLD = Number("threshold", _("six parties review from this amount on"), 100_000, Unit.YUAN, 0, 1_000_000_000)
DRAFT_DAYS = Number("draft_days", _("an order is handed in within"), 2, Unit.WORKING_DAYS, 0.125, 30)
RECEIVE_DAYS = Number("receive_days", _("the review is organised within"), 0.5, Unit.WORKING_DAYS, 0.125, 10)
REVIEW_DAYS = Number("review_days", _("each party gives its opinion within"), 1, Unit.WORKING_DAYS, 0.125, 10)
PLAN_DAYS = Number("plan_days", _("technical and raw-material plan within"), 2, Unit.WORKING_DAYS, 0.125, 20)
TALK_DAYS = Number("talk_days", _("talks with the customer end within"), 5, Unit.WORKING_DAYS, 0.5, 60)
SIGN_DAYS = Number("sign_days", _("the leader signs within"), 1, Unit.WORKING_DAYS, 0.125, 10)
NOTICE_DAYS = Number("notice_days", _("the order notice follows within"), 0.5, Unit.WORKING_DAYS, 0.125, 10)
COORDINATION_DAYS = Number("coordination_days", _("coordination ends within"), 30, Unit.WORKING_DAYS, 1, 250)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 80)
TO_HEAD = Number("to_head", _("tell the head when late by"), 0, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("to_director", _("tell the director when late by"), 1, Unit.WORKING_DAYS, 0, 60)

FORMULA_DAYS = Number("formula_days", _("formula and process are adjusted within"), 3, Unit.WORKING_DAYS, 0.5, 60)
JOINT_DAYS = Number("joint_days", _("the plan is submitted jointly within"), 1, Unit.WORKING_DAYS, 0.125, 10)
CHIEF_DAYS = Number("chief_days", _("the chief engineer signs within"), 1, Unit.WORKING_DAYS, 0.125, 10)
TRIAL_DAYS = Number("trial_days", _("a trial takes at most"), 5, Unit.WORKING_DAYS, 0.5, 120)
JUDGE_DAYS = Number("judge_days", _("quality judges a trial within"), 1, Unit.WORKING_DAYS, 0.125, 20)

CHANGE_DAYS = Number("change_days", _("the order centre answers a change within"), 0.5, Unit.WORKING_DAYS, 0.125, 10)
CONFIRM_DAYS = Number("confirm_days", _("the customer confirms a change within"), 2, Unit.WORKING_DAYS, 0.125, 30)
RUSH_DAYS = Number("rush_days", _("a rush request is decided within"), 0.5, Unit.WORKING_DAYS, 0.125, 10)
OVERTIME = Number("overtime", _("a rush order may take beyond the capacity of a week"), 20, Unit.PERCENT, 0, 200)
TELL_DAYS = Number("tell_days", _("the customer is told of a moved day within"), 0.5, Unit.WORKING_DAYS, 0.125, 10)
ORDER_DAYS = Number("order_days", _("the order of a signed contract is entered within"), 2, Unit.WORKING_DAYS, 0.125, 30)
FINISH_DAYS = Number("finish_days", _("inspection and packing take"), 3, Unit.WORKING_DAYS, 0, 60)
STOCK_DAYS = Number("stock_days", _("goods from stock leave within"), 2, Unit.WORKING_DAYS, 0, 30)
BEFORE = {
    "material": Number("before_material", _("material is ready before shipping"), 15, Unit.WORKING_DAYS, 0, 250),
    "scheduled": Number("before_scheduled", _("scheduled before shipping"), 12, Unit.WORKING_DAYS, 0, 250),
    "in_process": Number("before_in_process", _("in process before shipping"), 9, Unit.WORKING_DAYS, 0, 250),
    "inspected": Number("before_inspected", _("inspected before shipping"), 2, Unit.WORKING_DAYS, 0, 250),
    "stock": Number("before_stock", _("in stock before shipping"), 1, Unit.WORKING_DAYS, 0, 250),
}

LATE = climbing(remind=REMIND, head=TO_HEAD, director=TO_DIRECTOR)

"""The numbers of strategic bids, which a company changes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Number, Unit

KEY = "strategic_bid"
STAGE_ONE_DAYS = Number("stage_one_days", _("until the shortlist, at most"), 60, Unit.WORKING_DAYS, 1, 500)
TASK_DAYS = Number("task_days", _("from one task to the next"), 5, Unit.WORKING_DAYS, 1, 60)
KEEP_DAYS = Number("keep_days", _("contact after a quotation, at least every"), 5, Unit.WORKING_DAYS, 0.5, 60)
RESULT_DAYS = Number("result_days", _("the result is asked for within"), 5, Unit.WORKING_DAYS, 0.5, 60)
IMAGE_FIRST = Number("image_first", _("effort for the overall image in the first stage"), 80, Unit.PERCENT, 0, 100)
IMAGE_SECOND = Number("image_second", _("effort for the overall image in the second stage"), 20, Unit.PERCENT, 0, 100)
REMIND = Number("remind", _("remind before it is due"), 1, Unit.WORKING_DAYS, 0, 20)
TO_HEAD = Number("to_head", _("tell the head when late by"), 1, Unit.WORKING_DAYS, 0, 20)
TO_DIRECTOR = Number("to_director", _("tell the director when late by"), 3, Unit.WORKING_DAYS, 0, 60)
TARGETS = {1: IMAGE_FIRST, 2: IMAGE_SECOND}

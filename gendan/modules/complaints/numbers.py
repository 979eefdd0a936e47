"""The numbers of complaints, which a company changes; those of a class, grade and place stand in the routes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Number, Unit

KEY = "complaint"
SAMPLE_DAYS = Number("sample_days", _("a sample is taken on site within"), 2, Unit.WORKING_DAYS, 0.125, 30)
LABORATORY_DAYS = Number("laboratory_days", _("a third-party laboratory answers within"), 10, Unit.WORKING_DAYS, 1, 90)
EVIDENCE_DAYS = Number("evidence_days", _("the customer's samples or pictures are here within"), 3, Unit.WORKING_DAYS, 0.5, 30)
OPINION_DAYS = Number("opinion_days", _("an opinion is given within"), 1, Unit.WORKING_DAYS, 0.125, 10)
IMPROVE_SEVERE = Number("improve_severe", _("grade 1 is put right within"), 3, Unit.WORKING_DAYS, 0.5, 60)
IMPROVE_GENERAL = Number("improve_general", _("grade 2 is put right within"), 7, Unit.WORKING_DAYS, 0.5, 90)
IMPROVE_SLIGHT = Number("improve_slight", _("grade 3 is put right within"), 15, Unit.WORKING_DAYS, 0.5, 120)
OUTCOME_FROM = Number("outcome_from", _("the outcome is asked from so many days after"), 3, Unit.DAYS, 0, 60)
OUTCOME_UNTIL = Number("outcome_until", _("the outcome is asked at the latest after"), 7, Unit.DAYS, 1, 90)
HEAD_YUAN = Number("head_yuan", _("the handler agrees alone on a cost up to"), 500, Unit.YUAN, 0, 1_000_000)
DIRECTOR_YUAN = Number("director_yuan", _("the head agrees on a cost up to"), 5_000, Unit.YUAN, 0, 10_000_000)
MANAGER_YUAN = Number("manager_yuan", _("the vice-president agrees on a cost up to"), 50_000, Unit.YUAN, 0, 100_000_000)
REMIND = Number("remind", _("remind before it is due"), 4, Unit.WORKING_HOURS, 0, 40)
TO_HEAD = Number("to_head", _("tell the head when late by"), 0, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("to_director", _("tell the vice-president when late by"), 1, Unit.WORKING_DAYS, 0, 10)

SAME_DAYS = Number("same_days", _("complaints may be the same within so many days"), 14, Unit.DAYS, 1, 365)
POSTS_EACH = Number("posts_each", _("complaints from one address in a minute, at most"), 5, Unit.COUNT, 1, 60)
POSTS_TOGETHER = Number("posts_together", _("complaints over one form in a minute, at most"), 30, Unit.COUNT, 1, 600)
PROMISE_LEAD = Number("promise_lead", _("so long before it is promised, the handler has to have called"), 1, Unit.WORKING_HOURS, 0, 40)
MORE = (SAME_DAYS, POSTS_EACH, POSTS_TOGETHER, PROMISE_LEAD)

IMPROVE = {1: IMPROVE_SEVERE, 2: IMPROVE_GENERAL, 3: IMPROVE_SLIGHT}

DIGEST = "complaint_digest"
DAY = Number("digest_day", _("the summary of a month is published by the day"), 5, Unit.COUNT, 1, 28)
REVIEW_DAYS = Number("review_days", _("the report for the management review is written within"), 5, Unit.WORKING_DAYS, 1, 40)

ENQUIRY = "enquiry"
ANSWER_DAYS = Number("answer_days", _("an enquiry is answered within"), 1, Unit.WORKING_DAYS, 0.0625, 30)
FEASIBILITY_DAYS = Number("feasibility_days", _("a suggestion is examined within"), 5, Unit.WORKING_DAYS, 0.5, 60)
READ_DAYS = Number("read_days", _("the supervisor has read the result within"), 1, Unit.WORKING_DAYS, 0.125, 20)

"""The numbers of news and monthly letters."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.numbers import CompanyNumber, declare

READERS = declare(CompanyNumber(
    "care.readers", _("so many readers the monthly letter is to have"), 300, low=1, high=1_000_000, group=_("Care"), flow="F48",
))
LETTERS_UNTIL_CALL = declare(CompanyNumber(
    "care.letters_until_call", _("after so many letters the owner calls"), 4, low=1, high=36, group=_("Care"), flow="F48",
))
GRACE_DAYS = declare(CompanyNumber(
    "care.letter_grace_days", _("a letter goes out late by at most"), 3, low=0, high=27, unit=pgettext_lazy("unit", "days"), group=_("Care"), flow="F48",
))
DAYS_TO_CALL = declare(CompanyNumber(
    "care.days_to_call", _("time to call a reader of letters"), 3, low=1, high=60, unit=_("working days"), group=_("Care"), flow="F48",
))
DAYS_TO_TELL = declare(CompanyNumber(
    "care.days_to_tell", _("time to tell news to customers who get no mail"), 5, low=1, high=60, unit=_("working days"), group=_("Care"), flow="F01",
))

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
SURVEY_MONTHS = {
    abc: declare(CompanyNumber(
        f"care.survey_months_{abc.lower()}", title, months, low=0, high=60, unit=_("months, 0 = never"), group=_("Satisfaction"), flow="F60",
    ))
    for abc, title, months in (
        ("A", _("a customer of class A is asked how satisfied he is every"), 6),
        ("B", _("a customer of class B is asked how satisfied he is every"), 12),
        ("C", _("a customer of class C is asked how satisfied he is every"), 0),
    )
}
SURVEY_DAYS = declare(CompanyNumber(
    "care.survey_days", _("a satisfaction survey is asked within"), 10, low=1, high=90, unit=_("working days"), group=_("Satisfaction"), flow="F60",
))
SURVEY_LINK_DAYS = declare(CompanyNumber(
    "care.survey_link_days", _("the link of a satisfaction survey stays open for"), 30, low=1, high=365, unit=pgettext_lazy("unit", "days"),
    group=_("Satisfaction"), flow="F60",
))
SURVEYS_OPEN = declare(CompanyNumber(
    "care.surveys_open", _("so many surveys wait for one person at most"), 10, low=1, high=1000, group=_("Satisfaction"), flow="F60",
))
DISSATISFIED = declare(CompanyNumber(
    "care.dissatisfied", _("from this score down somebody calls and asks why"), 2, low=1, high=4, group=_("Satisfaction"), flow="F43",
))

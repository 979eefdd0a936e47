"""How much and when is written."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

A_DAY = declare(CompanyNumber(
    "messages.sms_a_day", _("short messages to one colleague in a day"), 10, low=1, high=200, group=_("Short messages"),
))
A_MONTH = declare(CompanyNumber(
    "messages.sms_a_month_outside", _("messages to one customer within 30 days"), 4, low=0, high=100, group=_("Short messages"),
))
OPENS = declare(CompanyNumber("messages.outside_from", _("customers are written to from"), "08:30", group=_("Short messages")))
CLOSES = declare(CompanyNumber("messages.outside_until", _("customers are written to until"), "20:00", group=_("Short messages")))

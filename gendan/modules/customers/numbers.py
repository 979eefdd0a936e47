"""The numbers of customers that belong to no procedure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.numbers import CompanyNumber, declare

BIN_DAYS = declare(CompanyNumber(
    "customers.bin_days", _("a customer lies in the recycle bin for"), 30, low=1, high=3650, unit=pgettext_lazy("unit", "days"), group=_("Recycle bin"),
))
SATISFACTION_DAYS = declare(CompanyNumber(
    "customers.satisfaction_days", _("what a customer said of us counts for"), 365, low=30, high=3650, unit=pgettext_lazy("unit", "days"),
    group=_("Satisfaction"), flow="F43",
))

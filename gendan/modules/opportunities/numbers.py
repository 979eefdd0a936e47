"""The numbers of opportunities that belong to no procedure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.numbers import CompanyNumber, declare

BIN_DAYS = declare(CompanyNumber(
    "opportunities.bin_days", _("an opportunity lies in the recycle bin for"), 30, low=1, high=3650, unit=pgettext_lazy("unit", "days"), group=_("Recycle bin"),
))

"""The numbers of knowledge."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.numbers import CompanyNumber, declare

BIN_DAYS = declare(CompanyNumber(
    "knowledge.bin_days", _("an article lies in the recycle bin for"), 30, low=1, high=3650, unit=pgettext_lazy("unit", "days"), group=_("Recycle bin"),
))
UNREAD_DAYS = declare(CompanyNumber(
    "knowledge.unread_days", _("an article counts as unread after"), 90, low=1, high=3650, unit=pgettext_lazy("unit", "days"), group=_("Knowledge"), flow="F41",
))

"""The numbers of merging."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.numbers import CompanyNumber, declare

UNDO_DAYS = declare(CompanyNumber(
    "merges.undo_days", _("a merge can be undone for"), 30, low=1, high=365, unit=pgettext_lazy("unit", "days"), group=_("Customers"),
))

"""The numbers of customer data."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

SUBMISSION_DAY = declare(CompanyNumber(
    "customer_data.day", _("day of the month by which customer data are handed in"), 25, low=1, high=28, group=_("Customers"), flow="F92",
))

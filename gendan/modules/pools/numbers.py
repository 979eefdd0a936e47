"""The numbers of the public pools."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

HOUR = declare(CompanyNumber("pools.hour", _("hour at which customers go back to the pools"), 2, low=0, high=23, group=_("Customers")))

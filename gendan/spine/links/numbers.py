"""The numbers of public links."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

PER_MINUTE = declare(CompanyNumber(
    "links.per_minute", _("requests of public pages from one address in a minute"), 60, low=5, high=10_000, group=_("Public pages"),
))

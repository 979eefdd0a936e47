"""How often somebody may try to come in."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

GROUP = _("Logging in")
TRIES = declare(CompanyNumber(
    "doors.tries", _("failed attempts from one address with one name until it has to wait"), 5, low=2, high=100, group=GROUP,
))
TRIES_OF_NAME = declare(CompanyNumber(
    "doors.tries_of_name", _("failed attempts with one name from anywhere until it has to wait"), 30, low=3, high=1000, group=GROUP,
))
TRIES_OF_ADDRESS = declare(CompanyNumber(
    "doors.tries_of_address", _("failed attempts from one address until it has to wait"), 60, low=5, high=10_000, group=GROUP,
))
WAIT = declare(CompanyNumber("doors.wait", _("failed attempts count for"), 15, low=1, high=1440, unit=_("minutes"), group=GROUP))

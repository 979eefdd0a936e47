"""When backups are made, and how long they are kept."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.numbers import CompanyNumber, declare

GROUP = pgettext_lazy("place", "Backups")
AT = declare(CompanyNumber("backups.at", _("a backup is made every day at"), "02:30", group=GROUP))
DAYS = declare(CompanyNumber("backups.days", _("of so many days a backup is kept"), 7, low=1, high=366, group=GROUP))
WEEKS = declare(CompanyNumber("backups.weeks", _("of so many weeks a backup is kept"), 5, low=0, high=520, group=GROUP))
MONTHS = declare(CompanyNumber("backups.months", _("of so many months a backup is kept"), 12, low=0, high=240, group=GROUP))
TOO_OLD = declare(CompanyNumber(
    "backups.hours", _("the newest good backup may be so old"), 36, low=1, high=2000, unit=_("hours"), group=GROUP,
))

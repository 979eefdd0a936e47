"""The numbers of mailboxes."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

LARGEST = declare(CompanyNumber(
    "mails.largest_megabytes", _("a mail is fetched whole up to"), 30, low=1, high=200, unit="MB", group=_("Files and mails"),
))

"""The numbers of files."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

LARGEST = declare(CompanyNumber(
    "timeline.attachment_megabytes", _("a file may be as large as"), 20, low=1, high=500, unit="MB", group=_("Files and mails"),
))

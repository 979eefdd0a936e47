"""The ladder of data scopes (PM-23, C59)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.IntegerChoices):
    """How far a role sees; each step contains all narrower ones (decision A33)."""

    NONE = 0, _("none")
    RESPONSIBLE_EMPLOYEE = 1, _("own")
    RELATED_EMPLOYEE = 2, _("own and related")
    RESPONSIBLE_DEPARTMENT = 3, _("responsible department")
    RELATED_DEPARTMENT = 4, _("related department")
    ALL = 5, _("all")

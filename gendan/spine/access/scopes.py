"""The ladder of data scopes (PM-23, C59)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Scope(models.IntegerChoices):
    """How far a role sees; each step contains all narrower ones (decision A33)."""

    NONE = 0, pgettext_lazy("scope", "none")
    RESPONSIBLE_EMPLOYEE = 1, pgettext_lazy("scope", "own")
    RELATED_EMPLOYEE = 2, pgettext_lazy("scope", "own and related")
    RESPONSIBLE_DEPARTMENT = 3, pgettext_lazy("scope", "responsible department")
    RELATED_DEPARTMENT = 4, pgettext_lazy("scope", "related department")
    ALL = 5, pgettext_lazy("scope", "all")

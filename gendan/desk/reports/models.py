"""How people lay out their figures, and which reports come to them by themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.models import Employee, Role


class Dashboard(models.Model):
    """The tiles of one person, or what everybody with a role sees until he lays out his own.

    `tiles` is a list of {"report", "period", "wide"}, in the order in which they are drawn.
    """

    employee = models.OneToOneField(Employee, models.CASCADE, null=True, related_name="+")
    role = models.OneToOneField(Role, models.CASCADE, null=True, related_name="+")
    tiles = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(employee__isnull=False, role__isnull=True) | Q(employee__isnull=True, role__isnull=False),
                name="reports_dashboard_of_one",
            )
        ]


class Subscription(models.Model):
    """A report that is sent to a person at the start of a working day."""

    class Every(models.TextChoices):
        DAY = "day", _("every working day")
        WEEK = "week", _("the first working day of the week")
        MONTH = "month", _("the first working day of the month")

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+", db_index=False)
    report = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    every = models.CharField(pgettext_lazy("report", "how often"), max_length=5, choices=Every)
    next_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["employee", "report"], name="reports_subscribed_once")]
        indexes: ClassVar = [models.Index(fields=["next_at"], name="reports_next")]

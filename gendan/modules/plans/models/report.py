"""What salespeople report of their visits, and the meetings in which the situation of sales is talked over (F50, F26)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.plans.models.visit import Visit
from gendan.spine.access.models import Scoped
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed


class ReportKind(models.TextChoices):
    """The three kinds of the information system (F50)."""

    DAILY = "daily", _("daily report")
    URGENT = "urgent", _("urgent report")
    PERIODIC = "periodic", _("periodic report")


class VisitReport(Scoped, Followed):
    """A report of one person over some days. Its lines are the contacts in person of those days: nothing is written twice.

    An urgent report is about one `visit`, and its day is the day of that visit.
    """

    kind = models.CharField(_("kind of report"), max_length=8, choices=ReportKind, default=ReportKind.DAILY)
    day = models.DateField(pgettext_lazy("visits", "from"))
    until = models.DateField(pgettext_lazy("visits", "until"))
    visit = models.OneToOneField(Visit, models.CASCADE, null=True, blank=True, related_name="urgent_report")
    text = models.TextField(_("summary"), blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("visit report")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "day"], condition=Q(kind="daily"), name="plans_one_daily_report"),
            models.CheckConstraint(condition=Q(until__gte=F("day")), name="plans_report_ends_after"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="plans_report_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="plans_report_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="plans_report_all_next"),
        ]

    def __str__(self) -> str:
        name = self.owner.name if self.owner else "—"
        days = f"{self.day:%m-%d}" if self.day == self.until else f"{self.day:%m-%d} – {self.until:%m-%d}"
        return f"{self.get_kind_display()} {name} {days}"


class Meeting(Scoped):
    """A meeting on the situation of sales. `related_ids` are those who took part; what was decided are to-dos of it."""

    class Kind(models.TextChoices):
        MORNING = "morning", _("before work")
        EVENING = "evening", _("after work")
        WEEKLY = "weekly", pgettext_lazy("meeting", "weekly")

    kind = models.CharField(_("kind of meeting"), max_length=8, choices=Kind, default=Kind.MORNING)
    held_at = models.DateTimeField(_("held at"))
    notes = models.TextField(_("what was talked about"), blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("sales situation meeting")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["-held_at", "-id"], name="plans_meeting_at"),
            models.Index(fields=["department", "-held_at", "-id"], name="plans_meeting_dept"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_at:%m-%d}"

"""How far the goods are: planned against actual days (F14)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.mails.models import Mail
from gendan.modules.orders.models.orders import Order
from gendan.modules.orders.words import Stage, Told
from gendan.spine.messages.models import Message
from gendan.spine.org.models import Employee


class Progress(models.Model):
    """One stage of an order, or of one of its lines; `line_key` 0 stands for the order as a whole.

    `first_planned_on` is never moved. `warned_at` is when somebody was told that it is late.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="progress")
    line_key = models.PositiveIntegerField(default=0)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage)
    position = models.PositiveSmallIntegerField()
    planned_on = models.DateField(_("planned for"))
    first_planned_on = models.DateField()
    actual_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    warned_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["line_key", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "line_key", "stage"], name="orders_progress_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["planned_on"], condition=Q(actual_on=None, warned_at=None), name="orders_progress_late"),
        ]


class PromiseMove(models.Model):
    """The promised day moved: from when to when, why, and whether and how the customer was told."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="promise_moves")
    old = models.DateField()
    new = models.DateField()
    reason = models.CharField(max_length=200)
    by_customer = models.BooleanField(default=False)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_how = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["-moved_at", "-id"]


class Telling(models.Model):
    """What the customer was told of a moved day, when and by which way; what was sent says itself how far it came."""

    move = models.ForeignKey(PromiseMove, models.CASCADE, related_name="tellings")
    way = models.CharField(_("way"), max_length=8, choices=Told)
    told = models.CharField(_("whom"), max_length=120, blank=True)
    text = models.TextField(_("what was said"), blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="+")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "id"]

    @property
    def sent(self) -> Any:
        """What went out; None for what a person said."""
        return self.mail or self.message

    @property
    def state(self) -> str:
        """How far it has come; "" for what a person said."""
        return self.sent.state if self.sent else ""

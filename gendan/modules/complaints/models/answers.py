"""Replies in versions, and the joint meetings about a complaint (F35, F56.3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.models.complaint import Complaint
from gendan.modules.complaints.words import Channel, Fault
from gendan.spine.org.models import Employee


class Reply(models.Model):
    """What the complainant is answered; what was sent is never changed, a new version is written."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="replies")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("reply"))
    language = models.CharField(_("language"), max_length=8, default="zh")
    checks = models.JSONField(default=dict, blank=True)
    drafted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    sent_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    channel = models.CharField(_("sent by"), max_length=8, choices=Channel, blank=True)
    recipient = models.CharField(_("to"), max_length=120, blank=True)

    main_field: ClassVar[str] = "complaint"

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "version"], name="complaints_reply_once"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(approved_at__isnull=False), name="complaints_sent_approved"),
        ]


class Meeting(models.Model):
    """A joint meeting of production and inspection about a complaint, the same afternoon (F35.4, F56.3)."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="meetings")
    at = models.DateTimeField(_("at"))
    called_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    participants = models.ManyToManyField(Employee, related_name="+", verbose_name=_("participants"))
    minutes = models.TextField(_("minutes"), blank=True)
    fault = models.CharField(_("whose fault"), max_length=10, choices=Fault, blank=True)
    verdict = models.CharField(_("what the problem is"), max_length=300, blank=True)
    written_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    main_field: ClassVar[str] = "complaint"

    class Meta:
        ordering: ClassVar = ["at", "id"]

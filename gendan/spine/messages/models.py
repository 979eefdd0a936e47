"""The outbox: each row is one message to one person by one channel."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.models import Employee
from gendan.spine.vault import SealedText


class Channel(models.TextChoices):
    """The ways to reach an employee; short messages reach customers too."""

    IN_APP = "in_app", _("in gendan")
    EMAIL = "email", _("e-mail")
    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    FEISHU = "feishu", _("Feishu")
    SMS = "sms", _("SMS")


class Message(models.Model):
    """Written in the transaction of its cause, delivered afterwards, never twice (`once` is unique).

    It goes to an employee, or to the `address` of somebody outside.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("message", "waiting")
        SENT = "sent", pgettext_lazy("message", "sent")
        FAILED = "failed", pgettext_lazy("message", "failed")

    recipient = models.ForeignKey(Employee, models.CASCADE, null=True, related_name="inbox")
    address = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    topic = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    once = models.CharField(max_length=160, null=True, unique=True)  # noqa: DJ001 null = may repeat
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["recipient", "-created_at", "-id"], condition=Q(channel="in_app"), name="outbox_inbox"
            ),
            models.Index(fields=["recipient"], condition=Q(channel="in_app", read_at=None), name="outbox_unread"),
            models.Index(fields=["not_before", "id"], condition=Q(state="waiting"), name="outbox_waiting"),
            models.Index(fields=["address", "created_at"], condition=~Q(address=""), name="outbox_outside"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(recipient=None) ^ Q(address=""), name="outbox_somebody")
        ]


class Preference(models.Model):
    """What one person wants on one topic ("" = all topics): which channels."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="message_preferences")
    topic = models.CharField(max_length=60, blank=True)
    channels = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["employee", "topic"], name="outbox_preference_once")]


class QuietHours(models.Model):
    """Between these times only in-app messages are delivered; with `digest_at` the rest comes as one a day."""

    employee = models.OneToOneField(Employee, models.CASCADE, related_name="quiet_hours")
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    digest_at = models.TimeField(null=True, blank=True)


class Robot(models.Model):
    """A chat robot's webhook, for one department or the whole company."""

    channel = models.CharField(max_length=10, choices=Channel)
    name = models.CharField(_("name"), max_length=80)
    webhook = SealedText(_("webhook"))  # whoever knows it may write to the group
    secret = SealedText(_("secret"), blank=True)
    department = models.ForeignKey(
        "org.Department", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    is_active = models.BooleanField(default=True)

"""Activities, promises, and material on its way."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer, FollowKind
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Way(models.TextChoices):
    """How customer and company met (2.2 activity kinds)."""

    CALL = "call", _("call")
    CHAT = "chat", _("chat")
    VISIT = "visit", _("visit")
    MAIL = "mail", pgettext_lazy("way", "e-mail")
    SMS = "sms", _("SMS")
    MEETING = "meeting", _("meeting")
    LETTER = "letter", _("letter")
    GIFT = "gift", _("gift")
    DEMONSTRATION = "demonstration", _("demonstration")


class Channel(models.TextChoices):
    """The channel in detail; fax, QQ and MSN are legacy (U22)."""

    PHONE = "phone", _("telephone")
    WECHAT = "wechat", _("WeChat")
    QQ = "qq", _("QQ (legacy)")
    EMAIL = "email", pgettext_lazy("way", "e-mail")
    SMS = "sms", _("SMS")
    FAX = "fax", _("fax (legacy)")
    FACE = "face", _("face to face")
    LETTER = "letter", _("letter")


class Result(models.TextChoices):
    """What came of it: how the call ended (F03), or how the matter moved."""

    PROGRESS = "progress", _("progress")
    SAMPLE = "sample", _("wants a sample")
    PRICE = "price", _("talks price")
    NO_PROGRESS = "no_progress", _("no progress")
    NOT_IN = "not_in", _("not in")
    OUT = "out", _("out")
    IN_MEETING = "in_meeting", _("in a meeting")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    NO_ANSWER = "no_answer", _("no answer")


NOT_REACHED = (Result.NOT_IN, Result.OUT, Result.IN_MEETING, Result.WRONG_NUMBER, Result.NO_ANSWER)


class Attitude(models.TextChoices):
    """The customer's attitude during the contact (F02)."""

    WARM = "warm", _("interested")
    NEUTRAL = "neutral", _("neutral")
    COLD = "cold", _("cold")
    ANNOYED = "annoyed", _("annoyed")


class Activity(Scoped, UnderCustomer, OwnFields):
    """One contact with a customer: what happened and what comes next, written in one form (F03, F11.2, F39.6).

    `record_kind` and `record_id` name what it was about (an opportunity, later an order or a complaint).
    `attempt` counts the tries to reach the person, this one included. `seconds` is the length of the call.
    """

    scope_includes_below = True

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="activities", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name=_("contact")
    )
    record_kind = models.CharField(max_length=60, blank=True)
    record_id = models.BigIntegerField(null=True, blank=True)
    record_title = models.CharField(max_length=200, blank=True)
    way = models.CharField(_("way"), max_length=14, choices=Way, default=Way.CALL)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel, blank=True)
    follow_kind = models.CharField(_("kind of follow-up"), max_length=10, choices=FollowKind, blank=True)
    at = models.DateTimeField(_("when"))
    seconds = models.PositiveIntegerField(_("duration"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    asked_for = models.CharField(_("asked for"), max_length=60, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=60, blank=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    text = models.TextField(_("what happened"), blank=True)
    result = models.CharField(_("result"), max_length=14, choices=Result, blank=True)
    attitude = models.CharField(_("attitude"), max_length=8, choices=Attitude, blank=True)
    effect = models.CharField(_("effect on the customer"), max_length=200, blank=True)
    checked = ArrayField(
        models.CharField(max_length=200), verbose_name=_("points ticked"), default=list, blank=True, editable=False
    )
    no_next_reason = models.CharField(_("why there is no next step"), max_length=200, blank=True)
    next_todo_id = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)
    once = models.UUIDField(null=True, unique=True, editable=False)

    scope_includes_below = True  # actions include lower departments (PM-31, A12)

    class Meta(Scoped.Meta):
        verbose_name = _("activity")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["customer", "-at", "-id"], name="followups_of_customer"),
            models.Index(fields=["owner", "-at", "-id"], name="followups_own"),
            models.Index(fields=["department", "-at", "-id"], name="followups_dept"),
            models.Index(fields=["main_owner", "-at", "-id"], name="followups_main_owner"),
            models.Index(fields=["main_department", "-at", "-id"], name="followups_main_dept"),
            models.Index(fields=["-at", "-id"], name="followups_all"),
            models.Index(fields=["record_kind", "record_id", "-at"], name="followups_record"),
        ]

    def __str__(self) -> str:
        return self.text[:80] or self.get_way_display()

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer_id, str(self.customer))


class Tick(models.Model):
    """A point of a check-list or a guide that somebody ticked, at a stage of a record or with a follow-up (report 48)."""

    main_field: ClassVar[str] = "customer"

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+", verbose_name=_("customer"))
    moment = models.CharField(_("stage"), max_length=120, blank=True)
    point = models.CharField(_("point"), max_length=200)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticked point")
        indexes: ClassVar = [models.Index(fields=["-at"], name="followups_ticks_at")]

    def __str__(self) -> str:
        return self.point


class Promise(Scoped, UnderCustomer, Followed):
    """An answer promised to a customer for a date (F02.6, F22, F32)."""

    scope_includes_below = True

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="promises", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="promises")
    question = models.CharField(_("open question"), max_length=300)
    due_at = models.DateTimeField(_("answer promised for"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    kept = models.BooleanField(_("kept"), null=True, blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("promise")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "due_at", "id"], name="followups_promise_own"),
            models.Index(fields=["department", "due_at", "id"], name="followups_promise_dept"),
            models.Index(fields=["due_at", "id"], name="followups_promise_all"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer_id, str(self.customer))


class Material(models.Model):
    """Product material sent to a customer; on its arrival a call is due at once (F02.4)."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="materials", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    what = models.CharField(_("what was sent"), max_length=200)
    technical = models.BooleanField(_("technical documents"), default=False)
    carrier = models.CharField(_("carrier and number"), max_length=120, blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    arrives_at = models.DateTimeField(_("expected to arrive"))
    sent_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    todo_id = models.BigIntegerField(null=True, editable=False)

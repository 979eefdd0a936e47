"""Letters of the year, their readers, and what was sent to whom (F48, F01)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.almanac import FESTIVALS, YearlyDay, in_year
from gendan.modules.care.words import FESTIVAL_WORDS, About
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.mails.models import Mail, Mailbox
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.messages.models import Message
from gendan.spine.org.models import Employee


class Letter(models.Model):
    """One of the twelve letters of a year: it greets and sells nothing; sent on a festival or a fixed day (F48)."""

    month = models.PositiveSmallIntegerField(_("month"), unique=True)
    festival = models.CharField(_("festival"), max_length=12, blank=True, choices=list(FESTIVAL_WORDS.items()))
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    short = models.CharField(_("as a short message"), max_length=70)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["month"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(month__range=(1, 12), day__range=(1, 28)), name="care_letter_day")]

    def __str__(self) -> str:
        return self.subject

    def sent_on(self, year: int) -> date:
        """Its day in a year."""
        return in_year(FESTIVALS.get(self.festival) or YearlyDay(self.month, self.day), year)


class Sender(models.Model):
    """From which mailbox the letters of the year go out; one row, without it they go by short message only."""

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mailbox"))
    is_on = models.BooleanField(_("letters are sent"), default=True)


class Reader(models.Model):
    """A person who gets the letters of the year, until stopped."""

    main_field: ClassVar[str] = "contact"
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="letter_reader")
    since = models.DateTimeField(_("reader since"))
    added_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reader of the letters")


class Issue(models.Model):
    """One sending: a letter of a year to its readers, or news to all old customers (F01)."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("issue", "planned")
        SENDING = "sending", pgettext_lazy("issue", "being sent")
        DONE = "done", pgettext_lazy("issue", "sent")
        CANCELLED = "cancelled", pgettext_lazy("issue", "cancelled")

    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="issues", verbose_name=_("letter"))
    year = models.PositiveSmallIntegerField(null=True)
    about = models.CharField(_("about"), max_length=10, choices=About, default=About.GREETING)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    short = models.CharField(_("as a short message"), max_length=200, blank=True)
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mailbox"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    created_at = models.DateTimeField(_("written at"))
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    started_at = models.DateTimeField(_("begun"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("sending")
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["letter", "year"], name="care_letter_once_a_year")]
        indexes: ClassVar = [models.Index(fields=["-created_at", "-id"], name="care_issues_new")]

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """What became of one person of a sending; a customer without anybody to write to has a row without a person."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("message", "waiting")
        SENT = "sent", pgettext_lazy("message", "sent")
        LEFT_OUT = "left_out", pgettext_lazy("delivery", "left out")

    main_field: ClassVar[str] = "customer"
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="deliveries")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="letter_deliveries")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    channel = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="+")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "contact"], name="care_delivered_once")]
        indexes: ClassVar = [models.Index(fields=["issue", "id"], condition=Q(state="waiting"), name="care_to_deliver")]

"""What complainants were promised, which mailboxes take complaints, and the summaries that are published."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.models.complaint import Complaint
from gendan.modules.mails.models import Mailbox
from gendan.spine.access.models import Scoped
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed


class Promise(models.Model):
    """A complainant was told when he hears next; `kept_at` is when he did, `how` by which way. Never moved, only kept or broken."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="promises")
    at = models.DateTimeField(_("hears next"))
    made_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=200, blank=True)
    todo_id = models.BigIntegerField(null=True)

    main_field: ClassVar[str] = "complaint"

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint"], condition=Q(kept_at=None), name="complaints_one_open_promise")
        ]


class MailRule(models.Model):
    """Mails to this mailbox that become complaints by themselves: all of them, or those with one of these words in the subject."""

    mailbox = models.OneToOneField(Mailbox, models.CASCADE, related_name="+", verbose_name=_("mailbox"))
    words = models.CharField(_("words in the subject"), max_length=200, blank=True,
                             help_text=_("Separated by commas; without words every mail becomes a complaint."))
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("mail rule")

    def __str__(self) -> str:
        return str(self.mailbox)


class Digest(Scoped, Followed):
    """The complaints of a month summed up (F76.4, by the 5th), or those of a longer time for the management review (F59).

    `figures` are those of the day on which it was handed in; a published summary never changes.
    """

    class Span(models.TextChoices):
        MONTH = "month", _("monthly summary")
        REVIEW = "review", _("for the management review")

    number = models.CharField(_("number"), max_length=30, unique=True)
    span = models.CharField(_("kind"), max_length=6, choices=Span, default=Span.MONTH)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    due_on = models.DateField(_("due on"))
    text = models.TextField(_("assessment"), blank=True)
    measures = models.TextField(_("measures"), blank=True)
    figures = models.JSONField(default=dict, editable=False)
    cost_cny = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, editable=False)
    approver = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("approver"))
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("summary of complaints")
        constraints: ClassVar = [models.UniqueConstraint(fields=["span", "since", "until"], name="complaints_digest_once")]
        indexes: ClassVar = [*Scoped.Meta.indexes, models.Index(fields=["-since", "-id"], name="complaints_digest_new")]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m}" if self.span == self.Span.MONTH else f"{self.since:%Y-%m} – {self.until:%Y-%m}"

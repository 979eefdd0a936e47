"""Mailboxes, threads with their mails, drafts, templates, and what is noted when mail bounces or stays unanswered."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import Activity
from gendan.modules.mails.words import Cause, Topic
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.access.ways import Closed
from gendan.spine.org.models import Employee
from gendan.spine.records import Main


class Security(models.TextChoices):
    """How the connection to a mail server is kept secret."""

    TLS = "tls", _("TLS from the start")
    STARTTLS = "starttls", "STARTTLS"
    NONE = "none", _("none (inside the company only)")


class Mailbox(models.Model):
    """An address that is read by IMAP and written from by SMTP: one person's, or shared by several.

    `secret` is the sealed password. Mails before `connected_at` are read in, but ask nobody to do anything.
    `told_at` says that the owner knows of the failure.
    """

    name = models.CharField(pgettext_lazy("mailbox", "name"), max_length=60)
    address = models.EmailField(_("e-mail address"), unique=True)
    sender_name = models.CharField(_("sender's name"), max_length=60, blank=True)
    owner = models.ForeignKey(Employee, models.PROTECT, related_name="mailboxes", verbose_name=_("responsible"))
    shared = models.BooleanField(_("shared"), default=False)
    members = models.ManyToManyField(Employee, related_name="shared_mailboxes", blank=True, verbose_name=_("members"))
    imap_host = models.CharField(_("IMAP server"), max_length=200)
    imap_port = models.PositiveIntegerField(_("IMAP port"), default=993)
    imap_security = models.CharField(_("IMAP security"), max_length=8, choices=Security, default=Security.TLS)
    smtp_host = models.CharField(_("SMTP server"), max_length=200)
    smtp_port = models.PositiveIntegerField(_("SMTP port"), default=465)
    smtp_security = models.CharField(_("SMTP security"), max_length=8, choices=Security, default=Security.TLS)
    username = models.CharField(_("login"), max_length=200)
    secret = models.TextField(blank=True)
    signature = models.TextField(_("signature"), blank=True)
    since = models.DateField(_("read mails since"))
    is_active = models.BooleanField(_("in use"), default=True)
    connected_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    next_fetch_at = models.DateTimeField(db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["shared", "name", "id"]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


class Folder(models.Model):
    """A folder of a mailbox and how far it has been read; a new `uid_validity` begins anew."""

    class Role(models.TextChoices):
        INBOX = "inbox", _("received")
        SENT = "sent", pgettext_lazy("folder", "sent")

    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="folders")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=5, choices=Role)
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["mailbox", "name"], name="mails_folder_once")]


class Thread(Scoped, UnderCustomer):
    """A conversation by mail. With a customer its people see it; without one, or marked private, only whose mailbox it is.

    `owner` is the mailbox's, `related_ids` those who share it or took part in it. `counterpart` is the other side.
    While `waiting_since` is set, an answer is awaited, and `waiting_todo_id` is the step that waits for it;
    `answer_todo_id` is the step that answers them.
    """

    customer = models.ForeignKey(
        Customer, models.SET_NULL, null=True, blank=True, related_name="threads", verbose_name=_("customer")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    record_kind = models.CharField(max_length=60, blank=True)
    record_id = models.BigIntegerField(null=True, blank=True)
    record_title = models.CharField(max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    counterpart = models.CharField(_("address"), max_length=254, blank=True)
    counterpart_name = models.CharField(_("correspondent"), max_length=120, blank=True)
    private = models.BooleanField(pgettext_lazy("mail", "private"), default=False)
    unread = models.BooleanField(_("unread"), default=False)
    automatic = models.BooleanField(_("automatic"), default=False)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField(_("last mail"))
    last_incoming = models.BooleanField(default=False)
    count = models.PositiveIntegerField(_("mails"), default=0)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    waiting_todo_id = models.BigIntegerField(null=True)
    answer_todo_id = models.BigIntegerField(null=True)

    closed: ClassVar = Closed(
        Q(private=True) | Q(customer=None), lambda thread: thread.private or thread.customer_id is None
    )

    class Meta(Scoped.Meta):
        verbose_name = verbose_name_plural = _("e-mails")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "-last_at", "-id"], name="mails_own"),
            models.Index(fields=["department", "-last_at", "-id"], name="mails_dept"),
            models.Index(fields=["main_owner", "-last_at", "-id"], name="mails_main_owner"),
            models.Index(fields=["main_department", "-last_at", "-id"], name="mails_main_dept"),
            models.Index(fields=["customer", "-last_at", "-id"], name="mails_of_customer"),
            models.Index(fields=["-last_at", "-id"], name="mails_all"),
            models.Index(fields=["counterpart"], condition=Q(customer=None), name="mails_unmatched"),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))

    @property
    def main_object(self) -> Main | None:
        """The customer, once it is known."""
        return Main("customers.customer", self.customer_id, str(self.customer)) if self.customer_id else None


class Mail(models.Model):
    """One mail. `fingerprint` tells the same mail in two mailboxes; `inline` leads the content
    ids in its HTML to attachments.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        WAITING = "waiting", pgettext_lazy("message", "waiting")
        SENT = "sent", pgettext_lazy("message", "sent")
        FAILED = "failed", pgettext_lazy("message", "failed")
        BOUNCED = "bounced", _("bounced")

    main_field: ClassVar[str] = "thread"
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="mails")
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="mails")
    incoming = models.BooleanField()
    state = models.CharField(max_length=8, choices=State)
    message_id = models.CharField(max_length=255, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    references = ArrayField(models.CharField(max_length=255), default=list)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    at = models.DateTimeField()
    size = models.BigIntegerField(default=0)
    automatic = models.BooleanField(default=False)
    left_out = models.JSONField(default=list)
    inline = models.JSONField(default=dict)
    notes = models.TextField(_("key points"), blank=True)
    sent_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="mails")
    checks = models.JSONField(default=list)
    not_before = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    once = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="mails_message_id"),
            models.Index(fields=["fingerprint"], condition=~Q(fingerprint=""), name="mails_fingerprint"),
            models.Index(fields=["not_before", "id"], condition=Q(state="waiting"), name="mails_waiting"),
            models.Index(fields=["thread", "at", "id"], name="mails_of_thread"),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))

    @property
    def main_object(self) -> Main | None:
        """The customer of the thread."""
        return self.thread.main_object

    @property
    def owner(self) -> Employee | None:
        """Whose mailbox it came to."""
        return self.thread.owner

    @property
    def owner_id(self) -> int | None:
        """The same by id; a mail is seen wherever its thread is."""
        return self.thread.owner_id

    @property
    def headed_to(self) -> list[tuple[str, str]]:
        """Everybody it went to: (name, address)."""
        return [(name, address) for name, address in [*self.to, *self.cc]]


class Copy(models.Model):
    """Where a mail lies on a server; what was once taken from there is never taken again."""

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="copies")
    folder = models.ForeignKey(Folder, models.CASCADE, related_name="+")
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder", "uid_validity", "uid"], name="mails_copy_once")
        ]


class Draft(models.Model):
    """A mail being written; seen by its author and by the colleague who was asked for an opinion (F05.1)."""

    closed: ClassVar = Closed(Q(pk__gt=0), lambda draft: True)
    scope_includes_below: ClassVar[bool] = False
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    owner = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    related_ids = ArrayField(models.BigIntegerField(), default=list)
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, null=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="drafts")
    answers = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="+")
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    record_kind = models.CharField(max_length=60, blank=True)
    record_id = models.BigIntegerField(null=True)
    to = models.TextField(blank=True)
    cc = models.TextField(blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    ticks = ArrayField(models.CharField(max_length=20), default=list)
    next_title = models.CharField(max_length=200, blank=True)
    next_due_at = models.DateTimeField(null=True)
    no_next_reason = models.CharField(max_length=200, blank=True)
    shown = models.PositiveSmallIntegerField(default=0)
    colleague = models.ForeignKey(Employee, models.SET_NULL, null=True, related_name="+")
    opinion = models.TextField(blank=True)
    opinion_at = models.DateTimeField(null=True)
    opinion_todo_id = models.BigIntegerField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("e-mail drafts")
        indexes: ClassVar = [models.Index(fields=["owner", "-updated_at"], name="mails_drafts")]

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))


class Template(models.Model):
    """Words to begin a mail with, of the company (no owner) or of one person; `topic` is one of F06's."""

    owner = models.ForeignKey(Employee, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("template", "name"), max_length=80)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    topic = models.CharField(_("topic"), max_length=14, choices=Topic, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class Reading(models.Model):
    """How often somebody has had a mail before the eyes (F05.1)."""

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="readings")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    times = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["mail", "employee"], name="mails_reading_once")]


class Diagnosis(models.Model):
    """Why a mail stayed unanswered, as somebody judged it, and what was done next (F06.14 … F06.17)."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="diagnoses")
    cause = models.CharField(_("cause"), max_length=14, choices=Cause)
    topic = models.CharField(_("topic"), max_length=14, choices=Topic, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]


class Bounce(models.Model):
    """An address that did not take a mail; a permanent one is warned of before the next."""

    address = models.CharField(max_length=254, db_index=True)
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="bounces")
    mail = models.ForeignKey(Mail, models.CASCADE, null=True, related_name="bounces")
    permanent = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]


class Approach(models.Model):
    """One time that a person was written to unasked, by any channel; what the limit of a month counts."""

    main_field: ClassVar[str] = "contact"
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="approaches")
    channel = models.CharField(max_length=8)
    topic = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "-at"], name="mails_approaches")]


class ShortMessage(models.Model):
    """A short message that came in, each once; from somebody known it stands on the story of the customer too."""

    main_field: ClassVar[str] = "contact"
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    once = models.CharField(max_length=64, unique=True)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="short_messages")
    number = models.CharField(max_length=20)
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    opted_out = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "-at"], name="mails_short_messages")]

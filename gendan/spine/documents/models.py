"""Numbering rules and their counters (Appendix C); the letterhead, Word templates, and the papers that were made."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee


class NumberRule(models.Model):
    """How the papers of one kind are numbered, as "SJ{yy}{mm}-{seq:03}"; the counter starts anew each period."""

    class Period(models.TextChoices):
        NEVER = "never", _("never")
        YEAR = "year", _("every year")
        MONTH = "month", _("every month")
        DAY = "day", _("every day")

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    pattern = models.CharField(_("pattern"), max_length=120)
    period = models.CharField(_("starts anew"), max_length=10, choices=Period, default=Period.MONTH)


class NumberCounter(models.Model):
    """The last number given out in one period; "=TEXT" is the period of a pattern that counts nothing itself."""

    rule = models.ForeignKey(NumberRule, models.CASCADE, related_name="counters")
    period = models.CharField(max_length=201)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["rule", "period"], name="documents_counter_once")]


class Letterhead(models.Model):
    """Who the company is on its papers; one row, which each paper copies when it is made."""

    name = models.CharField(_("company name"), max_length=120, blank=True)
    name_en = models.CharField(_("company name in English"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.CharField(_("website"), max_length=120, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=40, blank=True)
    bank = models.CharField(_("bank"), max_length=120, blank=True)
    bank_en = models.CharField(_("bank in English"), max_length=120, blank=True)
    account = models.CharField(_("account"), max_length=60, blank=True)
    swift = models.CharField(_("SWIFT code"), max_length=20, blank=True)
    logo = models.FileField(_("logo"), max_length=200, blank=True)
    stamp = models.FileField(_("picture of the company seal"), max_length=200, blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")


class WordTemplate(models.Model):
    """The company's own Word template of a paper; the newest in use is taken, older ones stay."""

    paper = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploader = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "language", "version"], name="documents_template_version"),
            models.UniqueConstraint(fields=["paper", "language"], condition=models.Q(in_use=True), name="documents_template_in_use"),
        ]


class MadePaper(models.Model):
    """A paper as it was made: never overwritten; what changed is in the next version."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    paper = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=120, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    word = models.FileField(max_length=200, blank=True)
    word_sha256 = models.CharField(max_length=64, blank=True)
    template = models.ForeignKey(WordTemplate, models.PROTECT, null=True, related_name="made")
    source = models.CharField(max_length=64)
    maker = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id", "paper", "language", "version"], name="documents_paper_version")
        ]

    def __str__(self) -> str:
        return self.name

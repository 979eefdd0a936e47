"""The sample library: who may enter, kinds, samples with their master record, and pictures (F45)."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.spine.access.models import Scoped
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.timeline.models import Attachment


class EntryPermit(models.Model):
    """The record by which the system operator lets one employee enter samples (F45.1, PM-41)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="sample_permits", verbose_name=_("sample-entry clerk"))
    reason = models.CharField(_("reason"), max_length=200)
    until = models.DateField(_("valid until"), null=True, blank=True)
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["revoked_at", "-given_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employee"], condition=Q(revoked_at=None), name="samples_one_permit")
        ]

    def __str__(self) -> str:
        return self.employee.name


class SampleKind(models.Model):
    """A product kind of the library (F45.3)."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Sample(Scoped, Followed):
    """A sample in the library; `owner` is the clerk who entered it.

    The master record (F45.4) is specification, material, colour, size, unit and place, written by `master_by`.
    """

    number = models.CharField(_("sample number"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.ForeignKey(
        SampleKind, models.PROTECT, null=True, blank=True, related_name="samples", verbose_name=_("product kind")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="samples", verbose_name=_("product")
    )
    specification = models.CharField(_("specification"), max_length=200, blank=True)
    material = models.CharField(_("material"), max_length=120, blank=True)
    colour = models.CharField(pgettext_lazy("sample", "colour"), max_length=60, blank=True)
    size = models.CharField(_("size"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    quantity = models.PositiveIntegerField(_("pieces in the library"), default=1)
    place = models.CharField(_("where it lies"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)
    master_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    master_at = models.DateTimeField(_("master record written"), null=True, editable=False)
    created_at = models.DateTimeField(pgettext_lazy("sample", "entered at"), editable=False)
    updated_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("sample")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["-created_at", "-id"], name="samples_new"),
            models.Index(fields=["next_due_at", "id"], name="samples_next"),
            models.Index(fields=["owner", "next_due_at", "id"], name="samples_own_next"),
            GinIndex(OpClass(Func(F("name"), function="gendan_doubled"), "gin_trgm_ops"), name="samples_name_dbl"),
        ]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """A picture of a sample (F45.2): a checked file that is served through its sample only, the first one first."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="pictures")
    file = models.OneToOneField(Attachment, models.CASCADE, related_name="+")
    caption = models.CharField(_("caption"), max_length=80, blank=True)
    position = models.PositiveIntegerField(default=0)

    main_field: ClassVar[str] = "sample"

    class Meta:
        ordering: ClassVar = ["position", "id"]

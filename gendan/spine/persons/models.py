"""How a company handles each group, who looked at what, and what is set aside until a duty has lapsed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee, people_trigger
from gendan.spine.persons.words import Basis, How


class Handling(models.Model):
    """What the company itself says of a group of personal fields; without a row the module's words hold."""

    group = models.CharField(max_length=20, unique=True)
    purpose = models.CharField(_("purpose"), max_length=300)
    basis = models.CharField(_("legal basis"), max_length=8, choices=Basis)
    sensitive = models.BooleanField(_("sensitive: masked, and every look is logged"), default=False)
    months = models.PositiveSmallIntegerField(_("kept after the last dealing, in months"))
    changed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [people_trigger()]


class Look(models.Model):
    """Somebody had something of a person shown or exported: who, when, what, and why; rows are only added."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    group = models.CharField(_("what"), max_length=20)
    how = models.CharField(_("how"), max_length=8, choices=How)
    why = models.CharField(_("why"), max_length=200)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "object_id", "-at", "-id"], name="persons_looks_of"),
            models.Index(fields=["-at", "-id"], name="persons_looks_newest"),
        ]


class SetAside(models.Model):
    """What had to stay of an erased person: sealed, out of use, thrown away after `until` (article 47)."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    holding = models.CharField(max_length=40)
    row_kind = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    duty = models.CharField(max_length=20)
    until = models.DateField(db_index=True)
    sealed = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["holding", "row_id"]
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"], name="persons_aside_of")]

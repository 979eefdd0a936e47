"""What a review writes down: requirements, differences with the customer, and what the warehouse has (F59, F64)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts.models.contract import Contract
from gendan.modules.contracts.words import Met, Nature, Party
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Attachment


class Requirement(models.Model):
    """Something that the goods must fulfil: stated, not stated but needed, or asked by law (F59.1, F59.2, F64.8)."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="requirements")
    nature = models.CharField(_("nature"), max_length=8, choices=Nature, default=Nature.STATED)
    text = models.CharField(_("requirement"), max_length=300)
    is_special = models.BooleanField(_("out of the ordinary"), default=False)
    met = models.CharField(_("can it be met"), max_length=3, choices=Met, default=Met.OPEN, blank=True)
    answer = models.CharField(_("how it is met"), max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class Difference(models.Model):
    """A point that both see differently; it is closed with the evidence of what was agreed (F59, F64.7)."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="differences")
    subject = models.CharField(_("point"), max_length=120)
    ours = models.CharField(_("our side"), max_length=500, blank=True)
    theirs = models.CharField(_("the customer's side"), max_length=500, blank=True)
    party = models.CharField(_("raised by"), max_length=12, choices=Party, blank=True)
    raised_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    resolution = models.CharField(_("agreed"), max_length=500, blank=True)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    file = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["raised_at", "id"]

    def __str__(self) -> str:
        return self.subject


class StockCheck(models.Model):
    """The warehouse's answer: are the goods there, enough and qualified (F59.7)."""

    contract = models.OneToOneField(Contract, models.CASCADE, related_name="stock_check")
    todo = models.OneToOneField(Todo, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    enough = models.BooleanField(_("enough in stock"), null=True)
    qualified = models.BooleanField(_("qualified"), null=True)
    note = models.CharField(_("what there is"), max_length=300, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

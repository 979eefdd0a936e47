"""Kinds of contract: who reviews them, who approves them, and whether a technical proposal comes first (F64.5)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts.words import Level, Party


class ContractKind(models.Model):
    """A row of the company's own settings. Sales always gives its opinion; `parties` are the others beside it."""

    name = models.CharField(_("kind of contract"), max_length=60, unique=True)
    parties = ArrayField(models.CharField(max_length=12, choices=Party), verbose_name=_("reviewed by"), default=list, blank=True)
    approval = models.CharField(_("approved by"), max_length=6, choices=Level, default=Level.NONE)
    with_proposal = models.BooleanField(_("a technical proposal comes first"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("kind of contract")
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(with_proposal=False) | ~Q(approval="none"), name="contracts_proposal_approved")
        ]

    def __str__(self) -> str:
        return self.name

"""Tokens for programs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee


class Token(models.Model):
    """A key for one employee's programs; only its hash is kept, its first characters tell tokens apart."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    read_only = models.BooleanField(_("may only read"), default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

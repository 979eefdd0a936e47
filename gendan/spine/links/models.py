"""Links for people outside, and how often an address knocks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee


class Link(models.Model):
    """A record opened to who has the token; of the token only the hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    issuer = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("open until"))
    revoked_at = models.DateTimeField(null=True)
    revoker = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    opened = models.PositiveIntegerField(_("opened"), default=0)
    first_opened_at = models.DateTimeField(null=True)
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "object_id", "purpose"], name="links_of_record")]


class Answer(models.Model):
    """A form of a public page that was sent; a second sending of the same form finds it."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="answers")
    token = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["link", "token"], name="links_answer_once")]


class Knock(models.Model):
    """How often one address asked for public pages in one minute; the address is kept as a keyed hash, for an hour."""

    address = models.CharField(max_length=64)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["address", "minute"], name="links_knock_once")]
        indexes: ClassVar = [models.Index(fields=["minute"], name="links_knock_minute")]

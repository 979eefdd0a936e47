"""What a person comes in with, what failed, and the visits that go on."""

from typing import ClassVar

from django.db import models

from gendan.spine.org.models import Employee


class Authenticator(models.Model):
    """The secret that the person's phone shares with us, sealed; it counts once the person has shown a code.

    `last_step` is the half minute of the last code that was taken: no code is taken twice.
    """

    employee = models.OneToOneField(Employee, models.CASCADE, related_name="+")
    secret = models.TextField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A code for the day the phone is lost; of it only the hash is kept, and it opens once."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["employee", "digest"], name="doors_recovery_once")]


class Visit(models.Model):
    """A session with whose it is, since when and from where; it lasts as long as the session."""

    session_key = models.CharField(max_length=40, unique=True)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    browser = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=64, blank=True)


class Failure(models.Model):
    """An attempt that failed, under the keyed hash of what was tried; kept for a day."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "at"], name="doors_failure_of"), models.Index(fields=["at"], name="doors_failure_at")]

"""What a person comes in with, what failed, and the visits that go on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee
from gendan.spine.vault import SealedText


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


class Passkey(models.Model):
    """A key that a device of the person keeps; of it we have the public half.

    `handle` is what all keys of a person are made under, so that a device keeps one of each person and site.
    """

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    credential = models.BinaryField(unique=True, max_length=1023)
    public_key = models.BinaryField()
    handle = models.BinaryField(max_length=64)
    sign_count = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Visit(models.Model):
    """A session with whose it is, since when and from where; it lasts as long as the session."""

    session_key = models.CharField(max_length=40, unique=True)
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    browser = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=64, blank=True)


class Device(models.Model):
    """A browser in which a person has logged in before: known by a cookie, of which only the keyed hash is kept."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["employee", "digest"], name="doors_device_once")]


class Failure(models.Model):
    """An attempt that failed, under the keyed hash of what was tried; kept for a day."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "at"], name="doors_failure_of"), models.Index(fields=["at"], name="doors_failure_at")]


class SignOn(models.Model):
    """The company's own provider of identities (OpenID Connect); there is one row at most.

    `claim` is what the provider says of a person, and `column` the column of the employee that it finds.
    """

    class Column(models.TextChoices):
        EMAIL = "email", _("e-mail")
        USERNAME = "username", _("login name")

    is_on = models.BooleanField(_("people log in through it"), default=False)
    label = models.CharField(_("what the button says"), max_length=40, blank=True)
    issuer = models.CharField(_("address of the provider (issuer)"), max_length=300)
    client_id = models.CharField(_("client id"), max_length=200)
    client_secret = SealedText(_("client secret"), blank=True)
    claim = models.CharField(_("claim that finds the employee"), max_length=80, default="email")
    column = models.CharField(_("by"), max_length=10, choices=Column, default=Column.EMAIL)
    is_only = models.BooleanField(_("the only way in, but for administrators"), default=False)
    is_strong = models.BooleanField(_("it asks for a second factor itself"), default=False)
    inside = models.BooleanField(_("it stands inside the company"), default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="doors_sign_on_one")]


class Identity(models.Model):
    """Who of ours somebody is at the provider: by the name that it gives to nobody else, from the first time on."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="doors_identity_once"),
            models.UniqueConstraint(fields=["issuer", "employee"], name="doors_identity_of_one"),
        ]

"""What the company has added to its records: the definitions, and the column in which the values stand."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.models import Employee, people_trigger

KEY = r"^[a-z](_?[a-z0-9])*$"
PREFIX = "own."


class Type(models.TextChoices):
    """What may stand in a field; it never changes, because what stands there was entered as this."""

    TEXT = "text", pgettext_lazy("field", "text")
    NUMBER = "number", pgettext_lazy("field", "number")
    MONEY = "money", pgettext_lazy("field", "amount of money")
    DATE = "date", pgettext_lazy("field", "date")
    CHOICE = "choice", pgettext_lazy("field", "choice")
    EMPLOYEE = "employee", pgettext_lazy("field", "employee")
    RECORD = "record", pgettext_lazy("field", "record")
    FILE = "file", pgettext_lazy("field", "file")


NUMERIC = frozenset({Type.NUMBER, Type.MONEY})
REFERRING = frozenset({Type.EMPLOYEE, Type.RECORD, Type.FILE})


class Index(models.TextChoices):
    """How far the indexes of a field have come."""

    NONE = "", _("not indexed")
    BUILDING = "building", _("being indexed")
    READY = "ready", _("indexed")
    FAILED = "failed", _("could not be indexed")


class OwnField(models.Model):
    """A field that the company added to a kind of record.

    `key` never changes: values stand under it. An archived field keeps its values and can come back. Without roles
    everybody who sees the record sees the field, and whoever may edit the record fills it in. `options` are
    {"key", "label", "closed"}; a closed one is no longer offered. `shown_field` names another field of the form, an
    own one as "own.key"; the field is asked for where that holds one of `shown_values`.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40, validators=[RegexValidator(KEY)])
    title = models.CharField(pgettext_lazy("field", "name"), max_length=60)
    help = models.CharField(pgettext_lazy("field", "explanation"), max_length=200, blank=True)
    type = models.CharField(pgettext_lazy("field", "type"), max_length=10, choices=Type)
    options = models.JSONField(default=list, blank=True)
    target = models.CharField(pgettext_lazy("field", "kind of record"), max_length=60, blank=True)
    required = models.BooleanField(_("must be filled in"), default=False)
    unique = models.BooleanField(_("no two records have the same"), default=False)
    indexed = models.BooleanField(_("filtered and sorted quickly"), default=False)
    section = models.CharField(pgettext_lazy("field", "heading"), max_length=60, blank=True)
    position = models.PositiveIntegerField(pgettext_lazy("field", "place"), default=0)
    on_form = models.BooleanField(_("on the form"), default=True)
    on_card = models.BooleanField(_("on the record's page"), default=True)
    on_list = models.BooleanField(_("in the list, without being chosen"), default=False)
    on_board = models.BooleanField(_("on the cards of the board"), default=False)
    view_roles = ArrayField(models.CharField(max_length=40), verbose_name=_("seen by"), default=list, blank=True)
    edit_roles = ArrayField(models.CharField(max_length=40), verbose_name=pgettext_lazy("field", "filled in by"), default=list, blank=True)
    shown_field = models.CharField(pgettext_lazy("field", "asked for where"), max_length=60, blank=True)
    shown_values = ArrayField(models.CharField(max_length=80), verbose_name=pgettext_lazy("field", "is one of"), default=list, blank=True)
    index_state = models.CharField(max_length=10, choices=Index, default=Index.NONE, blank=True, editable=False)
    index_note = models.CharField(max_length=300, blank=True, editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("field of the company's own")
        ordering: ClassVar = ["kind", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="fields_key_once"),
            models.UniqueConstraint(
                fields=["kind", "title"], condition=models.Q(archived_at=None), name="fields_title_once",
            ),
        ]
        triggers: ClassVar = [people_trigger()]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """Its name among the fields of a record: of inputs, columns, conditions, and in messages about it."""
        return PREFIX + self.key

    @property
    def column(self) -> str:
        """Its name in the address of a list, where a point parts the columns."""
        return self.name.replace(".", "-", 1)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The options that may be chosen."""
        return [(one["key"], one["label"]) for one in self.options if not one.get("closed")]

    @property
    def labels(self) -> dict[str, str]:
        """The words of all options, also of those that are no longer offered."""
        return {one["key"]: one["label"] for one in self.options}


class OwnFields(models.Model):
    """A record to which the company may add fields; nothing is stored where nothing was filled in.

    `own` maps the keys of fields to texts: numbers in plain decimals, dates as 2026-09-24, people, records and files
    by their ids. It is written by `fields.actions.put` and by imports only.
    """

    own = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

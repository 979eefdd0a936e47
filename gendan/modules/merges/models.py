"""Merges with all that is needed to part the customers again, groups of likely duplicates, and what is not the same."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Customer
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.org.models import Employee


class Merge(models.Model):
    """One customer went into another. `moved` holds, by model and column, the ids of the rows that went along;
    `changed` the survivor's fields as [before, after], those of the company's own as "own.key"; `given_up` what the other
    had in fields that no two records share, and the survivor took; `stage` where the other stood; `people` which of its
    contacts were the same person as one of the survivor's: `double` stays behind with the other, `kept` takes its place."""

    main_field: ClassVar[str] = "survivor"

    survivor = models.ForeignKey(Customer, models.PROTECT, related_name="merges", verbose_name=_("survivor"))
    loser = models.ForeignKey(Customer, models.PROTECT, related_name="+", verbose_name=_("merged customer"))
    reason = models.CharField(_("reason"), max_length=200)
    stage = models.CharField(max_length=60)
    moved = models.JSONField(default=list)
    changed = models.JSONField(default=dict)
    given_up = models.JSONField(default=dict)
    people = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    related_before = ArrayField(models.BigIntegerField(), default=list)
    owner_before = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    activity_before = models.DateTimeField(null=True)
    merged_at = models.DateTimeField(_("merged at"))
    merged_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("merged by"))
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    kept = models.JSONField(default=list)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        ordering: ClassVar = ["-merged_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loser"], condition=models.Q(undone_at=None), name="merges_once"),
        ]

    def __str__(self) -> str:
        return f"{self.loser} → {self.survivor}"


class Group(models.Model):
    """Customers that share a credit code, a telephone number or the core of their name; found anew each night."""

    ids = ArrayField(models.BigIntegerField(), unique=True)
    reasons = ArrayField(models.CharField(max_length=8))
    weight = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-weight", "id"]
        indexes: ClassVar = [models.Index(fields=["-weight", "id"], name="merges_group_order")]


class Dismissal(models.Model):
    """Somebody looked: these are not the same."""

    ids = ArrayField(models.BigIntegerField(), unique=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

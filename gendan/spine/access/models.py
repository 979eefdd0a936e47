"""Scopes by role, grants to single records, masked fields, and the base of every record that has an owner."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.access.scopes import Scope
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.org.models import Department, Employee, Role, people_trigger


class Rule(models.Model):
    """A role may do `action` to records of `kind` within `scope`; without a row the scope is none (PM-23)."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=60)
    action = models.CharField(max_length=40)
    scope = models.PositiveSmallIntegerField(choices=Scope)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["role", "kind", "action"], name="access_rule_once")]
        triggers: ClassVar = [people_trigger()]


class Grant(models.Model):
    """One record opened to one employee, until it expires; `can_edit` opens it for writing too."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="grants")
    can_edit = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id", "employee"], name="access_grant_once")
        ]
        indexes: ClassVar = [models.Index(fields=["employee", "kind"])]
        triggers: ClassVar = [people_trigger()]


class Mask(models.Model):
    """A field that people who hold only this role see as asterisks."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="masks")
    kind = models.CharField(max_length=60)
    field = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["role", "kind", "field"], name="access_mask_once")]
        triggers: ClassVar = [people_trigger()]


class RuleChange(models.Model):
    """Who widened or narrowed which right, when and why; rows are only added."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    action = models.CharField(max_length=40)
    before = models.PositiveSmallIntegerField(choices=Scope)
    after = models.PositiveSmallIntegerField(choices=Scope)
    changed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-changed_at", "-id"])]


class Participant(models.Model):
    """An employee who takes part in a record, with a business role or without one (PM-35, PM-36)."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "employee", "role"], name="access_participant_once", nulls_distinct=False
            )
        ]


class Scoped(models.Model):
    """A record with a responsible employee and department, and related ones (F40, PM-21 … PM-27).

    `related_ids` and `related_department_ids` are arrays, because one GIN look-up answers "am I one of them"
    in a fraction of a millisecond at a million rows; actions keep them free of people who left.
    """

    owner = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner"), db_index=False
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department"),
        db_index=False,
    )
    related_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    related_department_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)

    #: Activities and to-do-like kinds follow the rules of actions: wide scopes reach into lower departments (A12).
    scope_includes_below: ClassVar[bool] = False

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes: ClassVar = [
            GinIndex(fields=["related_ids"], name="%(class)s_related"),
            GinIndex(fields=["related_department_ids"], name="%(class)s_related_dept"),
        ]


class UnderCustomer(models.Model):
    """A record whose scope follows its main object: what the customer's people may see, copied onto the row.

    The three columns are kept equal to the customer's by the listener of "customers.people_changed";
    `doctor` proves it. `main_owner`, `main_department` and `main_related_ids` give view, never edit.
    """

    #: The foreign key to the main object itself.
    main_field: ClassVar[str] = "customer"
    #: The timeline verb that tells of a new responsible employee, with `from` and `to`; "" = the customer's own entry says it.
    assigned_verb: ClassVar[str] = ""
    #: Which rows a procedure runs on go to the customer's next owner, and to the successor of whoever leaves.
    goes_along: ClassVar[models.Q] = models.Q(state_kind__in=("open", "waiting"))

    main_owner = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    main_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    main_related_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [GinIndex(fields=["main_related_ids"], name="%(class)s_main_related")]

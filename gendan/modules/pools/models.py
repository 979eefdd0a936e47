"""Pools, the rules by which customers come back, what lies in them, who has been warned, and the nightly runs."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Customer
from gendan.spine.access.models import Scoped
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.org.models import Department, Employee
from gendan.spine.records import Main


class Pool(models.Model):
    """A public pool. Its departments and all below them give to it and take from it; without any, the whole company.

    `keepers` care for what lies in it, and take over what is open under it. A limit that is empty does not limit.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    departments = models.ManyToManyField(Department, related_name="+", blank=True, verbose_name=_("departments"))
    provinces = ArrayField(models.CharField(max_length=40), verbose_name=_("provinces"), default=list, blank=True)
    keepers = models.ManyToManyField(Employee, related_name="+", verbose_name=_("keepers"))
    claims_per_day = models.PositiveSmallIntegerField(_("claims per person and day"), null=True, blank=True, default=5)
    held_limit = models.PositiveSmallIntegerField(_("claimed customers held at once"), null=True, blank=True)
    cool_down_days = models.PositiveSmallIntegerField(_("days until the last owner may claim again"), default=7)
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("public pool")
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Clock(models.TextChoices):
    """From when the days of a rule count."""

    QUIET = "quiet", _("since the last follow-up")
    UNTOUCHED = "untouched", _("since entry or claim, never followed up")
    UNSOLD = "unsold", _("since entry or claim, nothing won")


class Rule(models.Model):
    """Customers of a pool's departments go there when so many days have passed; the earliest rule counts.

    `classes` hold A, B, C and "-" (none); empty means all. What is spared never goes by this rule.
    """

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="rules")
    clock = models.CharField(_("the days count"), max_length=10, choices=Clock, default=Clock.QUIET)
    days = models.PositiveSmallIntegerField(_("days"), default=30)
    classes = ArrayField(models.CharField(max_length=1), verbose_name=_("classes"), default=list, blank=True)
    warn_days = models.PositiveSmallIntegerField(_("warn the owner so many days before"), default=3)
    spare_open = models.BooleanField(_("spare customers with open business"), default=True)
    spare_traded = models.BooleanField(_("spare customers who have traded"), default=True)
    spare_waiting = models.BooleanField(_("spare long-term follow-up"), default=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["days", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(days__gt=0), name="pools_rule_has_days")]

    def __str__(self) -> str:
        return _("%(days)d days %(clock)s") % {"days": self.days, "clock": self.get_clock_display()}


class Run(models.Model):
    """One night: how many were warned and how many went. A run that was cut off goes on where it stood."""

    day = models.DateField(unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    warned = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    undo_asked_at = models.DateTimeField(null=True)
    undo_asked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    returned = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day"]


class Pooled(Scoped):
    """One stay of a customer in a pool; open until somebody takes it. Nobody owns it: `owner` stays empty.

    `former` lost it, `stage` is where it stood, and `minder` looks after what was open under it meanwhile.
    The departments and keepers of the pool are copied into the columns of the scope; the actions keep them equal.
    """

    class Why(models.TextChoices):
        RULE = "rule", _("by rule")
        GIVEN = "given", _("given back")
        MOVED = "moved", _("moved by others")

    class How(models.TextChoices):
        CLAIMED = "claimed", _("claimed")
        ASSIGNED = "assigned", _("assigned")
        RETURNED = "returned", _("returned to the former owner")
        GONE = "gone", _("left the books")

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="stays", verbose_name=_("public pool"))
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="pool_stays", verbose_name=_("customer"))
    stage = models.CharField(_("stood at"), max_length=60)
    former = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name=_("former owner"))
    former_related_ids = ArrayField(models.BigIntegerField(), default=list)
    minder = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)
    entered_at = models.DateTimeField(_("in the pool since"))
    entered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)
    why = models.CharField(_("how it came"), max_length=6, choices=Why)
    reason = models.CharField(_("reason"), max_length=200)
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="stays")
    left_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, choices=How, blank=True)
    taken_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Scoped.Meta):
        verbose_name = _("customer in a pool")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer"], condition=Q(left_at=None), name="pools_in_one_pool"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["pool", "-entered_at", "-id"], condition=Q(left_at=None), name="pools_lying"),
            models.Index(fields=["-entered_at", "-id"], condition=Q(left_at=None), name="pools_lying_all"),
            models.Index(fields=["taken_by", "pool", "left_at"], name="pools_taken"),
        ]

    def __str__(self) -> str:
        return str(self.customer)

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object


class Notice(models.Model):
    """The owner has been told: in the night of `goes_on` the customer goes, unless the reason has ended by then."""

    main_field: ClassVar[str] = "customer"

    customer = models.OneToOneField(Customer, models.CASCADE, related_name="pool_notice", verbose_name=_("customer"))
    holder = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("owner"))
    rule = models.ForeignKey(Rule, models.CASCADE, related_name="+", verbose_name=_("rule"))
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+", verbose_name=_("public pool"))
    told_at = models.DateTimeField(_("warned at"))
    goes_on = models.DateField(_("goes on"))

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer about to go to a pool")
        indexes: ClassVar = [
            models.Index(fields=["goes_on", "id"], name="pools_notice_when"),
            models.Index(fields=["holder", "goes_on"], name="pools_notice_whose"),
        ]

    def __str__(self) -> str:
        return str(self.customer)


class Capacity(models.Model):
    """How many customers one person, or each person of a department, may be responsible for."""

    employee = models.OneToOneField(Employee, models.CASCADE, null=True, blank=True, related_name="+")
    department = models.OneToOneField(Department, models.CASCADE, null=True, blank=True, related_name="+")
    most = models.PositiveIntegerField(_("at most"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(employee=None) ^ Q(department=None), name="pools_capacity_of_one",
            )
        ]

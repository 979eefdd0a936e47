"""Reckonings of A, B and C, where each customer stands, who moved, what was set by hand; the monthly data of each store."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import ABC, Customer
from gendan.spine.access.models import Scoped
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures.models import Followed, Todo


class Basis(models.TextChoices):
    """What counts as turnover."""

    CONTRACTS = "contracts", _("contracts signed")
    PAYMENTS = "payments", _("payments received")


class Run(models.Model):
    """One reckoning (F36, A7): customers by turnover from `since` until `day`, both inclusive.

    The clock's has the `month` it was made for, one that somebody asked for has none. The shares are those in force
    that day, in percent. `figures` holds for each class how many customers and what turnover. Asked for, then reckoned,
    then the customers follow: one that was cut off goes on where it stood.
    """

    month = models.DateField(unique=True, null=True)
    since = models.DateField(_("from"))
    day = models.DateField(_("until"))
    basis = models.CharField(_("turnover"), max_length=10, choices=Basis)
    a_share = models.PositiveSmallIntegerField()
    b_share = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    customers = models.PositiveIntegerField(_("customers"), default=0)
    turnover = models.DecimalField(_("turnover"), max_digits=18, decimal_places=2, default=0)
    figures = models.JSONField(default=dict)
    moved = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    reckoned_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.since} – {self.day}"


class Standing(models.Model):
    """Where a customer that has ever bought stands in the last reckoning.

    `running` is the share of all turnover that this customer and all larger ones make up, from 0 to 1. Written anew by
    each reckoning from the customers themselves, so that the database need not look up each key once more.
    """

    main_field: ClassVar[str] = "customer"

    customer = models.OneToOneField(
        Customer, models.CASCADE, related_name="standing", verbose_name=_("customer"), db_constraint=False
    )
    run = models.ForeignKey(Run, models.PROTECT, related_name="standings", db_index=False, db_constraint=False)
    turnover = models.DecimalField(_("turnover"), max_digits=16, decimal_places=2)
    purchases = models.PositiveIntegerField(_("purchases"))
    first_on = models.DateField(_("first purchase"))
    last_on = models.DateField(_("last purchase"))
    rank = models.PositiveIntegerField(_("rank"))
    running = models.DecimalField(_("cumulative share"), max_digits=7, decimal_places=6)
    abc = models.CharField(_("class by turnover"), max_length=1, choices=ABC)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer by turnover")
        indexes: ClassVar = [
            models.Index(fields=["rank", "id"], name="classes_by_rank"),
            models.Index(fields=["-turnover", "-id"], name="classes_by_turnover"),
            models.Index(fields=["-last_on", "-id"], name="classes_by_last"),
        ]

    def __str__(self) -> str:
        return str(self.customer)


class Shift(models.Model):
    """A customer whose class by turnover differs from the one it had, with the figures; `held`: kept by hand."""

    main_field: ClassVar[str] = "customer"

    run = models.ForeignKey(Run, models.CASCADE, related_name="shifts", verbose_name=_("reckoning"))
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="class_shifts", verbose_name=_("customer"))
    before = models.CharField(_("from class"), max_length=1, choices=ABC, blank=True)
    after = models.CharField(_("to class"), max_length=1, choices=ABC)
    turnover_before = models.DecimalField(_("turnover before"), max_digits=16, decimal_places=2, null=True)
    turnover = models.DecimalField(_("turnover"), max_digits=16, decimal_places=2)
    rank_before = models.PositiveIntegerField(_("rank before"), null=True)
    rank = models.PositiveIntegerField(_("rank"))
    held = models.BooleanField(_("kept by hand"), default=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of class")
        indexes: ClassVar = [models.Index(fields=["-run", "-turnover", "-id"], name="classes_shift_of_run")]

    def __str__(self) -> str:
        return str(self.customer)


class Element(models.TextChoices):
    """The four elements of the customer strategy (F42.5 … F42.8)."""

    UNDERSTANDING = "understanding", _("customer understanding")
    COMPETITION = "competition", pgettext_lazy("strategy", "competition")
    ATTRACTION = "attraction", pgettext_lazy("strategy", "attraction")
    SERVING = "serving", _("everybody serves")


class Strategy(models.Model):
    """What the company wants with its customers in a year, and what all of them get alike, whatever their class (F42.1, F42.3)."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    aim = models.TextField(_("what we want with our customers"))
    common = models.TextField(_("what every customer gets, whatever the class"))
    written_at = models.DateTimeField(_("written at"), editable=False)
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False, verbose_name=_("written by"))

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer strategy")
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        return str(_("Customer strategy %(year)d") % {"year": self.year})


class Measure(models.Model):
    """What is done for which customers; who does it by when stands in its to-do (F42.1)."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="measures")
    element = models.CharField(_("element"), max_length=13, choices=Element)
    abc = models.CharField(_("for class"), max_length=1, choices=ABC, blank=True)
    what = models.CharField(_("what is done"), max_length=200)
    todo = models.ForeignKey(Todo, models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("measure")
        ordering: ClassVar = ["element", "abc", "pk"]

    def __str__(self) -> str:
        return self.what


class Override(models.Model):
    """A class set by hand, for a reason and perhaps until a day; the reckoning leaves it alone (A8)."""

    main_field: ClassVar[str] = "customer"

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="class_overrides", verbose_name=_("customer"))
    abc = models.CharField(_("class"), max_length=1, choices=ABC)
    instead_of = models.CharField(_("instead of"), max_length=1, choices=ABC, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    until = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("set by"))
    set_at = models.DateTimeField(_("set at"))
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("class set by hand")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer"], condition=Q(ended_at=None), name="classes_one_override"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=Q(ended_at=None), name="classes_override_until"),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.abc}"


class Duty(models.Model):
    """A department that submits its customer data each month (F92); without a `holder` its head does."""

    department = models.OneToOneField(Department, models.CASCADE, related_name="+", verbose_name=_("department"))
    holder = models.ForeignKey(
        Employee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who submits")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["department__path"]

    def __str__(self) -> str:
        return self.department.name


class Submission(Scoped, Followed):
    """The customer data that a department collected in a month, due on the 25th (F92).

    It holds the customers registered since `since`, the last one's submission. `figures` and the items are those of
    the moment of submission and change no more.
    """

    month = models.DateField(_("month"))
    due_on = models.DateField(_("due on"))
    since = models.DateTimeField(_("collected since"))
    figures = models.JSONField(default=dict)
    checked_at = models.DateTimeField(_("checked at"), null=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    submitted_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name=_("submitted by"))
    late = models.BooleanField(_("late"), default=False)
    entered_at = models.DateTimeField(_("accepted at"), null=True)
    sampled = models.PositiveSmallIntegerField(_("looked at"), null=True)
    correct = models.PositiveSmallIntegerField(_("correct of them"), null=True)
    finding = models.CharField(_("finding"), max_length=200, blank=True)
    filed_at = models.DateTimeField(_("filed at"), null=True)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("submission of customer data")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "month"], name="classes_one_submission"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="classes_subm_own_next"),
            models.Index(fields=["next_due_at", "id"], name="classes_subm_all_next"),
            models.Index(fields=["-month", "-id"], name="classes_subm_month"),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.month:%Y-%m}"


class SubmittedCustomer(models.Model):
    """A line of what was submitted: the customer, how complete it was, and what was wrong, that day."""

    main_field: ClassVar[str] = "customer"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="items")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+", verbose_name=_("customer"))
    completeness = models.PositiveSmallIntegerField(_("archive completeness"))
    problems = ArrayField(models.CharField(max_length=10), verbose_name=_("problems"), default=list)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]

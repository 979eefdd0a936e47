"""The service desk of a shop: its day with the float, returns, complaints heard there, and goods that were wanted (F106)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.modules.returns.words import Condition, DeskKind, DeskReason, Money, Place
from gendan.spine.access.models import Scoped
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed


def _yuan(label: Any, **options: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)


def _person(label: Any = "", **options: Any) -> models.ForeignKey:
    return models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=label, **options)


def _indexes(name: str) -> list[models.Index]:
    return [
        *Scoped.Meta.indexes, models.Index(fields=["-created_at", "-id"], name=f"returns_{name}_new"),
        models.Index(fields=["next_due_at", "id"], name=f"returns_{name}_next"),
        models.Index(fields=["owner", "next_due_at", "id"], name=f"returns_{name}_own"),
    ]


class DeskDay(Scoped, Followed):
    """One day at one desk; `owner` is the clerk who signed in. Amounts in yuan.

    `before_total` and `before_difference` are those of the desk's last day. `slips_total` is what the clerk adds up from the
    return slips, `system_total` what gendan knows; they agree, or the difference is explained before the day is closed.
    """

    day = models.DateField(_("day"))
    signed_in_at = models.DateTimeField(_("signed in at"))
    in_time = models.BooleanField(_("signed in in time"))
    ticked = models.JSONField(_("done before opening"), default=list, editable=False)
    before_total = _yuan(_("returns of the day before"), default=0, editable=False)
    before_difference = _yuan(_("difference of the day before"), default=0, editable=False)
    checked_by = _person(pgettext_lazy("service desk", "checked by"))
    float_brought = _yuan(_("cash brought"), null=True, editable=False)
    float_start = _yuan(_("float at opening"), null=True, editable=False)
    start_reason = models.CharField(_("why the float differs"), max_length=200, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    float_end = _yuan(_("float before closing"), null=True, editable=False)
    losses = models.CharField(_("losses"), max_length=200, blank=True, editable=False)
    end_difference = _yuan(_("difference of the float"), null=True, editable=False)
    end_reason = models.CharField(_("why the float differs"), max_length=200, blank=True, editable=False)
    counted_at = models.DateTimeField(_("cash counted at"), null=True, editable=False)
    slips_total = _yuan(_("total of the slips"), null=True, editable=False)
    system_total = _yuan(_("total in gendan"), null=True, editable=False)
    total_reason = models.CharField(_("why the totals differ"), max_length=200, blank=True, editable=False)
    closed_at = models.DateTimeField(pgettext_lazy("desk", "closed at"), null=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("desk day")
        indexes: ClassVar = _indexes("day")
        constraints: ClassVar = [models.UniqueConstraint(fields=["department", "day"], name="returns_one_day")]

    def __str__(self) -> str:
        return f"{self.department} {self.day:%Y-%m-%d}"

    @property
    def difference(self) -> Decimal:
        """Slips less system."""
        return (self.slips_total or Decimal(0)) - (self.system_total or Decimal(0))


class Expense(models.Model):
    """Cash taken from the float for something else (F106.11)."""

    day = models.ForeignKey(DeskDay, models.CASCADE, related_name="expenses")
    what = models.CharField(_("what for"), max_length=120)
    amount = _yuan(_("amount"))
    at = models.DateTimeField()
    noted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(amount__gt=0), name="returns_expense_positive")]


class HandOver(models.Model):
    """The desk goes to the next shift at noon: what is still open with telephone numbers, and what one has to know (F106.8)."""

    day = models.ForeignKey(DeskDay, models.CASCADE, related_name="handovers")
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    to = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("taken over by"))
    meeting = models.TextField(_("from the morning meeting"), blank=True)
    promotion = models.TextField(_("promotions"), blank=True)
    lost = models.TextField(_("lost and found"), blank=True)
    cash = _yuan(_("cash handed over"))
    open_items = models.JSONField(_("still open"), default=list)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["at"]


class AtDesk(Scoped, Followed):
    """Somebody at the desk, whose name and telephone number may be known; `owner` is the clerk."""

    day = models.ForeignKey(DeskDay, models.PROTECT, related_name="%(class)ss", verbose_name=_("desk day"))
    name = models.CharField(_("customer's name"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    created_at = models.DateTimeField(_("registered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False, verbose_name=_("clerk"))

    class Meta(Scoped.Meta):
        abstract = True


class DeskReturn(AtDesk):
    """Goods that come back to the desk, or a price difference; the five minutes run from registration (F106.4, A49)."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    kind = models.CharField(_("what is done"), max_length=8, choices=DeskKind, default=DeskKind.REFUND)
    receipt = models.CharField(_("receipt"), max_length=60)
    goods = models.CharField(_("goods"), max_length=160)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    reason = models.CharField(_("reason"), max_length=8, choices=DeskReason)
    note = models.CharField(_("note"), max_length=200, blank=True)
    amount = _yuan(_("amount"))
    inspector = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inspector"))
    inspected_at = models.DateTimeField(null=True, editable=False)
    condition = models.CharField(_("condition"), max_length=6, choices=Condition, blank=True, editable=False)
    finding = models.CharField(_("finding"), max_length=200, blank=True, editable=False)
    approved_by = _person(_("approved by"))
    paid_by = models.CharField(_("paid back by"), max_length=8, choices=Money, blank=True, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)
    in_time = models.BooleanField(_("within the five minutes"), null=True, editable=False)
    satisfied = models.BooleanField(_("satisfied"), null=True, editable=False)
    sorted_to = models.CharField(_("goods went"), max_length=5, choices=Place, blank=True, editable=False)

    class Meta(AtDesk.Meta):
        verbose_name = _("return at the desk")
        indexes: ClassVar = _indexes("desk")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(amount__gt=0, quantity__gt=0), name="returns_desk_positive")]

    def __str__(self) -> str:
        return f"{self.receipt} {self.goods}"


class Voice(AtDesk):
    """A complaint heard at the desk: patiently, written down, beyond authority with the supervisor (F106.7)."""

    text = models.TextField(_("complaint"))
    about = models.ForeignKey(DeskReturn, models.SET_NULL, null=True, blank=True, related_name="voices", verbose_name=_("return at the desk"))
    result = models.TextField(_("how it was solved"), blank=True, editable=False)

    class Meta(AtDesk.Meta):
        verbose_name = _("complaint at the desk")
        indexes: ClassVar = _indexes("voice")

    def __str__(self) -> str:
        return self.text[:60]


class Wanted(AtDesk):
    """Goods that somebody asked for and we did not have: noted, reported, and answered by telephone (F106.6)."""

    goods = models.CharField(_("wanted goods"), max_length=160)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    available = models.BooleanField(_("can be had"), null=True, editable=False)
    answer = models.CharField(_("answer"), max_length=200, blank=True, editable=False)
    said = models.CharField(_("what the customer said"), max_length=200, blank=True, editable=False)

    class Meta(AtDesk.Meta):
        verbose_name = _("wanted goods")
        indexes: ClassVar = _indexes("wanted")

    def __str__(self) -> str:
        return self.goods

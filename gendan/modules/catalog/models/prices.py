"""Price lists by customer class and currency, the floor below them, who may go how far below, and rates of exchange."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models.products import Product
from gendan.modules.catalog.money import HOME, Currency
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.org.models import Employee, Role


class Grade(models.TextChoices):
    """For customers of which class a list is made; the empty one serves all without a list of their own."""

    ANY = "", pgettext_lazy("class", "all customers")
    A = "A", pgettext_lazy("class", "class A")
    B = "B", pgettext_lazy("class", "class B")
    C = "C", pgettext_lazy("class", "class C")


class Rate(models.Model):
    """One of `currency` is worth so many yuan from a day on; rows are only added."""

    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    per_unit_cny = models.DecimalField(_("yuan for one"), max_digits=14, decimal_places=6)
    valid_from = models.DateField(_("valid from"))
    changed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("rate of exchange")
        ordering: ClassVar = ["currency", "-valid_from", "-id"]
        indexes: ClassVar = [models.Index(fields=["currency", "-valid_from", "-id"], name="catalog_rates")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(per_unit_cny__gt=0), name="catalog_rate_positive"),
            models.CheckConstraint(condition=~Q(currency=HOME), name="catalog_rate_foreign"),
        ]


class PriceList(models.Model):
    """Prices with tax in one currency, for one class of customers or for all, from a day on."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    grade = models.CharField(_("customer class"), max_length=1, choices=Grade, blank=True, default="")
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.CNY)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("price list")
        ordering: ClassVar = ["-valid_from", "name"]
        indexes: ClassVar = [models.Index(fields=["currency", "grade", "-valid_from"], name="catalog_lists_valid")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="catalog_list_forward"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Price(models.Model):
    """What a product costs in a list from a quantity on; `floor` is the lowest price of policy, else the share of it."""

    list = models.ForeignKey(PriceList, models.CASCADE, related_name="prices", verbose_name=_("price list"))
    product = models.ForeignKey(Product, models.CASCADE, related_name="prices", verbose_name=_("product"))
    from_quantity = models.DecimalField(_("from quantity"), max_digits=14, decimal_places=3, default=0)
    price = models.DecimalField(_("unit price"), max_digits=14, decimal_places=4)
    floor = models.DecimalField(_("lowest price"), max_digits=14, decimal_places=4, null=True, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()
    main_field: ClassVar[str] = "list"

    class Meta:
        verbose_name = pgettext_lazy("list", "price")
        ordering: ClassVar = ["product__code", "from_quantity"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "product", "from_quantity"], name="catalog_price_once"),
            models.CheckConstraint(condition=Q(price__gt=0), name="catalog_price_positive"),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(floor__lte=F("price"), floor__gt=0), name="catalog_floor_below_price"
            ),
        ]


class Authority(models.Model):
    """How many percent below the list somebody with this role may let a price go."""

    role = models.OneToOneField(Role, models.CASCADE, related_name="+", verbose_name=_("role"))
    percent = models.DecimalField(_("percent below the list"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("authority over prices")
        ordering: ClassVar = ["percent", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="catalog_authority_percent")
        ]

"""Versions of a quotation with their lines; what was sent is frozen by the database itself."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import PricedLine, PriceList
from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.quotes.models.quotes import Quote
from gendan.modules.quotes.words import PREPAID, Incoterm
from gendan.spine.org.models import Employee

FROZEN = """
IF EXISTS (SELECT 1 FROM quotes_version v WHERE v.id = coalesce(NEW.version_id, OLD.version_id) AND v.sent_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a version of a quotation that was sent is never changed';
END IF;
RETURN coalesce(NEW, OLD);
"""


class Version(models.Model):
    """What the customer is offered once: terms, costs in yuan with tax, and what they come to.

    `round` counts the rounds of talk, `number` the versions of the quotation. `rate` is yuan for one of the currency,
    as it stood when the version was last reckoned. `allowed_percent` is what a price cut granted, `depth` how many
    percent the lowest of the lines below their floor lies under the list, 0 where all prices are within policy.
    """

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    round = models.PositiveSmallIntegerField(pgettext_lazy("quote", "round"), default=1)
    reason = models.CharField(_("why this version"), max_length=200, blank=True)

    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=HOME)
    rate = models.DecimalField(_("rate of exchange"), max_digits=14, decimal_places=6, default=1, editable=False)
    incoterm = models.CharField(_("terms of delivery"), max_length=3, choices=Incoterm, blank=True)
    incoterm_place = models.CharField(_("place"), max_length=60, blank=True)
    payment_terms = models.CharField(_("terms of payment"), max_length=120, blank=True)
    delivery_terms = models.CharField(_("time of delivery"), max_length=120, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.TextField(_("note to the customer"), blank=True)

    domestic_costs = models.DecimalField(_("domestic costs, yuan"), max_digits=14, decimal_places=2, default=0)
    freight = models.DecimalField(_("freight, yuan"), max_digits=14, decimal_places=2, default=0)
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    company_costs = models.DecimalField(_("company costs, yuan"), max_digits=14, decimal_places=2, default=0)
    profit_percent = models.DecimalField(_("profit wanted, percent"), max_digits=5, decimal_places=2, default=0)

    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, default=0, editable=False)
    amount_cny = models.DecimalField(_("amount in yuan"), max_digits=16, decimal_places=2, default=0, editable=False)
    cost = models.DecimalField(_("costs in yuan"), max_digits=16, decimal_places=2, null=True, editable=False)
    margin = models.DecimalField(_("margin in yuan"), max_digits=16, decimal_places=2, null=True, editable=False)
    margin_percent = models.DecimalField(
        _("margin, percent"), max_digits=7, decimal_places=2, null=True, editable=False
    )
    depth = models.DecimalField(_("below the list, percent"), max_digits=7, decimal_places=2, default=0, editable=False)
    allowed_percent = models.DecimalField(
        _("allowed below the list, percent"), max_digits=5, decimal_places=2, default=0, editable=False
    )

    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    sent_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    file_name = models.CharField(_("file name"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = pgettext_lazy("quote", "version")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quote", "number"], name="quotes_version_once"),
            models.UniqueConstraint(fields=["quote"], condition=Q(sent_at=None), name="quotes_one_draft"),
            models.CheckConstraint(
                condition=Q(domestic_costs__gte=0, freight__gte=0, company_costs__gte=0), name="quotes_costs_positive"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="sent_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__sent_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.quote.number}-{self.number}"

    @property
    def freight_is_ours(self) -> bool:
        """Whether the seller pays the main carriage (F68.1)."""
        return self.incoterm in PREPAID

    @property
    def is_within_policy(self) -> bool:
        """Whether nobody has to approve the prices, or somebody has."""
        return self.approved_at is not None or self.depth <= self.allowed_percent


class Line(PricedLine):
    """One product offered: `list_price` and `floor` are what the list said, `factory_price` is yuan with tax for one."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="lines")
    price_list = models.ForeignKey(PriceList, models.PROTECT, null=True, related_name="+", editable=False)
    list_price = models.DecimalField(
        _("list price"), max_digits=14, decimal_places=4, null=True, editable=False
    )
    floor = models.DecimalField(_("lowest price"), max_digits=14, decimal_places=4, null=True, editable=False)
    factory_price = models.DecimalField(
        _("factory price with tax, yuan"), max_digits=14, decimal_places=4, null=True, blank=True
    )

    class Meta(PricedLine.Meta):
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="sent_is_frozen", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete, func=FROZEN,
            )
        ]

    @property
    def is_below_floor(self) -> bool:
        """Whether the price is lower than policy lets it be."""
        return self.floor is not None and self.price < self.floor

"""A made-to-measure project: uniforms from the need talk to the contract (F24)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.samples.models.library import Sample
from gendan.modules.samples.words import COSTS, ContractForm, Decoration, Style, UniformType
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


def _yuan(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=12, decimal_places=2, null=True, blank=True)


class Project(Scoped, UnderCustomer, Followed, OwnFields):
    """One kind of uniform for one opportunity; costs and price for one piece in yuan."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=120)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="uniforms", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, null=True, blank=True, related_name="uniforms", verbose_name=_("opportunity")
    )
    product_type = models.CharField(_("uniform type"), max_length=16, choices=UniformType)
    quantity = models.PositiveIntegerField(_("quantity"), null=True, blank=True)
    needed_on = models.DateField(_("needed on"), null=True, blank=True)

    listened = models.TextField(_("what they said they need"), blank=True)
    observed = models.TextField(_("what was seen at their place"), blank=True)
    answers = models.JSONField(_("what they asked, and what was answered"), default=dict, blank=True)

    style_source = models.CharField(_("source of the style"), max_length=10, choices=Style, blank=True)
    style = models.TextField(_("style"), blank=True)
    offered = models.ManyToManyField(Sample, blank=True, related_name="+", verbose_name=_("similar samples offered"))

    fabric = models.CharField(_("fabric"), max_length=120, blank=True)
    trimmings = models.CharField(_("trimmings"), max_length=120, blank=True)
    colour = models.CharField(pgettext_lazy("sample", "colour"), max_length=60, blank=True)
    quality = models.CharField(_("quality demanded"), max_length=200, blank=True)
    budget = _yuan(_("budget for one"))

    decoration = models.CharField(_("print or embroidery"), max_length=10, choices=Decoration, blank=True)
    style_cost = _yuan(_("pattern and design"))
    fabric_cost = _yuan(_("fabric"))
    trimmings_cost = _yuan(_("trimmings"))
    decoration_cost = _yuan(_("print or embroidery"))
    making_cost = _yuan(_("making"))
    price = _yuan(_("price for one"))
    sample_due_on = models.DateField(_("sample due on"), null=True, blank=True, editable=False)

    contract_form = models.CharField(_("contract form"), max_length=8, choices=ContractForm, blank=True)
    contract_number = models.CharField(_("contract number"), max_length=60, blank=True)
    payment_terms = models.CharField(_("payment terms"), max_length=200, blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("made-to-measure project")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="samples_project_own"),
            models.Index(fields=["next_due_at", "id"], name="samples_project_all"),
            models.Index(fields=["-created_at", "-id"], name="samples_project_new"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

    @property
    def unit_cost(self) -> Decimal | None:
        """What one piece costs us; None while nothing of it is known."""
        known = [cost for cost in (getattr(self, name) for name in COSTS) if cost is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def amount(self) -> Decimal | None:
        """What all pieces cost the customer."""
        return self.price * self.quantity if self.price is not None and self.quantity else None

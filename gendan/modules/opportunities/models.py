"""Opportunities from registration to won or lost, duplicates found, and competitors met."""

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Contact, Customer, Source
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main

#: The states that a salesperson walks through, wide to narrow (F52); before them the registration, after them the end.
STAGES = ("target", "won_chance", "need", "solution", "quote", "price", "sign")


class Delivery(models.TextChoices):
    """How far the goods of a won opportunity have come (F11.4)."""

    NONE = "none", _("not delivered")
    PARTLY = "partly", _("partly delivered")
    DELIVERED = "delivered", _("delivered")
    SIGNED = "signed", _("receipt signed")


class Competitor(OwnFields):
    """Somebody who sells against us; only public price data (F39.5, U6)."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    strengths = models.TextField(_("strengths"), blank=True)
    price_range = models.CharField(_("public price range"), max_length=120, blank=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("competitor")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement), pghistory.UpdateEvent(),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
    exclude=["next_todo_id", "next_due_at", "next_title", "next_way", "main_owner", "main_department",
             "main_related_ids"],
    meta={"indexes": [models.Index(fields=["pgh_obj_id", "-pgh_id"])]},
    obj_field=pghistory.ObjForeignKey(db_index=False, related_name="history"),
)
class Opportunity(Scoped, UnderCustomer, Followed, OwnFields):
    """Something a customer may buy (F38, F39, F52). Amounts in yuan with tax.

    The six mandatory fields of F38.2 are customer, contact, phone, source, region and initiation. An imported one
    may lack its customer; it then has a to-do that asks for it.
    """

    assigned_verb: ClassVar[str] = "opportunities.assigned"

    number = models.CharField(_("number"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=160)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="opportunities", verbose_name=_("customer")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="opportunities", verbose_name=_("contact")
    )
    contact_name = models.CharField(_("contact"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=Source, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    initiation = models.TextField(_("how it began"), blank=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    expected_on = models.DateField(_("expected signing"), null=True, blank=True)
    current_supplier = models.CharField(_("buys from today"), max_length=120, blank=True)
    competitors = models.ManyToManyField(Competitor, through="CompetitorMet", related_name="opportunities")

    submitted_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    reviewer = models.ForeignKey(
        Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("reviewer")
    )
    reviewed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    duplicate_reason = models.CharField(_("why a new one all the same"), max_length=200, blank=True)
    contract_number = models.CharField(_("contract number"), max_length=60, blank=True)
    contract_amount = models.DecimalField(_("contract amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signatory = models.CharField(_("signatory"), max_length=60, blank=True)
    main_terms = models.TextField(_("main clauses"), blank=True)
    runs_from = models.DateField(_("contract from"), null=True, blank=True)
    runs_until = models.DateField(_("contract until"), null=True, blank=True)
    delivery = models.CharField(_("delivery"), max_length=10, choices=Delivery, default=Delivery.NONE)
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="repeated_by", verbose_name=_("repeats"),
        editable=False,
    )
    lost_to = models.ForeignKey(
        Competitor, models.SET_NULL, null=True, blank=True, related_name="won_against_us", verbose_name=_("lost to")
    )
    loss_reason = models.CharField(_("reason of the loss"), max_length=200, blank=True)
    summary = models.TextField(_("project summary"), blank=True)
    lesson = models.TextField(_("lesson"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    last_activity_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    updated_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("opportunity")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="opportunities_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="opportunities_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="opportunities_all_next"),
            models.Index(fields=["owner", "-created_at", "-id"], name="opportunities_own_new"),
            models.Index(fields=["department", "-created_at", "-id"], name="opportunities_dept_new"),
            models.Index(fields=["-created_at", "-id"], name="opportunities_all_new"),
            models.Index(fields=["main_owner"], name="opportunities_main_owner"),
            models.Index(fields=["main_department"], name="opportunities_main_dept"),
            models.Index(fields=["state", "department"], name="opportunities_state"),
            models.Index(fields=["expected_on"], condition=Q(state_kind="open"), name="opportunities_expected"),
            models.Index(fields=["closed_on"], name="opportunities_closed"),
            GinIndex(
                OpClass(Func(F("name"), function="gendan_doubled"), "gin_trgm_ops"), name="opportunities_name_dbl"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def main_object(self) -> Main | None:
        """The customer, once it is known."""
        if self.customer is None:
            return None
        return Main("customers.customer", self.customer.pk, str(self.customer))


class Line(models.Model):
    """A product wanted: `quantity` in the product's unit, `price` in yuan with tax for one."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("product"))
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, default=1)
    price = models.DecimalField(_("unit price"), max_digits=14, decimal_places=2, null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class Payment(models.Model):
    """Money received for a won opportunity (F11.4); `amount` in yuan."""

    class Method(models.TextChoices):
        TRANSFER = "transfer", _("bank transfer")
        ACCEPTANCE = "acceptance", _("acceptance bill")
        CASH = "cash", _("cash")
        ONLINE = "online", _("online payment")

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="payments")
    paid_on = models.DateField(_("paid on"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.TRANSFER)
    account = models.CharField(_("account"), max_length=120, blank=True)
    handler = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("handled by"))
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-paid_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="opportunities_payment_positive")
        ]


class CompetitorMet(models.Model):
    """A competitor met on the way of one opportunity, and the answer to it (F39.5)."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="met")
    competitor = models.ForeignKey(Competitor, models.PROTECT, related_name="met")
    note = models.CharField(_("what they offer"), max_length=200, blank=True)
    countermeasure = models.CharField(_("our answer"), max_length=200, blank=True)
    met_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "competitor"], name="opportunities_met_once")
        ]


class DuplicateCheck(models.Model):
    """What the check found at one submission, and who decided what (F38.4, F38.5, decision A37)."""

    class Decision(models.TextChoices):
        NONE_FOUND = "none_found", _("nothing found")
        OPEN = "open", _("to be decided")
        REJECTED = "rejected", _("duplicate, rejected")
        RELEASED = "released", _("released by the reviewer")

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="duplicate_checks")
    hits = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12, choices=Decision)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

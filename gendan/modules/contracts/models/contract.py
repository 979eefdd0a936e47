"""Contracts with their lines and payment terms. What was signed is never changed: a change is a further version."""

from datetime import date
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import PricedLine
from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.contracts.models.kinds import ContractKind
from gendan.modules.contracts.words import Level, Market, Party, Settlement, Supply, Taken, When
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.quotes.models import Quote
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main
from gendan.spine.timeline.models import Attachment

#: States in which the words of a contract may still be written.
WRITABLE = ("draft", "proposal", "confirming", "resolving")
#: States in which both have signed and nothing has replaced it.
STANDING = ("signed", "in_force")


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement), pghistory.UpdateEvent(),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
    exclude=["next_todo_id", "next_due_at", "next_title", "next_way", "main_owner", "main_department", "main_related_ids"],
    meta={"indexes": [models.Index(fields=["pgh_obj_id", "-pgh_id"])]},
    obj_field=pghistory.ObjForeignKey(db_index=False, related_name="history"),
)
class Contract(Scoped, UnderCustomer, Followed, OwnFields):
    """One version of a contract with a customer (F59, F64); `number` is the serial number, the same for all versions.

    `amends` is the version that this one changes, `renews` the contract that it continues. `amount` is in `currency`
    with tax, `amount_cny` the same in yuan at the day's rate, for sums.
    """

    #: What is in force is closed for its procedure, and still asks its owner about the next term.
    goes_along: ClassVar[Q] = UnderCustomer.goes_along | Q(state="in_force")

    number = models.CharField(_("number"), max_length=30)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amendments", verbose_name=_("changes the version"), editable=False
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_by", verbose_name=_("continues"), editable=False
    )
    change_reason = models.CharField(_("what changes, and why"), max_length=300, blank=True)
    name = models.CharField(pgettext_lazy("contract", "title"), max_length=160)
    kind = models.ForeignKey(ContractKind, models.PROTECT, related_name="contracts", verbose_name=_("kind of contract"))
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contracts", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="contracts", verbose_name=_("contact")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="contracts", verbose_name=_("opportunity")
    )
    quote = models.ForeignKey(
        Quote, models.SET_NULL, null=True, blank=True, related_name="contracts", verbose_name=_("quotation"), editable=False
    )
    market = models.CharField(_("market"), max_length=8, choices=Market, default=Market.DOMESTIC)
    taken = models.CharField(_("requirements came"), max_length=8, choices=Taken, default=Taken.WRITTEN)
    noted = models.TextField(_("noted, as it was not written"), blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=HOME)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, default=0, editable=False)
    amount_cny = models.DecimalField(_("amount in yuan"), max_digits=16, decimal_places=2, default=0, editable=False)
    settlement = models.CharField(_("settlement"), max_length=10, choices=Settlement, default=Settlement.TRANSFER)
    delivery_on = models.DateField(_("delivery until"), null=True, blank=True)
    delivery_terms = models.CharField(_("delivery terms"), max_length=300, blank=True)
    main_terms = models.TextField(_("main clauses"), blank=True)
    starts_on = models.DateField(pgettext_lazy("contract", "contract from"), null=True, blank=True)
    ends_on = models.DateField(pgettext_lazy("contract", "contract until"), null=True, blank=True)

    special = models.BooleanField(_("special requirements"), default=False)
    special_reason = models.CharField(_("what is special"), max_length=300, blank=True)
    review_number = models.CharField(_("review number"), max_length=30, blank=True, editable=False)
    parties = ArrayField(models.CharField(max_length=12, choices=Party), default=list, blank=True, editable=False)
    approval = models.CharField(max_length=6, choices=Level, default=Level.NONE, editable=False)
    approver = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("approver"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, editable=False)
    approval_opinion = models.CharField(_("opinion of the approver"), max_length=300, blank=True, editable=False)

    proposal = models.TextField(_("technical proposal"), blank=True, editable=False)
    proposal_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    proposal_approved_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.CharField(_("confirmed by the customer's"), max_length=60, blank=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, editable=False)

    our_signatory = models.CharField(_("our signatory"), max_length=60, blank=True, editable=False)
    their_signatory = models.CharField(_("their signatory"), max_length=60, blank=True, editable=False)
    signed_on = models.DateField(_("signed on"), null=True, blank=True, editable=False)
    signed_how = models.CharField(_("signed by means of"), max_length=20, blank=True, editable=False)
    signed_paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+", editable=False)
    archive_place = models.CharField(_("kept at"), max_length=120, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    archived_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    supply = models.CharField(_("supply"), max_length=8, choices=Supply, default=Supply.OPEN, blank=True, editable=False)
    no_order_reason = models.CharField(_("why no order"), max_length=200, blank=True, editable=False)
    renewal_asked_on = models.DateField(null=True, editable=False)
    ended_reason = models.CharField(_("why it ended"), max_length=200, blank=True, editable=False)

    created_at = models.DateTimeField(_("entered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    updated_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("contract")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number", "version"], name="contracts_number_once"),
            models.UniqueConstraint(fields=["amends"], condition=~Q(state="dropped"), name="contracts_one_change_at_a_time"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="contracts_ends_after_start"
            ),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="contracts_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="contracts_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="contracts_all_next"),
            models.Index(fields=["-created_at", "-id"], name="contracts_all_new"),
            models.Index(fields=["main_owner"], name="contracts_main_owner"),
            models.Index(fields=["main_department"], name="contracts_main_dept"),
            models.Index(fields=["state", "department"], name="contracts_state"),
            models.Index(fields=["ends_on"], condition=Q(state="in_force"), name="contracts_ending"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

    @property
    def title_number(self) -> str:
        """The serial number, with the version from the second on."""
        return f"{self.number}-V{self.version}" if self.version > 1 else self.number

    def runs_on(self, day: date) -> bool:
        """Whether it binds both on this day."""
        begun = self.starts_on is None or self.starts_on <= day
        return self.state in STANDING and begun and (self.ends_on is None or day <= self.ends_on)


class Line(PricedLine):
    """What is sold."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="lines")

    class Meta(PricedLine.Meta):
        abstract = False
        constraints: ClassVar = [models.CheckConstraint(condition=Q(quantity__gt=0), name="contracts_line_positive")]


class PaymentTerm(models.Model):
    """A share of the amount, and when it is due: so many days after something has happened."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="terms")
    position = models.PositiveIntegerField(default=0)
    after = models.CharField(pgettext_lazy("payment", "due"), max_length=16, choices=When, default=When.SIGNING)
    days = models.PositiveIntegerField(pgettext_lazy("payment", "days"), default=0)
    share = models.DecimalField(_("share, percent"), max_digits=5, decimal_places=2)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, default=0, editable=False)
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=100), name="contracts_share_of_hundred")
        ]

    def __str__(self) -> Any:
        return f"{self.share:g}%"

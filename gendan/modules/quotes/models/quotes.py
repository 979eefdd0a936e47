"""A quotation: whose enquiry it answers, how far it has come, and what its present version says in short."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.modules.quotes.words import Enquiry, Market
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Quote(Scoped, UnderCustomer, Followed, OwnFields):
    """From the enquiry to the customer's answer (F68.1 … F68.3, F52).

    Lines, terms and costs stand in its versions; `current` is the one that is written or was sent last, and
    the columns from `currency` on are copied from it, so that lists and sums need nothing else.
    `due_on` is the day by whose end of work the price has to be out; `same_day` says whether the first one was.
    """

    assigned_verb: ClassVar[str] = "quote.assigned"

    number = models.CharField(_("number"), max_length=30, unique=True)
    name = models.CharField(_("what is quoted"), max_length=160)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="quotes", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="quotes", verbose_name=_("opportunity")
    )
    market = models.CharField(_("market"), max_length=8, choices=Market, default=Market.DOMESTIC)
    enquiry = models.CharField(_("enquiry by"), max_length=12, choices=Enquiry, default=Enquiry.MAIL)
    enquired_at = models.DateTimeField(_("enquiry received"))
    wanted = models.TextField(_("what the customer asks"), blank=True)
    due_on = models.DateField(_("price out by"), editable=False)

    current = models.ForeignKey("quotes.Version", models.PROTECT, null=True, related_name="+", editable=False)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=HOME, editable=False)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, default=0, editable=False)
    amount_cny = models.DecimalField(_("amount in yuan"), max_digits=16, decimal_places=2, default=0, editable=False)
    margin_percent = models.DecimalField(
        _("margin, percent"), max_digits=7, decimal_places=2, null=True, editable=False
    )
    round = models.PositiveSmallIntegerField(pgettext_lazy("quote", "round"), default=1, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, editable=False)

    first_sent_at = models.DateTimeField(_("price first sent"), null=True, editable=False)
    last_sent_at = models.DateTimeField(_("last sent"), null=True, editable=False)
    same_day = models.BooleanField(_("sent the same day"), null=True, editable=False)
    repeats = models.PositiveSmallIntegerField(_("repeated"), default=0, editable=False)
    approver = models.ForeignKey(
        Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("decides on the price")
    )

    accepted_by = models.CharField(_("accepted by"), max_length=80, blank=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    answer = models.CharField(_("the customer's words"), max_length=300, blank=True, editable=False)
    lost_to = models.ForeignKey(
        Competitor, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lost to"), editable=False
    )
    closed_on = models.DateField(_("closed on"), null=True, editable=False)

    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    updated_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("quotation")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="quotes_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="quotes_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="quotes_all_next"),
            models.Index(fields=["-enquired_at", "-id"], name="quotes_all_new"),
            models.Index(fields=["owner", "-enquired_at", "-id"], name="quotes_own_new"),
            models.Index(fields=["main_owner"], name="quotes_main_owner"),
            models.Index(fields=["main_department"], name="quotes_main_dept"),
            models.Index(fields=["state", "department"], name="quotes_state"),
            models.Index(fields=["valid_until"], condition=Q(state="sent"), name="quotes_expiring"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

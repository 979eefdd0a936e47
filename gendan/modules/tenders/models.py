"""A strategic bid with its tasks, criteria, people, rounds of quotations, public prices and visits (F18)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.modules.plans.models import Visit
from gendan.modules.samples.models import SampleRequest
from gendan.modules.tenders.words import Area, Attitude, Done, Influence, Public, Trip
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main
from gendan.spine.timeline.models import Attachment


class Tender(Scoped, UnderCustomer, Followed, OwnFields):
    """A bid for a customer's tender; `amount` is the last quotation, in yuan with tax."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    name = models.CharField(_("tender"), max_length=160)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="tenders", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, null=True, blank=True, related_name="tenders", verbose_name=_("opportunity")
    )
    reference = models.CharField(_("number of the tender at the customer's"), max_length=60, blank=True)
    scope = models.TextField(_("what is to be supplied"), blank=True)
    submit_on = models.DateField(_("quotation due on"), null=True, blank=True)
    evaluation = models.TextField(_("how it is evaluated"), blank=True)
    needs_mock_up = models.BooleanField(_("a mock-up is wanted"), default=False)
    mock_up = models.ForeignKey(
        SampleRequest, models.PROTECT, null=True, blank=True, related_name="tenders", verbose_name=_("mock-up")
    )
    round_no = models.PositiveSmallIntegerField(_("round"), default=0, editable=False)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True, editable=False)
    result = models.TextField(_("result of the evaluation"), blank=True)
    lost_to = models.ForeignKey(Competitor, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lost to"))
    loss_reason = models.CharField(_("reason of the loss"), max_length=200, blank=True)
    lesson = models.TextField(_("lesson"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("tender")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="tenders_own_next"),
            models.Index(fields=["next_due_at", "id"], name="tenders_all_next"),
            models.Index(fields=["-created_at", "-id"], name="tenders_all_new"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object


class Part(models.Model):
    """Something that belongs to one bid and is seen where the bid is seen."""

    main_field: ClassVar[str] = "tender"

    class Meta:
        abstract = True


class Task(Part):
    """One task of a stage (F18.A … F18.H); `hours` went into it, for the image or for relations."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="tasks")
    stage = models.PositiveSmallIntegerField()
    letter = models.CharField(max_length=1)
    area = models.CharField(_("effort for"), max_length=8, choices=Area)
    state = models.CharField(_("state"), max_length=8, choices=Done, default=Done.OPEN)
    note = models.TextField(_("what was done"), blank=True)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1, default=0)
    done_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(_("done on"), null=True)
    todo_id = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["stage", "letter"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tender", "stage", "letter"], name="tenders_task_once")]


class Document(Part):
    """A paper that the tender asks for: who sees to it and by when; `attachment` is what will be handed in."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="documents")
    name = models.CharField(_("paper"), max_length=120)
    needed = models.BooleanField(_("without it the bid is not valid"), default=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    responsible = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("who sees to it"))
    due_on = models.DateField(_("needed by"))
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+", editable=False)
    attached_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    attached_at = models.DateTimeField(null=True, editable=False)
    todo_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("paper of a bid")
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tender", "name"], name="tenders_document_once")]

    def __str__(self) -> str:
        return self.name


class Criterion(Part):
    """A criterion of the evaluation; scores are of a hundred, weights sum up to a hundred."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=80)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2)
    estimate = models.DecimalField(_("our estimate"), max_digits=5, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(pgettext_lazy("tender", "result"), max_digits=5, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="tenders_weight_in_bounds"),
        ]


class Stakeholder(Part):
    """Somebody at the customer's who has a say; the hub is their purchasing department, which introduces people."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="stakeholders")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    name = models.CharField(_("name"), max_length=60)
    department = models.CharField(_("department"), max_length=60)
    title = models.CharField(_("title"), max_length=60, blank=True)
    influence = models.PositiveSmallIntegerField(_("influence"), choices=Influence, default=Influence.MUCH)
    attitude = models.SmallIntegerField(_("attitude"), choices=Attitude, default=Attitude.NEUTRAL)
    is_hub = models.BooleanField(_("is the hub (purchasing)"), default=False)
    introduced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="introduced", verbose_name=_("introduced by")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-influence", "id"]

    def __str__(self) -> str:
        return f"{self.name} · {self.department}"


class Offer(Part):
    """One round of the quotation."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="offers")
    number = models.PositiveSmallIntegerField(_("round"))
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)
    offered_on = models.DateField(_("offered on"))
    change = models.CharField(_("what changed, and why"), max_length=300, blank=True)
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tender", "number"], name="tenders_offer_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tenders_offer_positive"),
        ]


class PublicPrice(Part):
    """What a competitor asks, as everybody may read it (U6): the source is named, with where it stands."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="prices")
    competitor = models.ForeignKey(Competitor, models.PROTECT, related_name="+", verbose_name=_("competitor"))
    low = models.DecimalField(_("from"), max_digits=16, decimal_places=2)
    high = models.DecimalField(pgettext_lazy("price", "to"), max_digits=16, decimal_places=2)
    source = models.CharField(_("public source"), max_length=8, choices=Public)
    place = models.CharField(pgettext_lazy("price", "where it stands"), max_length=200)
    seen_on = models.DateField(_("seen on"))
    noted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["low", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(low__gt=0, high__gte=models.F("low")), name="tenders_price_range")]


class BidVisit(Part):
    """A visit that belongs to the bid: to a project of ours, to the factory, or at the customer's (F18.H)."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="visits")
    visit = models.OneToOneField(Visit, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=Trip)

    class Meta:
        ordering: ClassVar = ["-visit__at"]

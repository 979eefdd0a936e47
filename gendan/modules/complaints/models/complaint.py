"""A complaint, and what was found to verify it (F04, F28, F29, F33, F54, F56, F71, F75)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions.text import ConcatPair
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.modules.complaints.models.routes import Cause
from gendan.modules.complaints.words import (
    Agreement,
    Authority,
    Channel,
    Delivery,
    Fault,
    Found,
    Grade,
    Grasp,
    Klass,
    Location,
    Mood,
    Phase,
    Result,
    Source,
)
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.orders.models import Order
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main
from gendan.spine.timeline.models import Attachment


class Complaint(Scoped, UnderCustomer, Followed, OwnFields):
    """A complaint from the first words to the proof that it is put right; the handler is its owner.

    `verifier` finds out, `approver` lets the reply go out. `first_due_at` asks for first words, `respond_due_at` for the
    reply, `visit_due_at` for the visit, `improve_due_at` for what is put right, `outcome_due_at` for the question after
    it; none of them moves when it is missed. `promised_at` is when the complainant was told that he hears next.
    `level` is how high it has been taken: 0 handler, 1 head, 2 vice-president, 3 general manager. Cost in yuan.
    """

    assigned_verb: ClassVar[str] = "complaints.assigned"

    number = models.CharField(_("number"), max_length=30, unique=True)
    subject = models.CharField(_("what it is about"), max_length=160)
    text = models.TextField(pgettext_lazy("complaint", "what was said"), blank=True)
    words_dbl = models.GeneratedField(
        expression=Func(ConcatPair("number", ConcatPair(Value(" "), "subject")), function="gendan_doubled"),
        output_field=models.TextField(), db_persist=True,
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("customer")
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    complainant_name = models.CharField(_("complainant"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel, default=Channel.PHONE)
    source = models.CharField(_("source"), max_length=8, choices=Source, blank=True)
    klass = models.CharField(pgettext_lazy("complaint", "class"), max_length=12, choices=Klass, blank=True)
    phase = models.CharField(_("phase of service"), max_length=8, choices=Phase, blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade, default=Grade.GENERAL)
    is_major = models.BooleanField(_("major"), default=False)
    location = models.CharField(_("place"), max_length=3, choices=Location, blank=True)
    mood = models.CharField(_("mood"), max_length=8, choices=Mood, blank=True)
    first_words = models.CharField(_("first words"), max_length=300, blank=True)
    grasp = models.CharField(_("how far it is grasped"), max_length=6, choices=Grasp, blank=True)

    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("order"))
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    batch = models.CharField(_("batch"), max_length=60, blank=True)
    defect = models.CharField(_("defect"), max_length=200, blank=True)
    defect_rate = models.DecimalField(_("defect rate, %"), max_digits=6, decimal_places=3, null=True, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    delivery = models.CharField(_("way of delivery"), max_length=10, choices=Delivery, blank=True)
    shortage = models.DecimalField(_("shortage"), max_digits=14, decimal_places=3, null=True, blank=True)

    responsible_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible department")
    )
    responsible_side = models.CharField(_("responsible party"), max_length=120, blank=True)
    respondent = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person complained about")
    )
    verifier = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("verified by"))
    parties = ArrayField(models.CharField(max_length=12), default=list, blank=True, editable=False)

    received_at = models.DateTimeField(_("received at"))
    registered_at = models.DateTimeField(null=True, editable=False)
    first_due_at = models.DateTimeField(null=True, editable=False)
    first_answered_at = models.DateTimeField(_("first words at"), null=True, editable=False)
    respond_due_at = models.DateTimeField(_("answer due"), null=True, editable=False)
    responded_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    promised_at = models.DateTimeField(_("hears next"), null=True, blank=True)
    visit_due_at = models.DateTimeField(_("visit due"), null=True, editable=False)
    visited_at = models.DateTimeField(_("visited at"), null=True, editable=False)
    improve_due_at = models.DateTimeField(_("put right by"), null=True, editable=False)
    improved_at = models.DateTimeField(_("put right at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    fault = models.CharField(_("whose fault"), max_length=10, choices=Fault, blank=True)
    verdict_text = models.TextField(_("verdict"), blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    cause = models.ForeignKey(Cause, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cause"))
    rule_used = models.CharField(_("company rule used"), max_length=120, blank=True)
    solution = models.TextField(_("agreed solution"), blank=True)
    done_text = models.TextField(_("what was done"), blank=True)
    agreement = models.CharField(_("the complainant"), max_length=8, choices=Agreement, blank=True)
    cost_cny = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    authority = models.CharField(max_length=16, choices=Authority, blank=True, editable=False)
    approver = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("approver"))
    needs_capa = models.BooleanField(_("needs corrective action"), default=False)
    no_capa_reason = models.CharField(_("why no corrective action"), max_length=200, blank=True)
    first_contact = models.BooleanField(_("solved in the first talk"), default=False, editable=False)

    outcome_due_at = models.DateTimeField(null=True, editable=False)
    outcome_asked_at = models.DateTimeField(null=True, editable=False)
    outcome_score = models.PositiveSmallIntegerField(_("satisfied with the outcome"), null=True, editable=False)
    outcome_text = models.TextField(_("what he says of the outcome"), blank=True, editable=False)
    outcome_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    reopened_times = models.PositiveSmallIntegerField(_("reopened"), default=0, editable=False)
    level = models.PositiveSmallIntegerField(default=0, editable=False)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined", editable=False)
    created_at = models.DateTimeField(_("written down at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    updated_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("complaint")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome_score=None) | Q(outcome_score__range=(1, 5)), name="complaints_score"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="complaints_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="complaints_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="complaints_all_next"),
            models.Index(fields=["-received_at", "-id"], name="complaints_new"),
            models.Index(fields=["owner", "-received_at", "-id"], name="complaints_own_new"),
            models.Index(fields=["customer", "state_kind"], name="complaints_of_customer"),
            models.Index(fields=["main_owner"], name="complaints_main_owner"),
            models.Index(fields=["main_department"], name="complaints_main_dept"),
            models.Index(fields=["state", "next_due_at"], name="complaints_state"),
            models.Index(fields=["klass", "received_at"], name="complaints_klass"),
            models.Index(fields=["phone"], name="complaints_phone", condition=~Q(phone="")),
            GinIndex(fields=["words_dbl"], opclasses=["gin_trgm_ops"], name="complaints_words"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def main_object(self) -> Main | None:
        """The customer, once he is known."""
        return None if self.customer is None else Main("customers.customer", self.customer.pk, str(self.customer))

    @property
    def who(self) -> str:
        """Whose complaint it is, in one name."""
        return str(self.customer or self.complainant_name or self.phone or self.email)


class Finding(models.Model):
    """One thing that was looked at to verify a complaint: what, with which result, by which paper."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="findings")
    kind = models.CharField(_("what was looked at"), max_length=12, choices=Found)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    place = models.CharField(_("where"), max_length=80, blank=True)
    value = models.CharField(_("measured"), max_length=80, blank=True)
    document = models.CharField(_("paper, number"), max_length=80, blank=True)
    laboratory = models.CharField(_("laboratory"), max_length=80, blank=True)
    valid = models.BooleanField(_("meets the national standard"), null=True, blank=True)
    text = models.TextField(_("what was found"), blank=True)
    file = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("file"))
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    main_field: ClassVar[str] = "complaint"

    class Meta:
        ordering: ClassVar = ["at", "id"]

"""A corrective action with what it was asked for (F56, F59, F71, F75, F103)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa.words import Factor, Grade, Origin
from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Capa(Scoped, UnderCustomer, Followed, OwnFields):
    """One fault, from the team that takes it on to the proof that what was done against it worked.

    `source_kind` and `source_id` name the record that asked first, all of them stand in `sources`; "" = by itself.
    `responsible` is the department it is asked of, `checker` who judges the effect: never the owner. `step_due_at`
    is when the step it stands in ends. `defect_key`, the defect without case and blanks, makes faults alike.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    title = models.CharField(pgettext_lazy("capa", "what is wrong"), max_length=160)
    origin = models.CharField(pgettext_lazy("capa", "asked for by"), max_length=10, choices=Origin, default=Origin.OTHER)
    source_kind = models.CharField(max_length=60, blank=True, editable=False)
    source_id = models.BigIntegerField(null=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="capas", verbose_name=_("customer")
    )
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    batch = models.CharField(_("batch"), max_length=60, blank=True)
    defect = models.CharField(_("defect"), max_length=120, blank=True)
    defect_key = models.CharField(max_length=120, blank=True, editable=False)
    grade = models.PositiveSmallIntegerField(pgettext_lazy("capa", "grade"), choices=Grade, default=Grade.USUAL)
    responsible = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("responsible department")
    )
    checker = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checks the effect")
    )
    team = models.ManyToManyField(Employee, blank=True, related_name="+", verbose_name=pgettext_lazy("capa", "team"))
    problem = models.TextField(_("description of the problem"), blank=True)
    found_on = models.DateField(_("found on"), null=True, blank=True)
    found_where = models.CharField(_("found where"), max_length=120, blank=True)
    extent = models.CharField(_("how much is affected"), max_length=120, blank=True)
    clause = models.CharField(_("requirement not met"), max_length=200, blank=True)
    contained = models.TextField(_("why nothing had to be contained"), blank=True, editable=False)
    factor = models.CharField(pgettext_lazy("capa", "cause lies in"), max_length=12, choices=Factor, blank=True)
    cause = models.TextField(_("root cause"), blank=True)
    standard = models.TextField(_("what became the rule"), blank=True)
    thanks = models.TextField(_("thanks to the team"), blank=True)
    wants_answer = models.BooleanField(_("the customer is to have the answer"), default=False)
    round_no = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    limit_from = models.DateTimeField(_("time runs from"), editable=False)
    step_due_at = models.DateTimeField(_("step ends"), null=True, editable=False)
    check_from = models.DateTimeField(_("effect asked from"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="joined", verbose_name=_("joined to"))
    created_at = models.DateTimeField(pgettext_lazy("capa", "asked for at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("corrective action request")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="capa_own_next"),
            models.Index(fields=["next_due_at", "id"], name="capa_all_next"),
            models.Index(fields=["-created_at", "-id"], name="capa_all_new"),
            models.Index(fields=["product", "defect_key", "created_at"], name="capa_alike"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def main_object(self) -> Main | None:
        """The customer, where there is one."""
        return self.customer.main_object if self.customer is not None else None


class Source(models.Model):
    """A record that asked for it; one corrective action may answer several."""

    capa = models.ForeignKey(Capa, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    added_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    main_field: ClassVar[str] = "capa"

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["capa", "kind", "object_id"], name="capa_source_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"], name="capa_of_source")]

    def __str__(self) -> str:
        return self.title

"""A customer followed in stages: first by the consultant, then by the director, with the file that goes along (F26)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Customer
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Staged(Scoped, UnderCustomer, Followed):
    """One staged follow-up. `owner` is whose turn it is; `consultant` and `director` carried out the phases."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="staged", verbose_name=_("customer"))
    consultant = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("consultant"))
    director = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("director"))
    situation = models.TextField(_("situation of the customer"), blank=True)
    consulting_plan = models.TextField(_("consulting plan"), blank=True)
    service_plan = models.TextField(_("service plan"), blank=True)
    analysis = models.TextField(_("customer analysis"), blank=True)
    guidance = models.TextField(_("director's guidance"), blank=True)
    started_at = models.DateTimeField(_("began"))
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    signed_phase = models.PositiveSmallIntegerField(_("signed in phase"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("staged follow-up")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer"], condition=models.Q(ended_at=None), name="handovers_one_at_a_time"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="handovers_own_next"),
            models.Index(fields=["next_due_at", "id"], name="handovers_all_next"),
        ]

    def __str__(self) -> str:
        return str(self.customer)

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

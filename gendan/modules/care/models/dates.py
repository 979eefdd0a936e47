"""Days to remember, and each time one of them comes round."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.almanac import YearlyDay
from gendan.modules.care.words import Colour, DayKind, Relation
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class CareDate(models.Model):
    """A day that comes back every year, at a customer or a person there (F89.1).

    Month and day are of its own calendar. `born_on` is set where it repeats the birthday that stands with the contact.
    `next_on` is the next time that nobody has been given to do yet.
    """

    main_field: ClassVar[str] = "customer"

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="care_dates", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, blank=True, related_name="care_dates", verbose_name=_("contact")
    )
    kind = models.CharField(_("what is remembered"), max_length=12, choices=DayKind, default=DayKind.BIRTHDAY)
    relation = models.CharField(_("whose day"), max_length=8, choices=Relation, default=Relation.SELF)
    colour = models.CharField(_("care colour"), max_length=6, choices=Colour)
    name = models.CharField(_("name or occasion"), max_length=60, blank=True)
    lunar = models.BooleanField(_("lunar calendar"), default=False)
    leap = models.BooleanField(_("leap month"), default=False)
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(_("day"))
    gift = models.CharField(_("planned gift"), max_length=120, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=10, decimal_places=2, null=True, blank=True)
    born_on = models.DateField(null=True, editable=False)
    next_on = models.DateField(_("next time"))
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("day to remember")
        ordering: ClassVar = ["next_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact"], condition=Q(born_on__isnull=False), name="care_own_birthday_once"),
            models.CheckConstraint(condition=Q(month__range=(1, 12), day__range=(1, 31)), name="care_date_is_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["next_on", "id"], name="care_dates_next")]

    def __str__(self) -> str:
        who = [str(self.contact or self.customer)]
        if self.relation not in (Relation.SELF, Relation.FIRM):
            who.append(str(self.get_relation_display()))
        return " · ".join([*who, *([self.name] if self.name else []), str(self.get_kind_display())])

    @property
    def masked(self) -> str:
        """Whose day it is, and no more."""
        return f"{self.contact or self.customer} · ****"

    @property
    def yearly(self) -> YearlyDay:
        """The day in its own calendar."""
        return YearlyDay(self.month, self.day, self.lunar, self.leap)

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object


class Occasion(Scoped, UnderCustomer, Followed):
    """One time that a day to remember came round, with what was done; made by the scheduler, once for each day."""

    date = models.ForeignKey(CareDate, models.SET_NULL, null=True, related_name="occasions", verbose_name=_("day to remember"))
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="care_occasions", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    colour = models.CharField(_("care colour"), max_length=6, choices=Colour)
    title = models.CharField(pgettext_lazy("care", "occasion"), max_length=200)
    on = models.DateField(pgettext_lazy("care", "on"))
    gift = models.CharField(_("planned gift"), max_length=120, blank=True)
    budget = models.DecimalField(_("budget"), max_digits=10, decimal_places=2, null=True, blank=True)
    way = models.CharField(_("way"), max_length=20, blank=True, editable=False)
    outcome = models.CharField(_("what was done"), max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("care occasion")
        constraints: ClassVar = [models.UniqueConstraint(fields=["date", "on"], name="care_occasion_once")]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="care_occasions_own"),
            models.Index(fields=["next_due_at", "id"], name="care_occasions_all"),
            models.Index(fields=["on", "id"], name="care_occasions_on"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

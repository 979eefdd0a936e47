"""The company's own settings: which profile of its trade holds, where complaints go, by when, and what causes them (A2, A3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.complaints.words import Authority, Grade, Klass, Location, Unit
from gendan.spine.org.models import Department
from gendan.spine.org.roles import ROLES


def role_choices() -> list[tuple[str, str]]:
    """The abstract roles; the form shows what the company calls them."""
    return [(key, english) for key, (_chinese, english) in ROLES.items()]


class Profile(models.Model):
    """A trade with its deadlines; exactly one holds at a time. `first_minutes`: working minutes until the complainant is spoken to (F22)."""

    key = models.SlugField(max_length=30, unique=True)
    name = models.CharField(_("profile"), max_length=60)
    note = models.CharField(_("note"), max_length=200, blank=True)
    first_minutes = models.PositiveIntegerField(_("first words within, working minutes"), default=30)
    chosen = models.BooleanField(_("in force"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("profile")
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["chosen"], condition=Q(chosen=True), name="complaints_one_profile")]

    def __str__(self) -> str:
        return self.name


class Route(models.Model):
    """Where a complaint of a class, grade and place goes, by when, and who approves its reply; blank means any.

    The row that says most about a complaint holds. `department` goes before `role`; "the same day" needs no amount.
    """

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="routes", verbose_name=_("profile"))
    klass = models.CharField(pgettext_lazy("complaint", "class"), max_length=12, choices=Klass, blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade, null=True, blank=True)
    location = models.CharField(_("place"), max_length=3, choices=Location, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible department")
    )
    role = models.CharField(_("or a holder of"), max_length=40, choices=role_choices, blank=True)
    respond = models.PositiveSmallIntegerField(_("answer within"), default=2)
    respond_unit = models.CharField(_("unit"), max_length=16, choices=Unit, default=Unit.DAYS)
    visit_days = models.PositiveSmallIntegerField(_("visit within, working days"), null=True, blank=True)
    improve_days = models.PositiveSmallIntegerField(_("improved within, working days"), null=True, blank=True)
    authority = models.CharField(_("reply approved by"), max_length=16, choices=Authority, default=Authority.DIRECTOR)

    class Meta:
        verbose_name = _("route")
        ordering: ClassVar = ["klass", "grade", "location", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "klass", "grade", "location"], name="complaints_route_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        words = (self.get_klass_display(), self.get_grade_display() if self.grade else "", self.get_location_display())
        return " · ".join(str(word) for word in words if word) or str(self.profile)


class Cause(models.Model):
    """A cause by which complaints are counted."""

    klass = models.CharField(pgettext_lazy("complaint", "class"), max_length=12, choices=Klass, blank=True)
    name = models.CharField(_("cause"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("cause")
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["klass", "name"], name="complaints_cause_once")]

    def __str__(self) -> str:
        return self.name

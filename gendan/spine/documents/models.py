"""Numbering rules and their counters (Appendix C)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberRule(models.Model):
    """How the papers of one kind are numbered, as "SJ{yy}{mm}-{seq:03}"; the counter starts anew each period."""

    class Period(models.TextChoices):
        NEVER = "never", _("never")
        YEAR = "year", _("every year")
        MONTH = "month", _("every month")
        DAY = "day", _("every day")

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    pattern = models.CharField(_("pattern"), max_length=120)
    period = models.CharField(_("starts anew"), max_length=10, choices=Period, default=Period.MONTH)


class NumberCounter(models.Model):
    """The last number given out in one period; "=TEXT" is the period of a pattern that counts nothing itself."""

    rule = models.ForeignKey(NumberRule, models.CASCADE, related_name="counters")
    period = models.CharField(max_length=201)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["rule", "period"], name="documents_counter_once")]

"""The words of corrective actions: where they come from, how grave, what causes faults, and what is done about them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Origin(models.TextChoices):
    """What asked for it."""

    COMPLAINT = "complaint", pgettext_lazy("capa", "complaint")
    SURVEY = "survey", pgettext_lazy("capa", "satisfaction survey")
    INSPECTION = "inspection", pgettext_lazy("capa", "inspection")
    AUDIT = "audit", pgettext_lazy("capa", "audit")
    DELIVERY = "delivery", pgettext_lazy("capa", "delivery")
    RETURN = "return", pgettext_lazy("capa", "return of goods")
    OTHER = "other", pgettext_lazy("capa", "found by ourselves")


#: Those that come from inside the house: their paper is the report of non-conformity (F103).
INTERNAL = (Origin.INSPECTION, Origin.AUDIT, Origin.DELIVERY, Origin.OTHER)


class Grade(models.IntegerChoices):
    """How grave, and so by when it is improved (F04.8, decision A2)."""

    GRAVE = 1, pgettext_lazy("capa", "1 · grave")
    USUAL = 2, pgettext_lazy("capa", "2 · usual")
    SLIGHT = 3, pgettext_lazy("capa", "3 · slight")


class Factor(models.TextChoices):
    """The six bones of the fishbone."""

    MAN = "man", pgettext_lazy("fishbone", "man")
    MACHINE = "machine", pgettext_lazy("fishbone", "machine")
    MATERIAL = "material", pgettext_lazy("fishbone", "material")
    METHOD = "method", pgettext_lazy("fishbone", "method")
    ENVIRONMENT = "environment", pgettext_lazy("fishbone", "environment")
    MEASUREMENT = "measurement", pgettext_lazy("fishbone", "measurement")


class Measure(models.TextChoices):
    """What an action is for: D3, D5 and D7."""

    CONTAINMENT = "containment", pgettext_lazy("measure", "containment")
    CORRECTIVE = "corrective", pgettext_lazy("measure", "corrective action")
    PREVENTIVE = "preventive", pgettext_lazy("measure", "preventive action")


#: In which steps actions of a kind are agreed on.
AGREED_IN = {
    Measure.CONTAINMENT: ("team", "problem", "containment", "cause", "plan", "carry"),
    Measure.CORRECTIVE: ("plan", "carry"),
    Measure.PREVENTIVE: ("plan", "carry", "prevent"),
}


class Way(models.TextChoices):
    """How an answer reached the customer."""

    MAIL = "mail", pgettext_lazy("capa", "by mail")
    LINK = "link", pgettext_lazy("capa", "by public link")
    HAND = "hand", pgettext_lazy("capa", "handed over or by fax")

"""The words of incidents: what goods travel on, what happened, and how they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mode(models.TextChoices):
    """What the goods travel on."""

    SEA = "sea", _("vessel")
    ROAD = "road", _("vehicle")
    RAIL = "rail", _("train")
    AIR = "air", _("aircraft")


class Event(models.TextChoices):
    """What happened to it."""

    COLLISION = "collision", _("collision")
    GROUNDING = "grounding", _("grounding")
    FIRE = "fire", pgettext_lazy("incident", "fire")
    SINKING = "sinking", _("sinking or overturning")
    BREAKDOWN = "breakdown", _("breakdown")
    STORM = "storm", _("storm or flood")
    THEFT = "theft", _("theft")
    WET = "wet", _("goods got wet")
    OTHER = "other", pgettext_lazy("incident", "something else")


class Damage(models.TextChoices):
    """How the goods are, as far as the carrier has said."""

    UNKNOWN = "unknown", pgettext_lazy("damage", "not known yet")
    NONE = "none", pgettext_lazy("damage", "unharmed")
    PART = "part", _("damaged in part")
    TOTAL = "total", _("lost or spoilt")


class Way(models.TextChoices):
    """To whom, or from whom, the carrier's log runs."""

    ASKED = "asked", _("we asked")
    ANSWERED = "answered", _("the carrier answered")

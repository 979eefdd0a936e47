"""The words of care: what is remembered, of whom, and the colours of F89."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Colour(models.TextChoices):
    """The colours of the care calendar (F89.1)."""

    RED = "red", pgettext_lazy("care colour", "red")
    YELLOW = "yellow", pgettext_lazy("care colour", "yellow")
    BLUE = "blue", pgettext_lazy("care colour", "blue")


class Relation(models.TextChoices):
    """Whose day it is."""

    SELF = "self", _("the person")
    SPOUSE = "spouse", _("spouse")
    CHILD = "child", _("child")
    PARENT = "parent", _("parent")
    FIRM = "firm", _("the customer")


class DayKind(models.TextChoices):
    """What is remembered."""

    BIRTHDAY = "birthday", _("birthday")
    ANNIVERSARY = "anniversary", _("anniversary")


COLOUR_WORDS = {
    Colour.RED: _("birthday of the person"),
    Colour.YELLOW: _("birthday of spouse, child or parent"),
    Colour.BLUE: _("anniversary"),
}
FESTIVAL_WORDS = {
    "new_year": _("New Year's Day"),
    "spring": _("Spring Festival"),
    "lantern": _("Lantern Festival"),
    "labour": _("Labour Day"),
    "dragon_boat": _("Dragon Boat Festival"),
    "mid_autumn": _("Mid-Autumn Festival"),
    "national": _("National Day"),
    "double_ninth": _("Double Ninth Festival"),
}


def colour_of(kind: str, relation: str) -> Colour:
    """F89.1: red for the person's birthday, yellow for the family's, blue for anniversaries."""
    if kind == DayKind.ANNIVERSARY:
        return Colour.BLUE
    return Colour.RED if relation == Relation.SELF else Colour.YELLOW


RELATIVES = (Relation.SPOUSE, Relation.CHILD, Relation.PARENT)


def group_of(relation: str) -> str:
    """The group of personal fields to which a day belongs (U12)."""
    return "family" if relation in RELATIVES else "birthday"


class GiftKind(models.TextChoices):
    """What may be given (F47, F89.2)."""

    PRESENT = "present", _("small present")
    FLOWERS = "flowers", _("flowers")
    CAKE = "cake", _("cake")
    MEAL = "meal", _("meal")
    CASH = "cash", _("cash reward")


class Role(models.TextChoices):
    """As whom a person acts towards us: what may be given hangs on it (U13)."""

    PRIVATE = "private", _("for themselves, not in the line of duty")
    EMPLOYED = "employed", _("for an employer (bank, insurance, repair shop, buyer …)")
    OFFICIAL = "official", _("public official")


class About(models.TextChoices):
    """What a sending is about (F01, F48)."""

    GREETING = "greeting", _("greeting")
    PRODUCT = "product", _("new product")
    PROMOTION = "promotion", _("promotion")


class Level(models.TextChoices):
    """The four levels of service value (F82)."""

    BASIC = "basic", _("basic need")
    EXPECTED = "expected", _("expected need")
    DESIRED = "desired", _("desired need")
    BEYOND = "beyond", _("beyond expectation")

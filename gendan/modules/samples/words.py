"""The words of samples: where they come from, who pays, what is required of them, and what uniforms are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(models.TextChoices):
    """Where the sample comes from."""

    STOCK = "stock", _("from stock or the library")
    NEW = "new", _("made anew")


class Payer(models.TextChoices):
    """Who pays (F68, decision A28)."""

    CUSTOMER = "customer", _("the customer")
    US = "us", pgettext_lazy("payer", "we")
    SHARED = "shared", _("half and half")


class Way(models.TextChoices):
    """How it gets to the customer (F27.1)."""

    CARRIER = "carrier", _("sent by a carrier")
    CARRIED = "carried", _("carried by the salesperson")


class Verdict(models.TextChoices):
    """What the customer says of one round."""

    CONFIRMED = "confirmed", pgettext_lazy("sample", "confirmed")
    MODIFY = "modify", _("to be modified")
    OBJECTED = "objected", _("objection")


class Requirement(models.TextChoices):
    """F27.2: stated, unstated but needed, by law."""

    STATED = "a", _("stated, delivery and after-delivery included")
    UNSTATED = "b", _("unstated, but needed for the product or its expected use")
    LEGAL = "c", _("obligation by law")


class UniformType(models.TextChoices):
    """C65."""

    SUIT = "suit", _("suits")
    WORKWEAR = "workwear", _("workwear")
    ADMINISTRATION = "administration", _("administration")
    FACTORY = "factory", _("factory wear")
    ENGINEERING = "engineering", _("engineering wear")
    SECURITY = "security", _("security wear")
    SHIRT = "shirt", _("shirts")
    TSHIRT = "tshirt", _("T-shirts")
    HOTEL = "hotel", _("hotel wear")
    SCHOOL = "school", _("school wear")
    BEAUTY = "beauty", _("beauty wear")
    MEDICAL = "medical", _("medical wear")
    PROMOTIONAL = "promotional", _("promotional wear")
    SPECIAL = "special", _("special wear")


class Style(models.TextChoices):
    """C66, F24.2: A a style exists, B none; for what is high-end or valuable a design service."""

    EXISTING = "existing", _("A · a style exists: the pattern is made from it")
    NONE = "none", _("B · no style yet: described, similar samples offered")
    DESIGN = "design", _("B · design service, for what is high-end or valuable")


class Decoration(models.TextChoices):
    """What is put upon the cloth."""

    NONE = "none", pgettext_lazy("decoration", "none")
    PRINT = "print", _("print")
    EMBROIDERY = "embroidery", _("embroidery")
    BOTH = "both", _("print and embroidery")


class ContractForm(models.TextChoices):
    """F24.7: on what paper."""

    OURS = "ours", _("our form")
    THEIRS = "theirs", _("the customer's form")
    ORDER = "order", _("confirmed order")


#: F24.1: what buyers of uniforms ask; the answers stand in the guide K7.
QUESTIONS = {
    "size": _("How large is the company?"),
    "process": _("How does an order run, from the first talk to delivery?"),
    "factory": _("Is there a factory of our own, and how many people work in it?"),
    "types": _("Which kinds of uniforms are made?"),
    "strengths": _("What are we better at than others?"),
    "design": _("Is there a design service?"),
    "trade": _("Which kinds suit their trade and their posts?"),
    "style": _("How is the style settled?"),
}
#: F24.4: what a piece costs us.
COSTS = {
    "style_cost": _("pattern and design"), "fabric_cost": _("fabric"), "trimmings_cost": _("trimmings"),
    "decoration_cost": _("cost of print or embroidery"), "making_cost": _("making"),
}

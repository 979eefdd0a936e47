"""The words of returned goods: how many, how inspected, whose fault, and what becomes of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Size(models.TextChoices):
    """C35; from how many pieces on it is a batch is a setting (A25)."""

    BATCH = "batch", pgettext_lazy("return", "batch")
    SMALL = "small", pgettext_lazy("return", "small lot")


class Inspection(models.TextChoices):
    """F56.6: a batch is sampled, a small lot is inspected whole."""

    SAMPLING = "sampling", _("sampling inspection")
    FULL = "full", _("100 % inspection")


class Fault(models.TextChoices):
    """Whose fault it is (C36)."""

    OURS = "ours", _("our fault")
    NOT_OURS = "not_ours", _("not our fault")
    MISUSE = "misuse", _("used wrongly")


class Wish(models.TextChoices):
    """F56.7: what the customer wants for goods that are our fault."""

    REPLENISH = "replenish", _("replenish")
    REFUND = "refund", _("refund")
    EXCHANGE = "exchange", _("exchange")
    OTHER = "other", pgettext_lazy("return", "other way")


class Settlement(models.TextChoices):
    """What was settled with the customer for goods that are not our fault."""

    SENT_BACK = "sent_back", _("sent back to the customer")
    REWORK_PAID = "rework_paid", _("reworked at his cost")
    GOODWILL = "goodwill", _("goodwill, as if it were our fault")
    SCRAPPED = "scrapped", _("scrapped, agreed with him")


class Goods(models.TextChoices):
    """What became of the goods themselves."""

    STOCK = "stock", _("back to stock")
    REWORK = "rework", _("reworked")
    SCRAP = "scrap", _("scrapped")
    CUSTOMER = "customer", _("back to the customer")
    SUPPLIER = "supplier", _("back to the supplier")


class DeskKind(models.TextChoices):
    """What is done at the service desk (F106.3, F106.4)."""

    REFUND = "refund", pgettext_lazy("desk", "return")
    EXCHANGE = "exchange", pgettext_lazy("desk", "exchange")
    PRICE = "price", pgettext_lazy("desk", "price difference")


class DeskReason(models.TextChoices):
    """Why it comes back."""

    QUALITY = "quality", pgettext_lazy("desk", "quality")
    WRONG = "wrong", pgettext_lazy("desk", "wrong goods")
    SIZE = "size", pgettext_lazy("desk", "size or colour")
    EXPIRED = "expired", pgettext_lazy("desk", "past its date")
    UNWANTED = "unwanted", pgettext_lazy("desk", "not wanted any more")
    PRICE = "price", pgettext_lazy("desk", "charged too much")


class Condition(models.TextChoices):
    """What the inspector found."""

    GOOD = "good", pgettext_lazy("goods", "in order")
    DEFECT = "defect", pgettext_lazy("goods", "has a defect")


class Place(models.TextChoices):
    """Where the goods go after the desk (F106.9, F106.10)."""

    SHELF = "shelf", _("back on the shelf")
    LIST = "list", _("list of quality returns")


class Money(models.TextChoices):
    """How it was paid back."""

    CASH = "cash", _("cash from the float")
    ORIGINAL = "original", _("the way he paid")


#: F106.1, F106.2: what is done before the desk opens, each ticked by who signs in.
BEFORE_OPENING = {
    "appearance": _("appearance and clothes in order"), "clean": _("desk and floor clean"), "box": _("suggestion box opened, book tidied"),
    "manager": _("suggestions handed to the store manager on duty"), "tools": _("calculator, phone book and return slips there"),
    "promotions": _("today's promotions known"), "machines": _("computers and telephone work"),
}

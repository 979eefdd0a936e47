"""The words with which contracts are written and reviewed."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Party(models.TextChoices):
    """Whose opinion a review may ask (F59.6, F64.9)."""

    SALES = "sales", pgettext_lazy("review", "sales")
    PRODUCTION = "production", pgettext_lazy("review", "production")
    TECHNOLOGY = "technology", pgettext_lazy("review", "technology and development")
    QUALITY = "quality", pgettext_lazy("review", "quality")
    FINANCE = "finance", pgettext_lazy("review", "finance")


class Level(models.TextChoices):
    """Who approves what was reviewed."""

    NONE = "none", pgettext_lazy("approval", "nobody: the opinions are enough")
    HEAD = "head", pgettext_lazy("approval", "sales or marketing head")
    TOP = "top", pgettext_lazy("approval", "general manager")


class Market(models.TextChoices):
    DOMESTIC = "domestic", pgettext_lazy("market", "domestic")
    EXPORT = "export", pgettext_lazy("market", "export")


class Taken(models.TextChoices):
    """How the customer told the requirements; what is not written is noted first (F59.3, F64.7)."""

    WRITTEN = "written", pgettext_lazy("taken", "in writing")
    PHONE = "phone", pgettext_lazy("taken", "by telephone")
    FACE = "face", pgettext_lazy("taken", "face to face")
    CHAT = "chat", pgettext_lazy("taken", "by WeChat or QQ")


class Settlement(models.TextChoices):
    TRANSFER = "transfer", pgettext_lazy("settlement", "bank transfer")
    ACCEPTANCE = "acceptance", pgettext_lazy("settlement", "acceptance bill")
    CREDIT = "credit", pgettext_lazy("settlement", "letter of credit")
    CASH = "cash", pgettext_lazy("settlement", "cash")


class Nature(models.TextChoices):
    """C24: what the customer said, what is needed though nobody said it, what the law asks (F59.1, F59.2, F64.8)."""

    STATED = "stated", pgettext_lazy("requirement", "stated by the customer")
    UNSTATED = "unstated", pgettext_lazy("requirement", "not stated, but needed")
    LEGAL = "legal", pgettext_lazy("requirement", "law and regulation")


class Met(models.TextChoices):
    """Whether the company can fulfil a requirement."""

    OPEN = "", pgettext_lazy("requirement", "to be checked")
    YES = "yes", pgettext_lazy("requirement", "can be met")
    NO = "no", pgettext_lazy("requirement", "cannot be met")
    NOT = "not", pgettext_lazy("requirement", "does not apply")


class Supply(models.TextChoices):
    """Where the goods come from (F59.7)."""

    OPEN = "", pgettext_lazy("supply", "not known yet")
    STOCK = "stock", pgettext_lazy("supply", "ship from stock")
    PRODUCE = "produce", pgettext_lazy("supply", "production plan")


class When(models.TextChoices):
    """What a payment waits for."""

    SIGNING = "signing", pgettext_lazy("payment", "after signing")
    BEFORE_DELIVERY = "before_delivery", pgettext_lazy("payment", "before delivery")
    DELIVERY = "delivery", pgettext_lazy("payment", "after delivery")
    ACCEPTANCE = "acceptance", pgettext_lazy("payment", "after acceptance")
    INVOICE = "invoice", pgettext_lazy("payment", "after the invoice")
    WARRANTY = "warranty", pgettext_lazy("payment", "after the warranty")


class Media(models.TextChoices):
    """Where product information is published (F64.1)."""

    JOURNAL = "journal", pgettext_lazy("medium", "journal advertisement")
    SITE = "site", pgettext_lazy("medium", "website")
    WECHAT = "wechat", pgettext_lazy("medium", "WeChat account")
    FAIR = "fair", pgettext_lazy("medium", "trade fair")
    MANUAL = "manual", pgettext_lazy("medium", "catalogue or manual")


class Trigger(models.TextChoices):
    """What the customer must be told at once (F67.5 a, b, c)."""

    MATERIAL = "material", pgettext_lazy("trigger", "a: material late, delivery endangered")
    QUALITY = "quality", pgettext_lazy("trigger", "b: severe quality problem")
    SUDDEN = "sudden", pgettext_lazy("trigger", "c: sudden event that touches the delivery")


#: What every review asks besides what the customer said (F59.2, F64.8); the company may add rows to each contract.
USUAL: tuple[tuple[Nature, Any], ...] = (
    (Nature.LEGAL, _("Laws and regulations that apply to the product")),
    (Nature.LEGAL, _("Mandatory standards and certificates")),
    (Nature.UNSTATED, _("Fitness for the use that the customer means")),
    (Nature.UNSTATED, _("Reliability and life")),
    (Nature.UNSTATED, _("Packing and transport")),
    (Nature.UNSTATED, _("Service after delivery")),
)

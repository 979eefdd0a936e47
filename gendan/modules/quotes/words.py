"""The words of quotations: where an enquiry comes from, terms of delivery, ways of sending."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Market(models.TextChoices):
    """To whom it goes (C22): goods for China, or for abroad, Hong Kong, Macao and Taiwan."""

    DOMESTIC = "domestic", pgettext_lazy("market", "domestic")
    EXPORT = "export", pgettext_lazy("market", "export")


class Enquiry(models.TextChoices):
    """How the enquiry came (F68)."""

    CANTON_FAIR = "canton_fair", _("Canton Fair")
    FAIR = "fair", _("foreign fair")
    LETTER = "letter", pgettext_lazy("enquiry", "letter")
    MAIL = "mail", pgettext_lazy("enquiry", "e-mail")
    WEB = "web", pgettext_lazy("enquiry", "website")
    AD = "ad", pgettext_lazy("enquiry", "advertisement")
    PHONE = "phone", pgettext_lazy("enquiry", "telephone")
    CHAT = "chat", pgettext_lazy("enquiry", "WeChat, WhatsApp")
    VISIT = "visit", pgettext_lazy("enquiry", "visit")
    OWN = "own", _("offered by us")


class Incoterm(models.TextChoices):
    """Terms of delivery, Incoterms 2020."""

    EXW = "EXW", "EXW"
    FCA = "FCA", "FCA"
    FAS = "FAS", "FAS"
    FOB = "FOB", "FOB"
    CFR = "CFR", "CFR"
    CIF = "CIF", "CIF"
    CPT = "CPT", "CPT"
    CIP = "CIP", "CIP"
    DAP = "DAP", "DAP"
    DPU = "DPU", "DPU"
    DDP = "DDP", "DDP"


#: With these the seller pays the main carriage (F68.1: freight prepaid).
PREPAID = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"})


class Way(models.TextChoices):
    """By which fast means a price goes out (F68.2)."""

    MAIL = "mail", pgettext_lazy("way", "e-mail")
    WECHAT = "wechat", pgettext_lazy("way", "WeChat")
    CHAT = "chat", pgettext_lazy("way", "WhatsApp or another chat")
    FAX = "fax", pgettext_lazy("way", "fax")
    PAPER = "paper", pgettext_lazy("way", "on paper")
    LINK = "link", pgettext_lazy("way", "link")

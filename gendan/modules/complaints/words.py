"""The words of complaints: classes, ways, grades, verdicts, and what is found (C29 … C37)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Klass(models.TextChoices):
    """The class of a complaint (C29); each has its own way of being verified."""

    BEHAVIOUR = "behaviour", _("service behaviour")
    WORK = "work", _("professional work of business staff")
    QUALITY = "quality", _("product quality")
    SHORT_WEIGHT = "short_weight", _("short weight")
    TRANSPORT = "transport", _("transport damage")
    TRADE = "trade", _("batch defect, return of goods")
    CONSULTING = "consulting", _("consulting service, certificate result")
    SERVICE = "service", _("pre-sale and after-sale service")
    CERTIFICATE = "certificate", _("certificate, papers")
    PROPERTY = "property", _("property service")


class Phase(models.TextChoices):
    """Which phase of service it is about (C37)."""

    PRE = "pre", _("pre-sale")
    IN = "in", _("in-sale")
    AFTER = "after", _("after-sale")
    CONTRACT = "contract", _("contractual service")
    FEEDBACK = "feedback", _("complaint, feedback")


class Source(models.TextChoices):
    """What gave rise to it (C30)."""

    GOODS = "goods", _("the goods themselves")
    SERVICE = "service", _("service after the sale")


class Channel(models.TextChoices):
    """By which way it came (C31)."""

    PHONE = "phone", pgettext_lazy("channel", "telephone")
    HOTLINE = "hotline", _("400 hotline")
    ORAL = "oral", _("in person")
    SITE = "site", _("on site")
    MAIL = "mail", pgettext_lazy("channel", "e-mail")
    ONLINE = "online", _("web form")
    WECHAT = "wechat", pgettext_lazy("channel", "WeChat")
    SMS = "sms", pgettext_lazy("channel", "short message")
    LETTER = "letter", pgettext_lazy("channel", "letter")
    FAX = "fax", pgettext_lazy("channel", "fax")
    GOODS = "return", _("return of goods")
    SAMPLE = "sample", _("objection to a sample")


#: Ways in which somebody is answered.
ANSWERS = (Channel.PHONE, Channel.MAIL, Channel.SMS, Channel.LETTER, Channel.WECHAT, Channel.ORAL, Channel.SITE, Channel.ONLINE)
#: Ways in which somebody has been spoken to when the complaint is written down.
SPOKEN = (Channel.PHONE, Channel.HOTLINE, Channel.ORAL, Channel.SITE)


class Grade(models.IntegerChoices):
    """How severe it is (C32, A2): the first grade is improved within three working days."""

    SEVERE = 1, pgettext_lazy("grade", "grade 1, severe")
    GENERAL = 2, pgettext_lazy("grade", "grade 2, ordinary")
    SLIGHT = 3, pgettext_lazy("grade", "grade 3, slight")


class Location(models.TextChoices):
    """Where the complainant is (C34)."""

    INSIDE = "in", _("within the province")
    OUTSIDE = "out", _("outside the province")


class Fault(models.TextChoices):
    """Whose fault it is (C36)."""

    OURS = "ours", _("our fault")
    NOT_OURS = "not_ours", _("not our fault")
    MISUSE = "misuse", _("used wrongly")
    UNDECIDED = "undecided", _("undecided")


class Mood(models.TextChoices):
    """How the complainant feels; first words are suggested by it (K9, K17)."""

    CALM = "calm", pgettext_lazy("mood", "calm")
    WORRIED = "worried", pgettext_lazy("mood", "worried")
    UPSET = "upset", pgettext_lazy("mood", "upset")
    FURIOUS = "furious", pgettext_lazy("mood", "furious")


class Grasp(models.TextChoices):
    """To what degree the matter is grasped (F33.2)."""

    FULL = "full", _("wholly clear")
    PART = "part", _("partly clear")
    HARDLY = "hardly", _("hardly clear")


class Delivery(models.TextChoices):
    """How the goods were delivered (F29)."""

    SELF = "self", _("collected by the customer")
    DELIVERED = "delivered", _("delivered by us")


class Found(models.TextChoices):
    """What was looked at to verify a complaint."""

    ENQUIRY = "enquiry", _("enquiry among those concerned")
    VISIT = "visit", _("visit to the site")
    STOCK = "stock", _("stock")
    PROGRESS = "progress", _("work in progress")
    RECORD = "record", _("inspection record")
    ASSAY = "assay", _("assay")
    SITE_SAMPLE = "site_sample", _("sample taken on site")
    LABORATORY = "laboratory", _("third-party laboratory")
    WEIGHING = "weighing", _("weighing point")
    SCALE = "scale", _("certificate of the scale")
    CARRIER = "carrier", _("the carrier's answer")
    PHOTO = "photo", _("photographs of the customer")
    SENT_SAMPLE = "sent_sample", _("sample sent by the customer")
    ANALYSIS = "analysis", _("analysis")
    OTHER = "other", pgettext_lazy("finding", "other")


class Result(models.TextChoices):
    """What it says about the complaint."""

    CONFIRMED = "confirmed", _("the same fault is there")
    REFUTED = "refuted", _("nothing of it")
    UNCLEAR = "unclear", _("cannot be said")


class Party(models.TextChoices):
    """Departments whose opinions stand side by side (F28.3, F29.1)."""

    QUALITY = "quality", pgettext_lazy("party", "quality")
    PRODUCTION = "production", pgettext_lazy("party", "production")
    TECHNOLOGY = "technology", pgettext_lazy("party", "technology and development")
    TRANSPORT = "transport", _("storage, transport and weighbridge")
    WAREHOUSE = "warehouse", pgettext_lazy("party", "warehouse")
    FINANCE = "finance", pgettext_lazy("party", "finance")
    SERVICE = "service", _("customer service")
    SALES = "sales", pgettext_lazy("party", "sales")
    CONCERNED = "concerned", _("the department complained about")


class Authority(models.TextChoices):
    """Who lets a reply go out, low to high (F33.3, F04.9)."""

    HANDLER = "handler", _("the handler himself")
    SERVICE_HEAD = "service_head", _("head of customer service")
    SALES_HEAD = "sales_head", _("head of sales")
    DIRECTOR = "director", _("vice-president")
    MANAGER = "general_manager", _("general manager")


class Unit(models.TextChoices):
    """What a deadline counts (A3, A4)."""

    MINUTES = "working_minutes", _("working minutes")
    HOURS = "working_hours", _("working hours")
    DAYS = "working_days", _("working days")
    CALENDAR = "days", _("calendar days")
    SAME_DAY = "same_day", _("the same day")


class Agreement(models.TextChoices):
    """What the complainant says to the explanation or the solution (F75.5)."""

    AGREED = "agreed", _("agrees")
    REFUSED = "refused", _("does not agree")


class Matter(models.TextChoices):
    """What a call to the hotline is (C51); complaints are records of their own."""

    DEMAND = "demand", _("demand")
    INFORMATION = "information", _("question")
    SUGGESTION = "suggestion", _("suggestion")

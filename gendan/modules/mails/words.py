"""The words of F05 and F06: topics of following up, causes of silence, and the points that are checked before sending."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a follow-up mail may be about (F06.1 … F06.12); pressure and jokes are left out (U10)."""

    PHONE = "phone", _("telephone first")
    PRICE = "price", _("prices, lead times and the market")
    QUOTATION = "quotation", _("the quotation once more")
    NEED = "need", _("what they need")
    PEERS = "peers", _("what others buy, with proof")
    NEWS = "news", _("new products and company news")
    MARKET = "market", _("market report")
    PROFIT = "profit", _("what they earn with it")
    PLANNING = "planning", _("advice on place and planning")
    SCENERY = "scenery", _("our town and works")
    GREETING = "greeting", _("holiday and weekend greetings")
    CONFIDENCE = "confidence", _("why we trust the product")


class Cause(models.TextChoices):
    """Why nobody answers (F06.14 … F06.17)."""

    NOT_RECEIVED = "not_received", _("did not arrive")
    NOT_SEEN = "not_seen", _("was not seen")
    SPAM = "spam", _("landed among the spam")
    SUBJECT = "subject", _("the subject did not draw")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the gate: its number in F05, its name, and how hard it is where the company has not said."""

    key: str
    flow: str
    title: Any
    level: str


OFF, HINT, REQUIRED = "off", "hint", "required"
LEVELS = ((OFF, _("not checked")), (HINT, _("a hint")), (REQUIRED, _("required")))

POINTS: tuple[Point, ...] = (
    Point("read", "F05.1", _("Their mail read three times"), REQUIRED),
    Point("notes", "F05.1", _("Key points noted where it is long"), REQUIRED),
    Point("understood", "F05.1", _("Everything understood, or a second opinion"), REQUIRED),
    Point("reread", "F05.2", _("The answer read three times"), REQUIRED),
    Point("subject", "F05.3", _("The subject says what it is about"), REQUIRED),
    Point("files", "F05.4", _("Attachments, quotation and names are right"), REQUIRED),
    Point("short", "F05.5", _("Short, simple, clear"), HINT),
    Point("pictures", "F05.6", _("Pictures rather than words"), HINT),
    Point("talk", "F05.7", _("What was said is confirmed in writing"), HINT),
    Point("question", "F05.8", _("Ends with a question"), HINT),
    Point("tone", "F66.3", _("Concise and formal in tone"), HINT),
    Point("claims", "F57.3", _("Promises nothing that nobody can keep"), REQUIRED),
    Point("names", "F05.9", _("Files are named by the rules"), HINT),
    Point("weight", "F06.16", _("Light enough not to be taken for spam"), HINT),
    Point("often", "U11", _("Not written to too often"), REQUIRED),
    Point("consent", "U11", _("They want to be written to"), REQUIRED),
    Point("address", "F06.14", _("The address takes mail"), REQUIRED),
)
#: What is never promised (F57, U8): risk and return are the customer's.
CLAIMS = ("零风险", "没有风险", "毫无风险", "稳赚", "包赚", "保证回本", "肯定回本", "zero risk", "risk-free", "no risk at all", "guaranteed profit")
TICKS = ("read", "understood", "reread", "files")

#: Who answers with one of these wants nothing more.
LEAVES = frozenset({"unsubscribe", "td", "退订", "t", "n", "stop", "取消", "拒收"})

#: The numbers of the gate and of following through, each a setting.
NUMBERS: dict[str, Any] = {
    "mails.reads": 3, "mails.notes_words": 100, "mails.short_words": 200, "mails.hard_letters": 13,
    "mails.attachment_kilobytes": 1024, "mails.unanswered": 3, "mails.unanswered_days": 14, "mails.many_a_month": 4,
    "mails.reply_days": 3, "mails.answer_hours": 8, "mails.fetch_minutes": 2,
}

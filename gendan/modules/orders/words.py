"""The words of orders: markets, stages, kinds of change and what becomes of them, trials."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Market(models.TextChoices):
    """Where the goods go; Hong Kong, Macao and Taiwan are export (F58)."""

    DOMESTIC = "domestic", _("domestic order")
    EXPORT = "export", _("export order")


class Stage(models.TextChoices):
    """How far the goods have come (F14), in their order."""

    MATERIAL = "material", _("material ready")
    SCHEDULED = "scheduled", _("scheduled")
    IN_PROCESS = "in_process", _("in process")
    INSPECTED = "inspected", _("inspected")
    STOCK = "stock", _("in finished stock")
    SHIPPED = "shipped", _("shipped")


STAGES = tuple(Stage.values)
#: What a change is judged by: the last stage that any line has reached, "" when nothing has begun.
STANDINGS = ("", *STAGES)


class ChangeKind(models.TextChoices):
    """The six kinds of change, those with two directions as two (F21.4); and that of the contract, which asks for itself."""

    ADD = "add", _("add a product")
    CANCEL = "cancel", _("cancel the order")
    EARLIER = "earlier", _("deliver earlier")
    LATER = "later", _("deliver later")
    MORE = "more", _("larger quantity")
    LESS = "less", _("smaller quantity")
    STRUCTURE = "structure", _("other structure")
    PACKAGING = "packaging", _("other packaging")
    SWAP = "swap", _("other product")
    CONTRACT = "contract", _("follow the changed contract")


#: What a person may ask for.
ASKABLE = tuple(one for one in ChangeKind if one != ChangeKind.CONTRACT)


class Allowed(models.TextChoices):
    """What a stage says to a change."""

    FREE = "free", _("order centre agrees")
    REVIEW = "review", _("reviewed again")
    NO = "no", _("no longer possible")


def _row(text: str) -> dict[str, str]:
    letters = {"f": Allowed.FREE, "r": Allowed.REVIEW, "n": Allowed.NO}
    return dict(zip(STANDINGS, (letters[one] for one in text), strict=True))


#: nothing begun, material, scheduled, in process, inspected, stock, shipped
TABLE: dict[str, dict[str, str]] = {
    ChangeKind.ADD: _row("ffrrrrn"),
    ChangeKind.CANCEL: _row("frrrrrn"),
    ChangeKind.EARLIER: _row("ffrrffn"),
    ChangeKind.LATER: _row("ffffffn"),
    ChangeKind.MORE: _row("frrrrrn"),
    ChangeKind.LESS: _row("frrrnnn"),
    ChangeKind.STRUCTURE: _row("rrrnnnn"),
    ChangeKind.PACKAGING: _row("fffrrnn"),
    ChangeKind.SWAP: _row("rrrnnnn"),
    ChangeKind.CONTRACT: _row("rrrrrrn"),
}


class Trial(models.TextChoices):
    """The chain of trials (F13.3)."""

    SMALL = "small", _("small trial")
    FINAL = "final", _("final trial")
    INDUSTRIAL = "industrial", _("industrial trial")


TRIALS = tuple(Trial.values)


class Answer(models.TextChoices):
    """What the customer says to a special order (F12.3)."""

    AGREES = "agrees", _("agrees to the processing")
    ACCEPTS_STANDARD = "standard", _("takes it as we make it")


class Asker(models.TextChoices):
    """Who wants the change (F58.5)."""

    CUSTOMER = "customer", _("the customer")
    COMPANY = "company", pgettext_lazy("change", "we ourselves")


class Told(models.TextChoices):
    """How the customer hears of something."""

    EMAIL = "email", pgettext_lazy("told", "e-mail")
    SMS = "sms", pgettext_lazy("told", "short message")
    PERSON = "person", pgettext_lazy("told", "told by us")


class Verdict(models.TextChoices):
    """What the customer says to a drawing, a version or a detail."""

    CONFIRMED = "confirmed", pgettext_lazy("verdict", "confirmed")
    DECLINED = "declined", pgettext_lazy("verdict", "to be different")
    REPLACED = "replaced", pgettext_lazy("verdict", "asked anew")

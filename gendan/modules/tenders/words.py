"""The words of strategic bids: the tasks of both stages and where their effort goes, and from where prices may be known (F18)."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Area(models.TextChoices):
    """Where effort goes: 80 to 20 in the first stage, 20 to 80 in the second."""

    IMAGE = "image", _("overall image")
    RELATION = "relation", _("personal relations")


class Done(models.TextChoices):
    """What became of a task."""

    OPEN = "open", pgettext_lazy("task", "open")
    DONE = "done", pgettext_lazy("task", "done")
    LEFT_OUT = "left_out", _("left out")


class Public(models.TextChoices):
    """U6: prices of others are known from what everybody may read, never from insiders."""

    NOTICE = "notice", _("published result of a tender")
    LIST = "list", _("published price list")
    SITE = "site", _("website or shop")
    FAIR = "fair", _("trade fair")
    REPORT = "report", _("market report or information price")


#: What most tenders ask for; taken over at once, and then changed.
USUAL_DOCUMENTS: tuple[Any, ...] = (
    _("Business licence"), _("Certificates and qualifications"), _("Power of attorney"), _("References of the last three years"),
    _("Technical proposal"), _("Price sheet"), _("Proof of the bid bond"), _("Service and delivery plan"),
)


class Attitude(models.IntegerChoices):
    """How somebody stands towards us."""

    AGAINST = -2, _("against us")
    CRITICAL = -1, _("critical")
    NEUTRAL = 0, _("neutral")
    FRIENDLY = 1, _("friendly")
    FOR = 2, _("for us")


class Influence(models.IntegerChoices):
    """How much somebody's word weighs."""

    SLIGHT = 1, _("slight")
    SOME = 2, _("some")
    MUCH = 3, _("much")
    GREAT = 4, _("great")
    DECIDES = 5, _("decides")


class Trip(models.TextChoices):
    """F18.H."""

    PROJECT = "project", _("visit to a project of ours")
    FACTORY = "factory", _("visit to our factory")
    OFFICE = "office", _("at the customer's")


@dataclass(frozen=True, slots=True)
class Work:
    """One task of a stage."""

    letter: str
    title: Any
    area: str


STAGES: dict[int, tuple[Work, ...]] = {
    1: (
        Work("A", _("show our position in company and industry"), Area.IMAGE),
        Work("B", _("show range and strengths of our products"), Area.IMAGE),
        Work("C", _("propose product mixes for housing, villa and commercial, high and low end"), Area.IMAGE),
        Work("D", _("suggest technical parameters for the tender"), Area.IMAGE),
        Work("E", _("show how we serve before and after the sale, and deliver"), Area.IMAGE),
        Work("F", _("tell of strategic customers, cases, and problems solved"), Area.IMAGE),
        Work("G", _("build wide relations in their departments"), Area.RELATION),
        Work("H", _("invite them to projects and to the factory"), Area.RELATION),
    ),
    2: (
        Work("A", _("clarify how it is evaluated and scored"), Area.RELATION),
        Work("B", _("know the public price range, and set a sensible quote"), Area.IMAGE),
        Work("D", _("make the mock-up"), Area.IMAGE),
        Work("E", _("quote again, second and third round, and keep contact"), Area.RELATION),
        Work("F", _("wait for the evaluation, and stay in touch"), Area.RELATION),
    ),
}
#: What may still be open when the evaluation is in: waiting for it was the task.
LAST = "F"


def work_of(stage: int, letter: str) -> Work:
    """The declared task."""
    return next(work for work in STAGES[stage] if work.letter == letter)

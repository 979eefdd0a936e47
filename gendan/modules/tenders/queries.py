"""Reads of strategic bids: how far the tasks are, where the effort went, and how it is scored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min, QuerySet

from gendan.modules.tenders.models import Criterion, Document, PublicPrice, Stakeholder, Task, Tender
from gendan.modules.tenders.numbers import KEY, TARGETS
from gendan.modules.tenders.words import STAGES, Area, Done, work_of
from gendan.spine.procedures import numbers
from gendan.spine.procedures.models import Todo

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Effort:
    """The hours of a stage, and the share of the image in per cent beside what it should be."""

    stage: int
    image: Decimal
    relation: Decimal
    target: int

    @property
    def share(self) -> int | None:
        """The image's share in per cent; None where nothing was written down."""
        whole = self.image + self.relation
        return round(self.image / whole * 100) if whole else None

    @property
    def target_relation(self) -> int:
        return 100 - self.target


def effort(tender: Tender, *, stage: int, now: datetime) -> Effort:
    """Where the hours of a stage went (80 to 20, then 20 to 80)."""
    sums = {area: Decimal(0) for area in Area.values}
    for area, hours in tender.tasks.filter(stage=stage).values_list("area", "hours"):
        sums[area] += hours
    number = TARGETS[stage]
    target = int(numbers.value(numbers.current(KEY, (number,), at=now), number))
    return Effort(stage, sums[Area.IMAGE], sums[Area.RELATION], target)


def tasks(tender: Tender, *, stage: int) -> list[tuple[Task, Any]]:
    """The tasks of a stage with their words."""
    rows = tender.tasks.filter(stage=stage).select_related("done_by")
    return [(row, work_of(stage, row.letter)) for row in rows if row.letter in {work.letter for work in STAGES[stage]}]


def documents_of(tenders: QuerySet[Tender]) -> QuerySet[Document]:
    """The papers of bids that somebody may see."""
    return Document.objects.filter(tender__in=tenders).select_related("tender__customer", "tender__case", "tender__owner", "responsible")


def document_of(todo: Todo) -> Document | None:
    """The paper that a to-do asks for."""
    return Document.objects.filter(todo_id=todo.pk).first()


def open_letters(tender: Tender, *, stage: int) -> list[str]:
    """The tasks that are neither done nor left out."""
    return list(tender.tasks.filter(stage=stage, state=Done.OPEN).values_list("letter", flat=True))


def weighted(rows: Iterable[Criterion], name: str) -> Decimal | None:
    """The score of a hundred by the weights; None while one is missing."""
    found = [(row.weight, getattr(row, name)) for row in rows]
    if not found or any(score is None for _weight, score in found):
        return None
    whole = sum((weight * score for weight, score in found), Decimal(0)) / HUNDRED
    return whole.quantize(Decimal("0.01"))


def market(tender: Tender) -> Mapping[str, Decimal | None]:
    """The public price range."""
    return tender.prices.aggregate(low=Min("low"), high=Max("high"))


def tasks_of(tenders: QuerySet[Tender]) -> QuerySet[Task]:
    """The tasks of these bids."""
    return Task.objects.filter(tender__in=tenders).select_related("tender__customer", "tender__owner", "tender__department")


def people_of(tenders: QuerySet[Tender]) -> QuerySet[Stakeholder]:
    """The people of these bids."""
    return Stakeholder.objects.filter(tender__in=tenders).select_related("tender__customer", "tender__owner", "tender__department")


def prices_of(tender: Tender) -> QuerySet[PublicPrice]:
    """What competitors ask, publicly."""
    return tender.prices.select_related("competitor", "noted_by")


def task_of(todo: Todo) -> Task | None:
    """The task whose to-do this is."""
    return Task.objects.filter(todo_id=todo.pk).first()

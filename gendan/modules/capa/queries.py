"""Reads of corrective actions."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gendan.modules.capa.models import Action, Answer, Capa, Round, Source
from gendan.modules.capa.words import Measure
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.queries import head_of, holders_of
from gendan.spine.procedures import settling
from gendan.spine.procedures.models import Todo

OPEN = ("open", "waiting")


def of(kind: str, object_id: int) -> QuerySet[Capa]:
    """All that a record asked for, newest first; the caller narrows them to what somebody may see."""
    asked = Source.objects.filter(capa=OuterRef("pk"), kind=kind, object_id=object_id)
    found: QuerySet[Capa] = Capa.objects.filter(Exists(asked)).select_related("owner", "responsible", "case")
    return found.order_by("-created_at", "-pk")


def of_many(kind: str, ids: list[int]) -> dict[int, list[Capa]]:
    """By record, what each of these asked for; two queries."""
    found: dict[int, list[Capa]] = {}
    for row in Source.objects.filter(kind=kind, object_id__in=ids).select_related("capa__owner"):
        found.setdefault(row.object_id, []).append(row.capa)
    return found


def open_of(kind: str, object_id: int) -> QuerySet[Capa]:
    """Those of a record that still run."""
    return of(kind, object_id).filter(state_kind__in=OPEN)


def round_of(capa: Capa) -> Round:
    """The round it stands in."""
    found: Round = capa.rounds.get(number=capa.round_no)
    return found


def earlier_rounds(capa: Capa) -> QuerySet[Round]:
    """What was tried before and did not work, the last first."""
    rows = capa.rounds.filter(number__lt=capa.round_no).select_related("checked_by", "file")
    return rows.prefetch_related("whys", "bones", "actions__owner").order_by("-number")


def open_actions(capa: Capa, *kinds: str) -> QuerySet[Action]:
    """What is still to be done in this round."""
    rows = Action.objects.filter(capa=capa, round__number=capa.round_no, done_at=None, dropped_at=None)
    return rows.filter(kind__in=kinds) if kinds else rows


def done_actions(capa: Capa, kind: str) -> QuerySet[Action]:
    """What has been done in this round, with evidence."""
    return Action.objects.filter(capa=capa, round__number=capa.round_no, kind=kind, done_at__isnull=False)


def agreed_on(capa: Capa, kind: str) -> bool:
    """Whether anything of this kind was agreed on in this round and not dropped."""
    return Action.objects.filter(capa=capa, round__number=capa.round_no, kind=kind, dropped_at=None).exists()


def actions_of(capa: Capa, *, number: int | None = None) -> list[tuple[str, Any, list[Action]]]:
    """The actions of a round by kind, every kind with its words."""
    rows = Action.objects.filter(capa=capa, round__number=number or capa.round_no).select_related("owner", "done_by", "file")
    found = list(rows.order_by("pk"))
    return [(kind.value, kind.label, [row for row in found if row.kind == kind]) for kind in Measure]


def people_at_work(capa: Capa) -> set[int]:
    """Who carries something out in this round: nobody of them judges the effect."""
    rows = Action.objects.filter(capa=capa, round__number=capa.round_no, dropped_at=None)
    return {*rows.values_list("owner", flat=True), *rows.exclude(done_by=None).values_list("done_by", flat=True)}


def checker_for(besides: set[int | None], *, near: Department | None, on: date) -> Employee | None:
    """Somebody of quality who has no hand in it; else the management representative, a head, the general manager."""
    above = [head_of(near, levels=level) for level in (1, 2)] if near is not None else []
    ways = (holders_of("quality", near=near, on=on), holders_of("management_representative", on=on), above, holders_of("general_manager", on=on))
    return next((one for people in ways for one in people if one is not None and one.pk not in besides), None)


def owner_for(responsible: Department, *, on: date) -> Employee | None:
    """Who takes it on in a department: its head, else whoever holds quality."""
    head = head_of(responsible)
    return head or next(iter(holders_of("quality", near=responsible, on=on)), None)


def todo_of(action: Action) -> Todo | None:
    """The live to-do of an action."""
    return settling.live(action.todo_id)


def action_of(todo: Todo) -> Action | None:
    """The action that a to-do stands for."""
    return Action.objects.filter(todo_id=todo.pk).first()


def actions_in(capas: QuerySet[Capa]) -> QuerySet[Action]:
    """The actions of these."""
    return Action.objects.filter(capa__in=capas).select_related("capa", "owner")


def answers_in(capas: QuerySet[Capa]) -> QuerySet[Answer]:
    """The answers of these."""
    return Answer.objects.filter(capa__in=capas).select_related("capa", "drafted_by")


def last_answer(capa: Capa) -> Answer | None:
    """The newest version of the answer to the customer."""
    return capa.answers.select_related("drafted_by", "approved_by", "sent_by", "paper").first()


def approved_answer(capa: Capa) -> Answer | None:
    """The newest version that somebody approved."""
    return capa.answers.filter(approved_at__isnull=False).select_related("approved_by", "paper").first()


def was_answered(capa: Capa) -> bool:
    """Whether the customer got the newest version."""
    last = last_answer(capa)
    return last is not None and last.sent_at is not None


def alike(capa: Capa, *, since: datetime) -> QuerySet[Capa]:
    """Others with the same product and defect, and the same cause where both know it."""
    if not capa.defect_key:
        return Capa.objects.none()
    cause = Q(factor=capa.factor) | Q(factor="") if capa.factor else Q()
    rows = Capa.objects.filter(cause, product=capa.product_id, defect_key=capa.defect_key, created_at__gte=since)
    found: QuerySet[Capa] = rows.exclude(pk=capa.pk).exclude(state="withdrawn").order_by("-created_at")
    return found

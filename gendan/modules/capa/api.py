"""Corrective actions over REST: requests, their analysis, actions, answers, and repeated faults."""

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page, ReasonIn
from gendan.modules.capa import actions, queries, similar
from gendan.modules.capa.access import KIND
from gendan.modules.capa.models import Action, Answer, Bone, Capa, Why
from gendan.modules.capa.words import Factor, Grade, Measure, Origin, Way
from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Department, Employee

router = Router(tags=["corrective-actions"])


class CapaOut(WithOwn):
    """A corrective action; `step_due_at` is when the step it stands in ends."""

    id: int
    number: str
    title: str
    origin: str
    source_kind: str
    source_id: int | None
    customer_id: int | None
    product_id: int | None
    batch: str
    defect: str
    grade: int
    responsible_id: int
    checker_id: int | None
    problem: str
    factor: str
    cause: str
    standard: str
    wants_answer: bool
    round_no: int
    state: str
    owner_id: int | None
    step_due_at: datetime | None
    check_from: datetime | None
    closed_at: datetime | None
    joined_to_id: int | None
    created_at: datetime
    own: dict[str, Any] = own_field(KIND)


class CapaPage(Page):
    items: list[CapaOut]


class CapaIn(Schema):
    """A request; without an owner the head of the responsible department takes it on."""

    title: str = Field(min_length=1, max_length=160)
    responsible_id: int
    origin: Origin = Origin.OTHER
    customer_id: int | None = None
    product_id: int | None = None
    batch: str = Field("", max_length=60)
    defect: str = Field("", max_length=120)
    grade: Grade = Grade.USUAL
    owner_id: int | None = None
    problem: str = ""
    found_on: date | None = None
    found_where: str = Field("", max_length=120)
    extent: str = Field("", max_length=120)
    clause: str = Field("", max_length=200)
    wants_answer: bool = False
    own: dict[str, Any] = Field(default_factory=dict)


class CapaChange(Schema):
    """What is to be changed; the rest stays."""

    title: str | None = Field(None, min_length=1, max_length=160)
    batch: str | None = Field(None, max_length=60)
    defect: str | None = Field(None, max_length=120)
    grade: Grade | None = None
    problem: str | None = None
    extent: str | None = Field(None, max_length=120)
    wants_answer: bool | None = None


class BoneIO(Schema):
    """A possible cause on a bone of the fishbone."""

    factor: Factor
    text: str = Field(min_length=1, max_length=100)
    is_root: bool = False


class AnalysisOut(Schema):
    """Whys and fishbone of a round; `revision` goes back with what one writes."""

    number: int
    revision: int
    cause: str
    factor: str
    escaped: str
    effective: bool | None
    evidence: str
    checked_by_id: int | None
    checked_at: datetime | None
    whys: list[str]
    bones: list[BoneIO]

    @staticmethod
    def resolve_whys(row: Any) -> list[str]:
        return [one.text for one in row.whys.all()]

    @staticmethod
    def resolve_bones(row: Any) -> list[Any]:
        return list(row.bones.all())


class AnalysisIn(Schema):
    """Both written anew; at most seven whys and four causes a factor."""

    revision: int
    whys: list[str] = Field(max_length=7)
    bones: list[BoneIO] = Field(max_length=24)


class ActionOut(Schema):
    """An action with its to-do."""

    id: int
    kind: str
    text: str
    owner_id: int
    due_at: datetime
    todo_id: int | None
    done_at: datetime | None
    done_by_id: int | None
    evidence: str
    file_id: int | None
    dropped_at: datetime | None
    dropped_reason: str


class ActionIn(Schema):
    """Somebody does something by a time."""

    kind: Measure
    text: str = Field(min_length=1, max_length=300)
    owner_id: int
    due_at: datetime


class EvidenceIn(Schema):
    evidence: str = Field(min_length=1)


class MoveIn(Schema):
    due_at: datetime
    reason: str = Field(min_length=1, max_length=200)


class AssignIn(Schema):
    owner_id: int
    reason: str = Field(min_length=1, max_length=200)


class AnswerOut(Schema):
    """A version of the answer; the frozen paper is at /papers/made/{paper_id}.pdf."""

    id: int
    version: int
    text: str
    drafted_by_id: int
    approved_by_id: int | None
    approved_at: datetime | None
    paper_id: int | None
    sent_at: datetime | None
    way: str
    sent_to: str


class AnswerIn(Schema):
    text: str = Field(min_length=1)


class SendIn(Schema):
    way: Way
    sent_to: str = Field(min_length=1, max_length=160)


class RepeatedOut(Schema):
    """A fault that came several times within the window."""

    product_id: int | None
    defect: str
    factor: str
    count: int
    first: datetime
    last: datetime
    capa_ids: list[int]
    without: int
    came_back: bool


def _person(pk: int | None) -> Employee | None:
    return get_object_or_404(Employee, pk=pk) if pk else None


@router.get("", response=CapaPage, summary="Corrective actions that you may see", openapi_extra={FILTERED: KIND})
def capas(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(Capa.objects.visible_to(request.user), request), window)


@router.post("", response=CapaOut, summary="Ask for corrective action")
def ask(request: Any, payload: CapaIn) -> Any:
    now = timezone.now()
    values = payload.dict(exclude={"responsible_id", "customer_id", "product_id", "owner_id", "own"}) | {
        "responsible": get_object_or_404(Department, pk=payload.responsible_id), "owner": _person(payload.owner_id),
        "customer": seen(Customer, request, payload.customer_id) if payload.customer_id else None,
        "product": seen(Product, request, payload.product_id) if payload.product_id else None,
    }

    def save() -> Capa:
        return actions.open_capa(values=values, actor=request.user, now=now)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True)


@router.get("/repeated", response=list[RepeatedOut], summary="Faults with the same product, defect and cause")
def repeated(request: Any) -> Any:
    return [
        {
            "product_id": one.product.pk if one.product else None, "defect": one.defect, "factor": one.factor, "count": one.count,
            "first": one.first, "last": one.last, "capa_ids": [row.pk for row in one.capas], "without": len(one.loose),
            "came_back": one.came_back,
        }
        for one in similar.repeated(request.user, now=timezone.now())
    ]


@router.get("/{pk}", response=CapaOut, summary="One corrective action")
def capa(request: Any, pk: int) -> Any:
    return seen(Capa, request, pk)


@router.patch("/{pk}", response=CapaOut, summary="Change what stands at its head")
def change(request: Any, pk: int, payload: CapaChange) -> Any:
    values = {name: value for name, value in payload.dict(exclude_unset=True).items() if value is not None}
    return actions.change_capa(seen(Capa, request, pk), values=values, actor=request.user, now=timezone.now())


@router.post("/{pk}/assign", response=CapaOut, summary="Hand it over")
def assign(request: Any, pk: int, payload: AssignIn) -> Any:
    owner = get_object_or_404(Employee, pk=payload.owner_id)
    return actions.hand_over(seen(Capa, request, pk), owner=owner, reason=payload.reason, actor=request.user, now=timezone.now())


@router.post("/{pk}/join/{into}", response=CapaOut, summary="The same fault is worked on there")
def join(request: Any, pk: int, into: int) -> Any:
    return actions.join_to(seen(Capa, request, pk), seen(Capa, request, into), actor=request.user, now=timezone.now())


@router.get("/{pk}/rounds", response=list[AnalysisOut], summary="All rounds with their analysis and their proof")
def rounds(request: Any, pk: int) -> Any:
    return seen(Capa, request, pk).rounds.prefetch_related("whys", "bones")


@router.put("/{pk}/analysis", response=AnalysisOut, summary="Write whys and fishbone of this round")
def analyse(request: Any, pk: int, payload: AnalysisIn) -> Any:
    whys = [Why(position=place, text=said[:200]) for place, said in enumerate(payload.whys, start=1)]
    places: dict[str, int] = {}
    bones = []
    for one in payload.bones:
        places[one.factor] = places.get(one.factor, 0) + 1
        bones.append(Bone(factor=one.factor, position=places[one.factor], text=one.text, is_root=one.is_root))
    row = seen(Capa, request, pk)
    return actions.write_analysis(row, whys=whys, bones=bones, revision=payload.revision, actor=request.user, now=timezone.now())


@router.get("/{pk}/actions", response=list[ActionOut], summary="Its actions of all rounds")
def list_actions(request: Any, pk: int) -> Any:
    return seen(Capa, request, pk).actions.all()


@router.post("/{pk}/actions", response=ActionOut, summary="Agree on an action")
def agree(request: Any, pk: int, payload: ActionIn) -> Any:
    owner = get_object_or_404(Employee, pk=payload.owner_id)
    return actions.add_action(
        seen(Capa, request, pk), kind=payload.kind, text=payload.text, owner=owner, due_at=payload.due_at, actor=request.user,
        now=timezone.now(),
    )


def _action(request: Any, pk: int, action: int) -> Action:
    return get_object_or_404(queries.actions_in(Capa.objects.visible_to(request.user).filter(pk=pk)), pk=action)


@router.post("/{pk}/actions/{action}/done", response=ActionOut, summary="It is done, with evidence")
def finish(request: Any, pk: int, action: int, payload: EvidenceIn) -> Any:
    return actions.finish_action(_action(request, pk, action), evidence=payload.evidence, actor=request.user, now=timezone.now())


@router.post("/{pk}/actions/{action}/move", response=ActionOut, summary="Another day")
def another_day(request: Any, pk: int, action: int, payload: MoveIn) -> Any:
    return actions.move_action(_action(request, pk, action), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/actions/{action}/drop", response=ActionOut, summary="It is not done after all")
def drop(request: Any, pk: int, action: int, payload: ReasonIn) -> Any:
    return actions.drop_action(_action(request, pk, action), reason=payload.reason, actor=request.user, now=timezone.now())


@router.get("/{pk}/answers", response=list[AnswerOut], summary="Versions of the answer, the newest first")
def answers(request: Any, pk: int) -> Any:
    return seen(Capa, request, pk).answers.all()


@router.post("/{pk}/answers", response=AnswerOut, summary="Write the answer")
def draft(request: Any, pk: int, payload: AnswerIn) -> Any:
    return actions.draft_answer(seen(Capa, request, pk), text=payload.text, actor=request.user, now=timezone.now())


def _answer(request: Any, pk: int, answer: int) -> Answer:
    return get_object_or_404(queries.answers_in(Capa.objects.visible_to(request.user).filter(pk=pk)), pk=answer)


@router.post("/{pk}/answers/{answer}/approve", response=AnswerOut, summary="Approve it; it is frozen then")
def approve(request: Any, pk: int, answer: int) -> Any:
    return actions.approve_answer(_answer(request, pk, answer), actor=request.user, now=timezone.now())


@router.post("/{pk}/answers/{answer}/sent", response=AnswerOut, summary="It went out")
def send(request: Any, pk: int, answer: int, payload: SendIn) -> Any:
    return actions.send_answer(_answer(request, pk, answer), **payload.dict(), actor=request.user, now=timezone.now())


add_record_routes(router, Capa)

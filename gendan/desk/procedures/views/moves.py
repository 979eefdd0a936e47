"""One endpoint for every button of every record: a move, with its form where it has one."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.desk.procedures.views import answers
from gendan.modules.followups.actions import tick_points
from gendan.modules.followups.composer import helps
from gendan.modules.followups.forms import PointsField
from gendan.spine import records
from gendan.spine.access.queries import seen
from gendan.spine.access.visibility import has_field
from gendan.spine.procedures import engine, registry
from gendan.spine.procedures.declare import Kind, Transition
from gendan.spine.procedures.engine import gate
from gendan.spine.whole import whole
from gendan.ui.form.fields import ReasonForm
from gendan.ui.records import record_url

NOT_INPUT = ("csrfmiddlewaretoken", "next", "checked")


@login_required
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, kind: str, pk: int, key: str) -> HttpResponse:
    """GET asks for what the move needs, POST makes it; refusals say why and who can."""
    record = record_or_404(request.user, kind, pk)
    transition = _transition_or_404(record, key)
    forms = _forms(transition, record, request)
    if request.method == "GET":
        return _ask(request, record, transition, forms)
    data = Sent({name: value for name, value in _plain(request).items() if name not in NOT_INPUT})
    points = PointsField(required=False).clean(request.POST.getlist("checked"))
    try:
        _move(record, key, points=points, data=data, actor=request.user, now=timezone.now())
    except ValidationError as error:
        if not forms:
            forms = [ReasonForm(request.POST)]
        answers.put_errors(forms, error)
        return _ask(request, record, transition, forms, status=422)
    state = registry.procedure(record.case.procedure).state(record.state)
    words = _("%(record)s: %(state)s") % {"record": record, "state": state.title}
    return answers.done(request, words, url=record_url(kind, pk) or "/")


def record_or_404(user: Any, kind: str, pk: int) -> Any:
    """The record if this person sees it; a kind without a door is not there."""
    try:
        model = records.model_of(kind)
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(getattr(model, "objects", None), "visible_to"):
        raise Http404
    beside = tuple(name for name in ("case", getattr(model, "main_field", "")) if has_field(model, name))
    record = seen(model, pk, user, beside=beside)
    if record is None:
        raise Http404
    return record


def _transition_or_404(record: Any, key: str) -> Transition:
    """The move, if it has a button at all."""
    transition = registry.move_by_hand(record, key)
    if transition is None:
        raise Http404
    return transition


class Sent(dict[str, Any]):
    """The input as forms want it: lists only where several values were sent; a field that takes several has one of them as a list, too."""

    def getlist(self, name: str) -> list[Any]:
        """What a field with several values reads."""
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]


@whole
def _move(record: Any, key: str, *, points: list[str], data: Sent, actor: Any, now: datetime) -> None:
    """The points were ticked at the stage that the record leaves."""
    tick_points(record, points=points, actor=actor, now=now)
    engine.perform(record, key, actor=actor, data=data, now=now)


def _plain(request: HttpRequest) -> Sent:
    values = {name: request.POST.getlist(name) for name in request.POST}
    return Sent({**{name: many[0] if len(many) == 1 else many for name, many in values.items()}, **request.FILES.dict()})


def _forms(transition: Transition, record: Any, request: HttpRequest) -> list[BaseForm]:
    data = _plain(request) if request.method == "POST" else None
    form = gate.form_for(transition, record=record, actor=request.user, data=data)
    found = [form] if form is not None else []
    if transition.reason_required and not (form is not None and "reason" in form.fields):
        found.append(ReasonForm(data))
    return found


def _ask(
    request: HttpRequest, record: Any, transition: Transition, forms: list[BaseForm], *, status: int = 200
) -> HttpResponse:
    kind = records.kind_of(record)
    action = reverse("procedures:do", args=[kind, record.pk, transition.key])
    return answers.show(
        request, status=status, helps=_helps(request.user, record, transition), title=transition.title, note=str(record), action=action, submit=transition.title,
        forms=forms, back=record_url(kind, record.pk),
    )


def _helps(user: Any, record: Any, transition: Transition) -> dict[str, Any]:
    """The points of the stage that it leaves and the guides to it; nothing where it is given up."""
    target = registry.procedure(record.case.procedure).find_state(transition.target)
    onward = target is not None and target.key != record.state and target.kind != Kind.LOST
    return helps(user, record, ways=()) | {"form_id": "move"} if onward else {}

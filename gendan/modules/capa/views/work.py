"""What is done in a corrective action: the analysis, its actions, and joining it to another."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.modules.capa import actions, queries
from gendan.modules.capa.access import KIND
from gendan.modules.capa.forms import ActionForm, AnalysisForm, DropForm, EvidenceForm, JoinForm, MoveForm
from gendan.modules.capa.models import Action, Capa
from gendan.modules.capa.views.capas import ASK, shown
from gendan.spine.access.queries import require
from gendan.ui.form.dialog import dialog_form
from gendan.ui.records import record_url


def _mine(request: HttpRequest, pk: int) -> Capa:
    row = shown(request, pk)
    require(request.user, "edit", row)
    return row


def _back(pk: int, tab: str = "steps") -> str:
    return f"{record_url(KIND, pk)}?tab={tab}"


@login_required
@require_http_methods(ASK)
def analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """Five whys and fishbone, written together."""
    row = _mine(request, pk)
    form = AnalysisForm(request.POST or None, round=queries.round_of(row))

    def save(data: dict[str, Any]) -> None:
        actions.write_analysis(
            row, whys=form.chain(), bones=form.bones(), revision=data["revision"], actor=request.user, now=timezone.now()
        )

    return dialog_form(
        request, form, title=_("Analysis"), save=save, back=_back(pk, "analysis"), body="capa/analysis_fields.html",
        question=_("Ask why until there is nothing left to ask; then look at man, machine, material, method, environment and measurement."),
    )


@login_required
@require_http_methods(ASK)
def action_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody does something by a time."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.add_action(row, **data, actor=request.user, now=timezone.now())

    form = ActionForm(request.POST or None, state=row.state)
    return dialog_form(request, form, title=_("Agree on an action"), save=save, back=_back(pk))


def _action(request: HttpRequest, pk: int) -> Action:
    return get_object_or_404(queries.actions_in(Capa.objects.visible_to(request.user)), pk=pk)


@login_required
@require_http_methods(ASK)
def action_done(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done: by what does one see it?"""
    row = _action(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.finish_action(row, evidence=data["evidence"], upload=data.get("file"), actor=request.user, now=timezone.now())

    form = EvidenceForm(request.POST or None, request.FILES or None)
    return dialog_form(request, form, title=_("Done, with evidence"), question=row.text, save=save, back=_back(row.capa.pk))


@login_required
@require_http_methods(ASK)
def action_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day."""
    row = _action(request, pk)
    require(request.user, "edit", row.capa)

    def save(data: dict[str, Any]) -> None:
        actions.move_action(row, **data, actor=request.user, now=timezone.now())

    form = MoveForm(request.POST or None, initial={"due_at": row.due_at})
    return dialog_form(request, form, title=_("Agree on another day"), question=row.text, save=save, back=_back(row.capa.pk))


@login_required
@require_http_methods(ASK)
def action_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not done after all."""
    row = _action(request, pk)
    require(request.user, "edit", row.capa)

    def save(data: dict[str, Any]) -> None:
        actions.drop_action(row, reason=data["reason"], actor=request.user, now=timezone.now())

    form = DropForm(request.POST or None)
    return dialog_form(request, form, title=_("Drop the action"), question=row.text, save=save, back=_back(row.capa.pk))


@login_required
@require_http_methods(ASK)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """The same fault is worked on in another one."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.join_to(row, data["into"], actor=request.user, now=timezone.now())

    form = JoinForm(request.POST or None, capa=row, viewer=request.user)
    return dialog_form(request, form, title=_("Join to another"), save=save, back=record_url(KIND, pk))

"""The answer to the customer: written, approved, sent, and opened by a public link."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.modules.capa import actions, queries, rules
from gendan.modules.capa.access import KIND
from gendan.modules.capa.forms import AnswerForm, NothingForm, SendForm
from gendan.modules.capa.models import Answer, Capa
from gendan.modules.capa.numbers import LINK_DAYS
from gendan.modules.capa.views.capas import ASK, shown
from gendan.spine.access.queries import require
from gendan.spine.links.models import Link
from gendan.spine.links.pages import public_page
from gendan.spine.procedures import numbers
from gendan.ui.form.dialog import dialog_form
from gendan.ui.links import issue_dialog
from gendan.ui.papers import paper_response
from gendan.ui.records import record_url

PURPOSE = "capa"


def _back(pk: int) -> str:
    return f"{record_url(KIND, pk)}?tab=answer"


@login_required
@require_http_methods(ASK)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the letter; it begins with what is known."""
    row = shown(request, pk)
    require(request.user, "edit", row)
    last = queries.last_answer(row)

    def save(data: dict[str, Any]) -> None:
        actions.draft_answer(row, text=data["text"], actor=request.user, now=timezone.now())

    form = AnswerForm(request.POST or None, initial={"text": last.text if last else actions.first_words(row)})
    return dialog_form(request, form, title=_("Answer to the customer"), save=save, back=_back(pk))


def _answer(request: HttpRequest, pk: int) -> Answer:
    return get_object_or_404(queries.answers_in(Capa.objects.visible_to(request.user)), pk=pk)


@login_required
@require_http_methods(ASK)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else approves; then it is frozen."""
    row = _answer(request, pk)
    require(request.user, "approve", row.capa)

    def save(_data: dict[str, Any]) -> None:
        actions.approve_answer(row, actor=request.user, now=timezone.now())

    question = _("The 8D report is made as it stands now, and this version is never changed again.")
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Approve the answer"), question=question, save=save, submit=_("Approve"),
        back=_back(row.capa.pk),
    )


@login_required
@require_http_methods(ASK)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved version went out."""
    row = _answer(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.send_answer(row, **data, actor=request.user, now=timezone.now())

    form = SendForm(request.POST or None, initial={"way": "mail"})
    return dialog_form(request, form, title=_("Sent, by which way"), save=save, back=_back(row.capa.pk))


@login_required
@require_http_methods(ASK)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the approved answer to the customer by a link."""
    row, now = shown(request, pk), timezone.now()
    days = numbers.value(rules.values_now(LINK_DAYS, at=now), LINK_DAYS)
    return issue_dialog(request, row, purpose=PURPOSE, expires_at=now + timedelta(days=days), body="capa/link_body.html")


@public_page(purpose=PURPOSE)
def public(request: HttpRequest, record: Capa, link: Link) -> HttpResponse:  # noqa: ARG001  the page is the same for every link
    """The newest approved answer, as it was frozen."""
    return render(request, "capa/public.html", {"record": record, "answer": queries.approved_answer(record), "path": request.path})


@public_page(purpose=PURPOSE)
def public_paper(request: HttpRequest, record: Capa, link: Link) -> HttpResponseBase:  # noqa: ARG001
    """The 8D report of that answer."""
    answer = queries.approved_answer(record)
    if answer is None or answer.paper is None:
        raise Http404
    return paper_response(answer.paper)

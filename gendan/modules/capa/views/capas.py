"""The list, the record, and what stands at its head."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.capa import actions
from gendan.modules.capa.access import KIND
from gendan.modules.capa.detail import PAGE
from gendan.modules.capa.forms import AssignForm, CapaForm
from gendan.modules.capa.listing import CAPAS
from gendan.modules.capa.models import Capa
from gendan.spine.access.queries import require
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
CRUMB = (gettext_lazy("Corrective actions"), "capa:list")
NEW = FormPage(
    key="capa", kind=KIND, title=gettext_lazy("Ask for corrective action"), form=CapaForm, submit=gettext_lazy("Ask"), crumb=CRUMB,
    note=gettext_lazy("The responsible department finds the cause and does something about it; somebody else checks whether it worked."),
)
EDIT = FormPage(key="capa-edit", kind=KIND, title=gettext_lazy("Change the request"), form=CapaForm, submit=gettext_lazy("Save"), crumb=CRUMB)


@login_required
@require_GET
def capas(request: HttpRequest) -> HttpResponse:
    """The list, or the board."""
    return list_page(request, CAPAS)


def shown(request: HttpRequest, pk: int) -> Capa:
    """The record, as far as one may see it."""
    return record_or_404(request, PAGE, pk)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One corrective action."""
    return record_page(request, PAGE, shown(request, pk))


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """Ask for one by oneself."""

    def save(data: dict[str, Any]) -> Capa:
        return actions.open_capa(values=data, actor=request.user, now=timezone.now())

    return form_page(request, NEW, save=save, form_kwargs={"viewer": request.user})


@login_required
@require_http_methods(ASK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what stands at its head."""
    row = shown(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> Capa:
        return actions.change_capa(row, values=data, actor=request.user, now=timezone.now())

    return form_page(request, EDIT, save=save, form_kwargs={"viewer": request.user, "instance": row}, cancel_url=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to somebody else."""
    row = shown(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.hand_over(row, **data, actor=request.user, now=timezone.now())

    return dialog_form(request, AssignForm(request.POST or None), title=_("Hand over"), submit=_("Hand over"), save=save, back=record_url(KIND, pk))

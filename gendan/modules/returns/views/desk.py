"""The service desk: its days, returns, complaints, wanted goods, hand-over."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.returns import access, actions
from gendan.modules.returns.detail import DAY_PAGE, DESK_PAGE, VOICE_PAGE, WANTED_PAGE
from gendan.modules.returns.forms.desk import DeskReturnForm, ExpenseForm, HandOverForm, VoiceForm, WantedForm
from gendan.modules.returns.listing import DAYS, DESKS, VOICES, WANTS
from gendan.modules.returns.models import DeskDay, DeskReturn, Voice, Wanted
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.declare import Detail
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
NEW = FormPage(
    key="desk-return", kind=access.DESK, title=gettext_lazy("Take goods back"), form=DeskReturnForm, submit=gettext_lazy("Register"),
    note=gettext_lazy("The five minutes run from now on. A price difference brings no goods and needs no inspector."),
    crumb=(gettext_lazy("Returns at the service desk"), "returns:desk"),
)


def _list(listing: Any) -> Callable[[HttpRequest], HttpResponse]:
    @login_required
    @require_GET
    def page(request: HttpRequest) -> HttpResponse:
        return list_page(request, listing)

    return page


def _record(page: Detail) -> Callable[[HttpRequest, int], HttpResponse]:
    @login_required
    @require_GET
    def shown(request: HttpRequest, pk: int) -> HttpResponse:
        return record_page(request, page, record_or_404(request, page, pk))

    return shown


days, desk, voices, wanted = (_list(one) for one in (DAYS, DESKS, VOICES, WANTS))
day, desk_return = _record(DAY_PAGE), _record(DESK_PAGE)
voice, want = _record(VOICE_PAGE), _record(WANTED_PAGE)


@login_required
@require_http_methods(ASK)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Begin the desk's day (F106.1)."""
    require_any(request.user, "create", DeskDay)

    def save(_data: dict[str, Any]) -> None:
        actions.sign_in(actor=request.user, now=timezone.now())

    form = Form(request.POST if request.method == "POST" else None)
    question = _("The desk's day begins: prepare it, then finance checks yesterday and brings the float.")
    return dialog_form(request, form, title=_("Sign in at the desk"), question=question, save=save, back=reverse("returns:days"))


@login_required
@require_http_methods(ASK)
def desk_new(request: HttpRequest) -> HttpResponse:
    """Goods come back to the desk, or a price difference."""
    require_any(request.user, "create", DeskReturn)

    def save(data: dict[str, Any]) -> DeskReturn:
        return actions.register_return(values=data, actor=request.user, now=timezone.now())

    return form_page(request, NEW, save=save, cancel_url=reverse("returns:days"))



@login_required
@require_http_methods(ASK)
def voice_new(request: HttpRequest) -> HttpResponse:
    """A complaint at the desk."""
    require_any(request.user, "create", Voice)

    def save(data: dict[str, Any]) -> None:
        actions.hear(values=data, actor=request.user, now=timezone.now())

    return dialog_form(request, VoiceForm(request.POST or None), title=_("Note a complaint"), save=save, back=reverse("returns:voices"))


@login_required
@require_http_methods(ASK)
def wanted_new(request: HttpRequest) -> HttpResponse:
    """Somebody asked for goods that are not there."""
    require_any(request.user, "create", Wanted)

    def save(data: dict[str, Any]) -> None:
        actions.note_wanted(values=data, actor=request.user, now=timezone.now())

    return dialog_form(request, WantedForm(request.POST or None), title=_("Note wanted goods"), save=save, back=reverse("returns:wanted"))


def _day(request: HttpRequest, pk: int) -> DeskDay:
    row = record_or_404(request, DAY_PAGE, pk)
    require(request.user, "edit", row)
    return row


@login_required
@require_http_methods(ASK)
def expense(request: HttpRequest, pk: int) -> HttpResponse:
    """Cash was taken from the float."""
    row = _day(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.note_expense(row, values=data, actor=request.user, now=timezone.now())

    return dialog_form(request, ExpenseForm(request.POST or None), title=_("Note an expense"), save=save, back=record_url(access.DAY, pk))


@login_required
@require_http_methods(ASK)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The next shift takes over (F106.8)."""
    row = _day(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.hand_over(row, values=data, actor=request.user, now=timezone.now())

    return dialog_form(request, HandOverForm(request.POST or None), title=_("Hand over"), save=save, back=record_url(access.DAY, pk))

"""Export consignments: the list, the record, its note and its packing list, and what the customer objects to."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.catalog.money import plain
from gendan.modules.consignments import actions, queries
from gendan.modules.consignments.access import KIND
from gendan.modules.consignments.detail import CONSIGNMENT_PAGE
from gendan.modules.consignments.forms import NoteForm, ObjectForm, PackedForm
from gendan.modules.consignments.listing import CONSIGNMENTS
from gendan.modules.consignments.models import Consignment
from gendan.modules.consignments.words import NOTED
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require, require_any
from gendan.spine.links.models import Link
from gendan.spine.links.pages import public_page
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.form.rows import RowsPage, rows_page
from gendan.ui.listing.page import list_page
from gendan.ui.papers import paper_response
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
CRUMB = (gettext_lazy("Export consignments"), "consignments:list")
NOTE = FormPage(
    key="consignment-note", title=gettext_lazy("Export consignment note"), form=NoteForm, submit=gettext_lazy("Save"), crumb=CRUMB,
    sections=(
        Section(title=gettext_lazy("Factory"), fields=NOTED[:5]),
        Section(title=gettext_lazy("Consignment note"), fields=NOTED[5:], wide=("goods", "remarks")),
    ),
    note=gettext_lazy("The document clerk books by this note alone."),
)
PACKING = RowsPage(
    key="packed", title=gettext_lazy("Packing list"), form=PackedForm, needed="line_key", wide=("line_key",),
    note=gettext_lazy("Packages of one kind a line; weights and volume are those of all of them together."),
)
OF_ORDER = ("customer", "owner", "department", "contact", "contract__quote__current")
PACKED = ("line_key", "packages", "quantity", "net_kg", "gross_kg", "volume_m3")


@login_required
@require_GET
def consignments(request: HttpRequest) -> HttpResponse:
    """The list, or the board."""
    return list_page(request, CONSIGNMENTS)


def _consignment(request: HttpRequest, pk: int) -> Consignment:
    record: Consignment = record_or_404(request, CONSIGNMENT_PAGE, pk)
    return record


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One consignment."""
    return record_page(request, CONSIGNMENT_PAGE, _consignment(request, pk))


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A part of an export order leaves by itself."""
    order = get_object_or_404(Order.objects.visible_to(request.user).select_related(*OF_ORDER), pk=pk)
    require_any(request.user, "create", KIND)

    def save(_data: dict[str, Any]) -> None:
        actions.begin_consignment(order, part=True, actor=request.user, now=timezone.now())

    form = forms.Form(request.POST if request.method == "POST" else None)
    return dialog_form(
        request, form, title=_("Consign a part"), submit=_("Begin"), save=save, back=record_url("orders.order", pk), done=_("The consignment has begun."),
        question=_("The rest of the order follows in a consignment of its own."),
    )


@login_required
@require_http_methods(ASK)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The export consignment note."""
    record = _consignment(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> Consignment:
        return actions.write_note(record, values=data, actor=request.user, now=timezone.now())

    return form_page(request, NOTE, save=save, form_kwargs={"instance": record}, cancel_url=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def packing(request: HttpRequest, pk: int) -> HttpResponse:
    """The packing list; an empty one begins with the lines of the order."""
    record = _consignment(request, pk)
    require(request.user, "edit", record)

    def save(rows: list[dict[str, Any]]) -> None:
        actions.write_packing(record, rows=rows, actor=request.user, now=timezone.now())

    known = [{name: getattr(row, name) for name in PACKED} for row in record.packed.all()]
    begun = known or [{"line_key": line.key, "quantity": plain(left)} for line, left in queries.left_to_pack(record) if left > 0]
    return rows_page(
        request, PACKING, rows=begun, save=save, back=f"{record_url(KIND, pk)}?tab=packing", about=record, form_kwargs={"record": record},
    )


@login_required
@require_http_methods(ASK)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer objects (F68.7)."""
    record = _consignment(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> None:
        actions.object_to(record, objection=data["objection"], actor=request.user, now=timezone.now())

    return dialog_form(
        request, ObjectForm(request.POST or None), title=_("The customer objects"), submit=_("Report"), save=save, back=record_url(KIND, pk),
        done=_("Your manager knows of it; it goes on as a complaint."), question=_("Your manager hears of it at once, and it becomes a complaint."),
    )


@public_page(purpose="order")
@require_GET
def public_paper(request: HttpRequest, record: Order, link: Link, pk: int) -> HttpResponseBase:  # noqa: ARG001  every public page is called so
    """A paper that goes along with goods of the order, for its customer."""
    for row in queries.travelling(record):
        for made in queries.papers_for_customer(row):
            if made.pk == pk:
                return paper_response(made)
    raise Http404

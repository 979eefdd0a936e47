"""Pages of bids."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.models import Customer
from gendan.modules.tenders import actions, queries
from gendan.modules.tenders.access import KIND
from gendan.modules.tenders.detail import TENDER_PAGE
from gendan.modules.tenders.forms import (
    AttachForm,
    CriterionForm,
    DocumentForm,
    MockUpForm,
    PriceForm,
    RemoveForm,
    ScoresForm,
    StakeholderForm,
    TaskForm,
    TenderForm,
    VisitForm,
)
from gendan.modules.tenders.listing import TENDERS
from gendan.modules.tenders.models import Tender
from gendan.modules.tenders.words import work_of
from gendan.spine.access.queries import require
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.form.rows import RowsPage, rows_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
CRUMB = (gettext_lazy("Bids"), "tenders:list")
NEW = FormPage(key="tender", kind=KIND, title=gettext_lazy("Register a bid"), form=TenderForm, submit=gettext_lazy("Register"), crumb=CRUMB,
               note=gettext_lazy("The tasks before the tender become your to-dos."))
CRITERIA = RowsPage(
    key="criteria", title=gettext_lazy("Scoring criteria"), form=CriterionForm, needed="name", wide=("name",),
    note=gettext_lazy("The weights have to be 100 together; scores are of a hundred."),
)
CRITERION = tuple(CriterionForm.base_fields)
EDIT = FormPage(key="tender-edit", kind=KIND, title=gettext_lazy("Change a bid"), form=TenderForm, submit=gettext_lazy("Save"), crumb=CRUMB)


@login_required
@require_GET
def tenders(request: HttpRequest) -> HttpResponse:
    """The list, or the board."""
    return list_page(request, TENDERS)


def _tender(request: HttpRequest, pk: int) -> Tender:
    return record_or_404(request, TENDER_PAGE, pk)


def _mine(request: HttpRequest, pk: int) -> Tender:
    row = _tender(request, pk)
    require(request.user, "edit", row)
    return row


def _tab(pk: int, tab: str) -> str:
    return f"{record_url(KIND, pk)}?tab={tab}"


@login_required
@require_GET
def tender(request: HttpRequest, pk: int) -> HttpResponse:
    """One bid."""
    return record_page(request, TENDER_PAGE, _tender(request, pk))


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register one for a customer, perhaps for an opportunity."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "follow", customer)

    def save(data: dict[str, Any]) -> Tender:
        return actions.register_tender(customer, values=data, actor=request.user, now=timezone.now())

    known = {"opportunity": request.GET["opportunity"]} if request.GET.get("opportunity", "").isdecimal() else {}
    return form_page(request, NEW, save=save, form_kwargs={"customer": customer, "viewer": request.user, "initial": known},
                     cancel_url=record_url("customers.customer", pk))


@login_required
@require_http_methods(ASK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of the tender."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> Tender:
        return actions.change_tender(row, values=data, actor=request.user, now=timezone.now())

    kwargs = {"customer": row.customer, "viewer": request.user, "instance": row}
    return form_page(request, EDIT, save=save, form_kwargs=kwargs, cancel_url=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """A task is done, or left out."""
    row = get_object_or_404(queries.tasks_of(Tender.objects.visible_to(request.user)), pk=pk)
    require(request.user, "edit", row.tender)

    def save(data: dict[str, Any]) -> None:
        actions.finish_task(row, **data, actor=request.user, now=timezone.now())

    known = {"note": row.note, "hours": row.hours, "state": row.state if row.state != "open" else "done"}
    form = TaskForm(request.POST or None, initial=known)
    title = f"{row.letter} · {work_of(row.stage, row.letter).title}"
    return dialog_form(request, form, title=title, save=save, back=_tab(row.tender_id, "tasks"))


@login_required
@require_http_methods(ASK)
def criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """How it is scored."""
    row = _mine(request, pk)

    def save(rows: list[dict[str, Any]]) -> None:
        actions.set_criteria(row, rows=rows, actor=request.user, now=timezone.now())

    known = [{name: getattr(one, name) for name in CRITERION} for one in row.criteria.all()]
    return rows_page(request, CRITERIA, rows=known, save=save, back=_tab(pk, "scoring"), about=row)


@login_required
@require_http_methods(ASK)
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """The result of each criterion."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.write_scores(row, scores=data["scores"], actor=request.user, now=timezone.now())

    form = ScoresForm(request.POST or None, record=row)
    return dialog_form(request, form, title=_("Result of the evaluation, by criterion"), save=save, back=_tab(pk, "scoring"))


@login_required
@require_http_methods(ASK)
def person_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who has a say."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.write_stakeholder(row, None, values=data, actor=request.user, now=timezone.now())

    form = StakeholderForm(request.POST or None, tender=row)
    return dialog_form(request, form, title=_("Somebody who has a say"), save=save, back=_tab(pk, "people"))


@login_required
@require_http_methods(ASK)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Change somebody on the map, or take them off."""
    row = get_object_or_404(queries.people_of(Tender.objects.visible_to(request.user)), pk=pk)
    require(request.user, "edit", row.tender)

    def save(data: dict[str, Any]) -> None:
        actions.write_stakeholder(row.tender, row, values=data, actor=request.user, now=timezone.now())

    def remove(_data: dict[str, Any]) -> None:
        actions.remove_stakeholder(row, actor=request.user, now=timezone.now())

    gone = "delete" in request.POST
    form: Any = RemoveForm(request.POST) if gone else StakeholderForm(request.POST or None, tender=row.tender, instance=row)
    return dialog_form(request, form, title=row.name, save=remove if gone else save, back=_tab(row.tender_id, "people"), delete=_("Remove"))


@login_required
@require_http_methods(ASK)
def price_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A public price of a competitor."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.note_price(row, values=data, actor=request.user, now=timezone.now())

    form = PriceForm(request.POST or None, initial={"seen_on": timezone.localdate()})
    question = _("Public information only: what is learned through insiders is never written down here.")
    return dialog_form(request, form, title=_("Public price of a competitor"), question=question, save=save, back=_tab(pk, "prices"))


@login_required
@require_http_methods(ASK)
def document_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper that the tender asks for."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.ask_document(row, values=data, actor=request.user, now=timezone.now())

    form = DocumentForm(request.POST or None, initial={"responsible": row.owner, "due_on": row.submit_on})
    return dialog_form(request, form, title=_("A paper that is asked for"), save=save, back=_tab(pk, "documents"))


@login_required
@require_POST
def documents_usual(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what most tenders ask for."""
    row = _mine(request, pk)
    made = actions.ask_usual_documents(row, actor=request.user, now=timezone.now())
    messages.success(request, _("%d papers are on the list now.") % len(made))
    return redirect(_tab(pk, "documents"))


@login_required
@require_http_methods(ASK)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper lies there, or is not asked for after all."""
    row = get_object_or_404(queries.documents_of(Tender.objects.visible_to(request.user)), pk=pk)
    if row.responsible != request.user:
        require(request.user, "edit", row.tender)

    def save(data: dict[str, Any]) -> None:
        actions.attach_document(row, upload=data["upload"], actor=request.user, now=timezone.now())

    def remove(_data: dict[str, Any]) -> None:
        actions.drop_document(row, actor=request.user, now=timezone.now())

    gone = "delete" in request.POST
    form: Any = RemoveForm(request.POST) if gone else AttachForm(request.POST or None, request.FILES or None)
    return dialog_form(
        request, form, title=row.name, question=row.note, save=remove if gone else save, back=_tab(row.tender_id, "documents"),
        delete=_("Not asked for"),
    )


@login_required
@require_http_methods(ASK)
def visit_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a visit that belongs to the bid."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.plan_trip(row, **data, actor=request.user, now=timezone.now())

    return dialog_form(request, VisitForm(request.POST or None), title=_("Plan a visit"), save=save, back=_tab(pk, "prices"))


@login_required
@require_http_methods(ASK)
def mock_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Link the sample that serves as the mock-up."""
    row = _mine(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.link_mock_up(row, mock_up=data["mock_up"], actor=request.user, now=timezone.now())

    form = MockUpForm(request.POST or None, record=row, viewer=request.user)
    question = _("Ask for it as a sample of this customer first; then link it here.")
    return dialog_form(request, form, title=_("Link the mock-up"), question=question, save=save, back=record_url(KIND, pk))

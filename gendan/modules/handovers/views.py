"""Pages of hand-overs: all customers of a person, and the staged follow-ups."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.customers.models import Customer
from gendan.modules.handovers import actions, queries
from gendan.modules.handovers.forms import FileForm, NothingForm, PersonForm
from gendan.modules.handovers.models import Staged
from gendan.modules.handovers.page import DETAIL, LISTING
from gendan.spine.access.queries import require, require_any
from gendan.spine.org.models import Employee
from gendan.spine.org.rules import runs_the_company
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]


@login_required
@require_http_methods(ASK)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """All customers of a person go to somebody else, with everything open."""
    if not runs_the_company(request.user):
        require_any(request.user, "assign", Customer)
    leaver = get_object_or_404(Employee, pk=pk)

    def save(data: dict[str, Any]) -> None:
        actions.hand_over_person(leaver, actor=request.user, now=timezone.now(), **data)

    count = queries.customers_of(leaver).count()
    question = _("%(name)s is responsible for %(count)d customers. They go over with opportunities, promises and to-dos, all or none.")
    return dialog_form(
        request, PersonForm(request.POST or None, person=leaver), title=_("Hand over customers"), submit=_("Hand over"),
        question=question % {"name": leaver.name, "count": count}, save=save, back=reverse("customers:list"),
        done=_("The customers were handed over."),
    )


@login_required
@require_GET
def staged(request: HttpRequest) -> HttpResponse:
    """All staged follow-ups."""
    return list_page(request, LISTING)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One staged follow-up."""
    rows = Staged.objects.visible_to(request.user).select_related(*DETAIL.related)
    return record_page(request, DETAIL, get_object_or_404(rows, pk=pk))


@login_required
@require_http_methods(ASK)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin on a customer."""
    row = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", row)
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Begin staged follow-up"),
        submit=_("Begin"), question=_("The consultant has two weeks; then the director takes over with the whole file."),
        save=lambda _data: actions.start_staged(row, actor=request.user, now=timezone.now()), back=reverse("customers:detail", args=[pk]),
    )


@login_required
@require_http_methods(ASK)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the file."""
    record = get_object_or_404(Staged.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> None:
        actions.write_file(record, values=data, actor=request.user, now=timezone.now())

    form = FileForm(request.POST or None, instance=record)
    return dialog_form(request, form, title=_("Write the file"), save=save, back=reverse("handovers:detail", args=[pk]))

"""What lies in the pools: the lists, one customer, and taking, assigning, giving back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.models import Customer
from gendan.modules.pools import actions, queries
from gendan.modules.pools.detail import POOLED_PAGE
from gendan.modules.pools.forms import AssignForm, GiveBackForm, NothingForm
from gendan.modules.pools.listing import LEAVING, POOLED
from gendan.modules.pools.models import Pooled
from gendan.spine.access.queries import require
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.listing.page import list_page


def _found(request: HttpRequest, pk: int) -> Pooled:
    rows = Pooled.objects.visible_to(request.user).filter(left_at=None).select_related(*POOLED_PAGE.related)
    return get_object_or_404(rows, pk=pk)


@login_required
@require_GET
def pooled(request: HttpRequest) -> HttpResponse:
    """What lies in the pools that the person sees."""
    return list_page(request, POOLED)


@login_required
@require_GET
def leaving(request: HttpRequest) -> HttpResponse:
    """Customers that go to a pool unless somebody follows up."""
    return list_page(request, LEAVING)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer in a pool."""
    return record_page(request, POOLED_PAGE, _found(request, pk))


@login_required
@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it, and go to its page."""
    customer = actions.claim(_found(request, pk), actor=request.user, now=timezone.now())
    messages.success(request, _("%(name)s is yours now.") % {"name": customer})
    return gone(request, reverse("customers:detail", args=[customer.pk]))


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to somebody."""
    row = _found(request, pk)
    require(request.user, "assign", row)

    def save(data: dict[str, Any]) -> None:
        actions.assign(row, actor=request.user, now=timezone.now(), **data)

    form = AssignForm(request.POST or None)
    return dialog_form(request, form, title=_("Assign"), submit=_("Assign"), save=save, back=reverse("pools:list"), done=_("Assigned."))


@login_required
@require_http_methods(["GET", "POST"])
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return it to the former owner."""
    row = _found(request, pk)
    require(request.user, "assign", row)
    question = _("%(name)s is responsible again, and it stands where it stood.") % {"name": row.former or "-"}
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Return to the former owner"),
        submit=_("Return"), question=question, back=reverse("pools:list"), done=_("Returned."),
        save=lambda _data: actions.put_back(row, actor=request.user, now=timezone.now()),
    )


@login_required
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a customer."""
    row = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.give_back(row, actor=request.user, now=timezone.now(), **data)

    form = GiveBackForm(request.POST or None, pools=queries.pools_for(row))
    return dialog_form(
        request, form, title=_("Give back to the pool"), submit=_("Give back"), save=save,
        back=reverse("customers:list"), done=_("It lies in the pool now."),
        question=_("You are no longer responsible then, and your to-dos for it are dropped."),
    )

"""Care after a sale."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.care import actions
from gendan.modules.care.detail import AFTER_PAGE
from gendan.modules.care.forms import ReferralForm
from gendan.modules.care.listing import AFTER_SALES
from gendan.modules.care.models import AfterSale
from gendan.spine.access.queries import require
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page


@login_required
@require_GET
def after_sales(request: HttpRequest) -> HttpResponse:
    """All that the person sees."""
    return list_page(request, AFTER_SALES)


def _found(request: HttpRequest, pk: int) -> AfterSale:
    rows = AfterSale.objects.visible_to(request.user).select_related(*AFTER_PAGE.related)
    return get_object_or_404(rows, pk=pk)


@login_required
@require_GET
def after_sale(request: HttpRequest, pk: int) -> HttpResponse:
    """One sale that is cared for."""
    return record_page(request, AFTER_PAGE, _found(request, pk))


@login_required
@require_http_methods(["GET", "POST"])
def refer(request: HttpRequest, pk: int) -> HttpResponse:
    """They named somebody."""
    record = _found(request, pk)
    require(request.user, "follow", record.customer)

    def save(data: dict[str, Any]) -> None:
        actions.refer_after_sale(record, **data, actor=request.user, now=timezone.now())

    form = ReferralForm(request.POST or None, customer=record.customer)
    back = reverse("care:after_sale", args=[pk])
    return dialog_form(request, form, title=_("They named somebody"), save=save, back=back, done=_("The referral is noted."))

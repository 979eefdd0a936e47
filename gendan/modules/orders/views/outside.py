"""The order's page for the customer: where it is, and what is awaited of him (a signed link)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gendan.modules.orders import actions, queries
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.forms import PublicConfirmForm
from gendan.modules.orders.models import Order
from gendan.modules.orders.views.orders import order_of
from gendan.modules.orders.words import Stage
from gendan.spine.access.queries import require
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.links.pages import public_page
from gendan.spine.refusal import Refusal
from gendan.ui.records import record_url

PURPOSE = "order"
OPEN_FOR = timedelta(days=120)
UNDER_WAY = ("received", "review", "planning", "negotiating", "leader", "coordinating", "notice")


@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a link; its address is shown this once."""
    record = order_of(request, pk)
    require(request.user, "edit", record)
    address = ""
    if request.method == "POST":
        now = timezone.now()
        path = links.issue(record, purpose=PURPOSE, expires_at=now + OPEN_FOR, actor=request.user, now=now)
        address = request.build_absolute_uri(path)
    context = {"record": record, "address": address, "action": request.path, "back": record_url(KIND, pk), "days": OPEN_FOR.days}
    return render(request, "orders/link_dialog.html" if request.htmx else "orders/link_page.html", context)  # type: ignore[attr-defined]


@public_page(purpose=PURPOSE)
def public(request: HttpRequest, record: Order, link: Link) -> HttpResponse:
    """Where the order is, and the confirmation of a change."""
    form = PublicConfirmForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.confirm_online(record, link=link, values=form.cleaned_data, now=timezone.now())
                return redirect(request.path)
            except (Refusal, ValidationError) as error:
                form.add_error(None, str(getattr(error, "reason", "")) or error)  # type: ignore[arg-type]
    return render(request, "orders/public.html", _shown(record, form), status=status)


def _shown(record: Order, form: Any) -> dict[str, Any]:
    """Only what concerns the customer; never plans, reviews or costs of ours."""
    reached = list(Stage.values).index(record.stage) if record.stage else -1
    steps = [(label, number <= reached) for number, (_key, label) in enumerate(Stage.choices)]
    return {
        "record": record, "lines": queries.lines_of(record), "steps": steps, "form": form, "once": uuid4(),
        "change": queries.to_confirm(record), "under_way": record.state in UNDER_WAY,
        "samples": queries.samples_sent(record),
    }

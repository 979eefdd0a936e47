"""The order's page for the customer: where it is, and what is awaited of him (a signed link)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gendan.modules.orders import actions, queries
from gendan.modules.orders.forms import PublicConfirmForm
from gendan.modules.orders.models import Order
from gendan.modules.orders.views.orders import order_of
from gendan.modules.orders.words import Stage
from gendan.spine.links.models import Link
from gendan.spine.links.pages import public_page
from gendan.ui.links import answer_page, issue_dialog

PURPOSE = "order"
OPEN_FOR = timedelta(days=120)
UNDER_WAY = ("received", "review", "planning", "negotiating", "leader", "coordinating", "notice")


@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a link; its address is shown this once."""
    until = timezone.now() + OPEN_FOR
    return issue_dialog(request, order_of(request, pk), purpose=PURPOSE, expires_at=until, body="orders/link_body.html")


@public_page(purpose=PURPOSE)
def public(request: HttpRequest, record: Order, link: Link) -> HttpResponse:
    """Where the order is, and the confirmation of a change."""
    return answer_page(
        request, PublicConfirmForm(request.POST or None), template="orders/public.html", shown=lambda: _shown(record),
        answer=lambda values: actions.confirm_online(record, link=link, values=values, now=timezone.now()),
    )


def _shown(record: Order) -> dict[str, Any]:
    """Only what concerns the customer; never plans, reviews or costs of ours."""
    reached = list(Stage.values).index(record.stage) if record.stage else -1
    steps = [(label, number <= reached) for number, (_key, label) in enumerate(Stage.choices)]
    return {
        "record": record, "lines": queries.lines_of(record), "steps": steps, "change": queries.to_confirm(record),
        "under_way": record.state in UNDER_WAY, "samples": queries.samples_sent(record),
    }

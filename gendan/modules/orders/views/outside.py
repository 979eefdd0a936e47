"""The order's page for the customer: where it is, and what is awaited of him (a signed link)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.orders import actions, page, queries
from gendan.modules.orders.forms import PublicAnswerForm
from gendan.modules.orders.models import Order
from gendan.modules.orders.views.orders import order_of
from gendan.modules.orders.words import Stage, Verdict
from gendan.spine.links.models import Link
from gendan.spine.links.pages import public_page
from gendan.spine.timeline.serving import file_response
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
    """Where the order is, and the answers to what is awaited."""
    return answer_page(
        request, PublicAnswerForm(request.POST or None), template="orders/public.html", shown=lambda: _shown(record, request.resolver_match.kwargs["token"]),  # type: ignore[union-attr]
        answer=lambda values: actions.answer_online(record, link=link, values=values, now=timezone.now()),
    )


@public_page(purpose=PURPOSE)
@require_GET
def file(request: HttpRequest, record: Order, link: Link, pk: int) -> HttpResponseBase:  # noqa: ARG001  every public page is called so
    """The drawing that is to be confirmed, or was."""
    found = get_object_or_404(record.confirmations.exclude(attachment=None).select_related("attachment"), pk=pk)
    assert found.attachment is not None
    return file_response(request, found.attachment, inline=True)


def _shown(record: Order, token: str) -> dict[str, Any]:
    """Only what concerns the customer; never plans, reviews or costs of ours."""
    reached = list(Stage.values).index(record.stage) if record.stage else -1
    steps = [(label, number <= reached) for number, (_key, label) in enumerate(Stage.choices)]
    return {
        "record": record, "lines": queries.lines_of(record), "steps": steps, "under_way": record.state in UNDER_WAY, "token": token,
        "parts": page.outside_of(record), "awaited": queries.awaited(record), "confirmed": record.confirmations.filter(verdict=Verdict.CONFIRMED),
    }

"""The link for the customer, and the page on which he accepts or declines."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gendan.modules.quotes import actions, queries
from gendan.modules.quotes.forms import CustomerAnswerForm
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.views.records import record_of
from gendan.spine.links.models import Link
from gendan.spine.links.pages import public_page
from gendan.ui.links import answer_page, issue_dialog

PURPOSE = "quote"


@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a link, as long open as the quotation itself."""
    record = record_of(request, pk)
    last = record.valid_until or timezone.localdate() + timedelta(days=30)
    until = timezone.make_aware(datetime.combine(last, time.max))
    return issue_dialog(request, record, purpose=PURPOSE, expires_at=until, body="quotes/link_body.html")


@public_page(purpose=PURPOSE)
def public(request: HttpRequest, record: Quote, link: Link) -> HttpResponse:
    """What is offered, and the customer's answer to it."""
    return answer_page(
        request, CustomerAnswerForm(request.POST or None), template="quotes/public.html", shown=lambda: _shown(record),
        answer=lambda values: actions.answer_online(record, link=link, values=values, now=timezone.now()),
    )


def _shown(record: Quote) -> dict[str, Any]:
    """Only what was sent; never costs, floors or lists."""
    version = queries.sent_version(record)
    return {
        "record": record, "version": version, "lines": version.lines.all() if version else [],
        "open": queries.is_answerable(record, today=timezone.localdate()),
    }

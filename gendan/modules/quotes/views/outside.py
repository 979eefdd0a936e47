"""The link for the customer: issued, taken back, and the page on which he accepts or declines."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gendan.modules.quotes import actions, queries
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.forms import CustomerAnswerForm
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.views.records import record_of
from gendan.spine.access.queries import require
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.links.pages import public_page
from gendan.spine.links.queries import links_of
from gendan.spine.refusal import Refusal
from gendan.ui.records import record_url

PURPOSE = "quote"


@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a link; its address is shown this once."""
    record = record_of(request, pk)
    require(request.user, "edit", record)
    address = ""
    if request.method == "POST":
        now = timezone.now()
        path = links.issue(record, purpose=PURPOSE, expires_at=_until(record, now=now), actor=request.user, now=now)
        address = request.build_absolute_uri(path)
    context = {"record": record, "address": address, "action": request.path, "back": record_url(KIND, pk)}
    return render(request, "quotes/link_dialog.html" if request.htmx else "quotes/link_page.html", context)  # type: ignore[attr-defined]


def _until(record: Quote, *, now: datetime) -> datetime:
    """As long as the quotation itself."""
    last = record.valid_until or timezone.localdate(now) + timedelta(days=30)
    return timezone.make_aware(datetime.combine(last, time.max))


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Close a link for good."""
    record = record_of(request, pk)
    found = get_object_or_404(links_of(record), pk=link)
    links.revoke(found, actor=request.user, now=timezone.now())
    messages.success(request, _("The link is closed."))
    return redirect(record_url(KIND, pk))


@public_page(purpose=PURPOSE)
def public(request: HttpRequest, record: Quote, link: Link) -> HttpResponse:
    """What is offered, and the customer's answer to it."""
    form = CustomerAnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.answer_online(record, link=link, values=form.cleaned_data, now=timezone.now())
                return redirect(request.path)
            except (Refusal, ValidationError) as error:
                form.add_error(None, str(getattr(error, "reason", "")) or error)  # type: ignore[arg-type]
    return render(request, "quotes/public.html", _shown(record, form), status=status)


def _shown(record: Quote, form: Any) -> dict[str, Any]:
    """Only what was sent; never costs, floors or lists."""
    version = queries.sent_version(record)
    return {
        "record": record, "version": version, "lines": version.lines.all() if version else [], "form": form, "once": uuid4(),
        "open": queries.is_answerable(record, today=timezone.localdate()),
    }

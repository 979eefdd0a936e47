"""Public links on pages: one is issued in a dialog, closed on its card, and answered on the page that it opens."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gendan.spine.access.queries import may, require
from gendan.spine.links import actions as links
from gendan.spine.links.declarations import purpose_of
from gendan.spine.links.pages import origin_of
from gendan.spine.links.queries import links_of
from gendan.spine.records import kind_of, model_of
from gendan.spine.refusal import Refusal
from gendan.ui.detail.declare import Card
from gendan.ui.form.page import UNPROCESSABLE, put_errors
from gendan.ui.listing.filters import Asked
from gendan.ui.qr import qr_of
from gendan.ui.records import record_url


def issue_dialog(request: HttpRequest, record: Any, *, purpose: str, expires_at: datetime, body: str) -> HttpResponse:
    """Ask, issue, and show the address this once; `body` is the module's template with its words for both steps."""
    require(request.user, purpose_of(purpose).action, record)
    address = ""
    if request.method == "POST":
        address = origin_of(request) + links.issue(record, purpose=purpose, expires_at=expires_at, actor=request.user, now=timezone.now())
    context = {
        "record": record, "address": address, "expires_at": expires_at, "body": body, "action": request.path,
        "back": record_url(kind_of(record), record.pk), "qr": qr_of(address) if address else "",
    }
    return render(request, "ui/links/dialog.html" if request.htmx else "ui/links/page.html", context)  # type: ignore[attr-defined]


@login_required
@require_POST
def close(request: HttpRequest, kind: str, pk: int, link: int) -> HttpResponse:
    """Close a link for good."""
    try:
        rows = model_of(kind)._default_manager
    except LookupError:
        raise Http404 from None
    record = get_object_or_404(rows.visible_to(request.user), pk=pk)
    found = get_object_or_404(links_of(record), pk=link)
    links.revoke(found, actor=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("The link is closed."))
    return redirect(record_url(kind, pk))


def answer_page(
    request: HttpRequest, form: BaseForm, *, answer: Callable[[dict[str, Any]], Any], template: str,
    shown: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """The page that a link opens: what is `shown`, and a form that `answer` takes; what it refuses stands on the form."""
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                answer(form.cleaned_data)
                return redirect(request.path)
            except (Refusal, ValidationError) as error:
                put_errors(form, error)
    return render(request, template, {**shown(), "form": form, "once": uuid4()}, status=status)


def links_card() -> Card:
    """The card of a record's open links, with how often each was looked at."""
    return Card(template="ui/links/card.html", context=_shown, shown=lambda record, asked: _open(record, asked).exists())


def _open(record: Any, asked: Asked) -> Any:
    return links_of(record).filter(revoked_at=None, expires_at__gt=asked.now)


def _shown(record: Any, asked: Asked) -> dict[str, Any]:
    rows = [(one, bool(may(asked.user, purpose_of(one.purpose).action, record))) for one in _open(record, asked)]
    return {"record": record, "kind": kind_of(record), "links": rows}

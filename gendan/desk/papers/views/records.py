"""The papers of a record: see what was made, make one, fetch one; a file is only sent after its record was checked."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gendan.desk.timeline_pages.drawing import is_fragment, record_or_404, with_record_or_404
from gendan.modules.customers.models import Customer
from gendan.spine.documents import papering
from gendan.spine.documents.models import MadePaper
from gendan.spine.documents.papers import paper_of
from gendan.spine.records import kind_of
from gendan.ui.papers import paper_response
from gendan.ui.records import record_url


@login_required
@require_GET
def of_record(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What was made about a record, and what may be made."""
    return _draw(request, record_or_404(request, kind, pk))


@login_required
@require_POST
def make(request: HttpRequest, kind: str, pk: int, key: str) -> HttpResponse:
    """Make a paper; without change since the last version there is nothing new."""
    record = record_or_404(request, kind, pk)
    paper = next((one for one in papering.offers(request.user, record) if one.key == key), None)
    language = request.POST.get("language", "zh-hans")
    if paper is None or language not in paper.languages:
        raise Http404
    papering.make(record, paper=key, actor=request.user, now=timezone.now(), language=language)  # type: ignore[arg-type]
    if is_fragment(request):
        return _draw(request, record)
    return HttpResponseRedirect(reverse("papers:record", args=[kind_of(record), record.pk]))


@login_required
@require_GET
def pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF; `?inline=1` shows it in the browser."""
    made, _record = made_or_404(request, pk)
    return paper_response(made, inline=request.GET.get("inline") == "1")


@login_required
@require_GET
def word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same from the company's own Word template."""
    made, _record = made_or_404(request, pk)
    if not made.word:
        raise Http404
    return paper_response(made, word=True)


def made_or_404(request: HttpRequest, pk: int) -> tuple[MadePaper, Any]:
    """The made paper and its record, if this person sees the record and everything that the paper shows."""
    made, record = with_record_or_404(request, MadePaper, pk)
    try:
        papering.require_open(request.user, paper_of(made.paper))
    except LookupError:
        raise Http404 from None
    return made, record


def _draw(request: HttpRequest, record: Any) -> HttpResponse:
    offers = papering.offers(request.user, record)
    labels = {paper.key: paper.label for paper in offers}
    made = [{"row": row, "label": labels[row.paper]} for row in papering.made_for(record) if row.paper in labels]
    kind = kind_of(record)
    context = {
        "record": record, "kind": kind, "offers": offers, "made": made, "record_url": record_url(kind, record.pk),
        "may_mail": customer_of(record) is not None,
    }
    return render(request, "papers/fragment.html" if is_fragment(request) else "papers/page.html", context)


def customer_of(record: Any) -> Customer | None:
    """To whom a paper of this record goes."""
    found = record if isinstance(record, Customer) else getattr(record, "customer", None)
    return found if isinstance(found, Customer) else None

"""The palette (an HTML fragment) and the search page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.desk.search import commands
from gendan.desk.search.asking import Question, question_of
from gendan.desk.search.found import KEPT, Group, filled
from gendan.desk.search.recent import recent, wanted_customers
from gendan.desk.search.records import find_customers, records
from gendan.spine import replica
from gendan.ui.listing.filters import Asked

RECENT, ON_PAGE = 8, 20


@login_required
@replica.preferred
def palette(request: HttpRequest) -> HttpResponse:
    """Empty: the commands of the record on the page, what was opened last, what can be made new; else what is found."""
    groups = found(request, question_of(request.GET.get("q", "")), limit=KEPT)
    return render(request, "search/palette.html", {"groups": groups})


@login_required
@replica.preferred
def search(request: HttpRequest) -> HttpResponse:
    """The same on a page of its own, with more of each kind."""
    typed = request.GET.get("q", "")
    groups = found(request, question_of(typed), limit=ON_PAGE)
    return render(request, "search/page.html", {"groups": groups, "q": typed})


@login_required
def write(request: HttpRequest) -> HttpResponse:
    """For which customer a follow-up is written: those opened last, those due first, or what is searched for."""
    typed, user = request.GET.get("q", "").strip(), request.user
    chosen = find_customers(user, typed, limit=ON_PAGE) if typed else wanted_customers(request, limit=ON_PAGE)
    return render(request, "search/write.html", {"customers": chosen, "q": typed})


def found(request: HttpRequest, question: Question, *, limit: int) -> list[Group]:
    """All groups that have something to show, the most wanted first."""
    user, asked = request.user, Asked(request.user, timezone.now())
    if question.only:
        return filled(records(user, question, now=asked.now, limit=limit))
    record = commands.record_at(user, request.GET.get("from", ""))
    own = [commands.record_commands(request, record, text=question.text, asked=asked)] if record is not None else []
    new = commands.new_commands(user, question.text)
    if question.is_empty:
        return filled([*own, Group(_("Opened last"), recent(request, limit=max(RECENT, limit))), new])
    places, views = commands.places(user, question.text), commands.views(user, question.text)
    places.hits, views.hits = places.hits[:limit], views.hits[:limit]
    return filled([*own, places, new, *records(user, question, now=asked.now, limit=limit), views])

"""Browsing: read only; comments may be written (PM-15)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gendan.modules.knowledge import actions, queries
from gendan.modules.knowledge.detail import READ_PAGE
from gendan.modules.knowledge.listing import ARTICLES
from gendan.modules.knowledge.models import Article
from gendan.modules.knowledge.rendering import rendered, tickable
from gendan.spine.access.queries import may
from gendan.ui.detail.page import record_page
from gendan.ui.listing.page import list_page

#: The forms of the pages with which ticked points are sent.
FORMS = ("composer", "followup", "move")


@login_required
@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    """What this person may read, beside the tree."""
    branches = queries.tree(Article.objects.visible_to(request.user, "read"))
    return list_page(request, ARTICLES, branches=branches, here=request.GET.getlist("f.category"))


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One article; to open its text is counted."""
    rows = Article.objects.visible_to(request.user).select_related(*READ_PAGE.related)
    article = get_object_or_404(rows, pk=pk)
    if request.GET.get("tab", "text") == "text" and may(request.user, "read", article):
        actions.note_reading(article, reader=request.user, now=timezone.now())
    return record_page(request, READ_PAGE, article)


@login_required
@require_GET
def hint(request: HttpRequest, pk: int) -> HttpResponse:
    """The text alone, opened beside a form while working."""
    article = get_object_or_404(Article.objects.visible_to(request.user, "read"), pk=pk)
    actions.note_reading(article, reader=request.user, now=timezone.now(), at_work=True)
    html, form = rendered(article.text), request.GET.get("form", "")
    html = tickable(html, form=form) if form in FORMS else html
    return render(request, "knowledge/hint.html", {"article": article, "html": html})

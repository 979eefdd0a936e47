"""Knowledge on other records: link and unlink (PM-09 … PM-12)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.modules.knowledge import actions, queries
from gendan.modules.knowledge.forms import LinkForm, NothingForm
from gendan.modules.knowledge.models import Article
from gendan.spine.timeline.queries import record_of
from gendan.ui.form.dialog import dialog_form
from gendan.ui.records import record_url


def _record(request: HttpRequest, kind: str, pk: int) -> Any:
    """The record if this person sees it, and it has a page to show its knowledge on."""
    if not record_url(kind, pk):
        raise Http404
    try:
        return record_of(request.user, kind, pk)
    except LookupError:
        raise Http404 from None


@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Choose an article among those that this person may read."""
    record = _record(request, kind, pk)

    def save(data: dict[str, Any]) -> None:
        actions.link(data["article"], record=record, actor=request.user, now=timezone.now())

    form = LinkForm(request.POST or None, articles=queries.linkable(request.user, record))
    return dialog_form(
        request, form, title=_("Link knowledge"), submit=_("Link"), save=save,
        back=f"{record_url(kind, pk)}?tab=knowledge", done=_("Linked."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def unlink(request: HttpRequest, kind: str, pk: int, article_id: int) -> HttpResponse:
    """Take an article off the record."""
    record = _record(request, kind, pk)
    article = get_object_or_404(Article.objects.visible_to(request.user, "read"), pk=article_id)

    def save(_data: dict[str, Any]) -> None:
        actions.unlink(article, record=record, actor=request.user, now=timezone.now())

    form = NothingForm(request.POST if request.method == "POST" else None)
    return dialog_form(
        request, form, title=_("Take the knowledge off"), submit=_("Take off"), save=save,
        question=_("“%(title)s” is no longer shown here. The article itself stays.") % {"title": article},
        back=f"{record_url(kind, pk)}?tab=knowledge", done=_("No longer linked."),
    )

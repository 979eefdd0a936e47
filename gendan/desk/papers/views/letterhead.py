"""The letterhead: what every paper says of the company."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.desk.papers.forms import LetterheadForm
from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.documents import specimen
from gendan.spine.documents.letterheads import PICTURES, change_letterhead
from gendan.spine.documents.letterheads import letterhead as current


@require_http_methods(["GET", "POST"])
@for_administrators
def letterhead(request: PageRequest) -> HttpResponse:
    """The form, and how a sheet looks with it."""
    head = current()
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=head)

    def act(_data: dict[str, Any]) -> None:
        texts, pictures = form.given()
        change_letterhead(texts, pictures=pictures, actor=request.user, now=timezone.now())

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Saved. Papers made from now on show it; those made before keep theirs."))
        return redirect("papers:letterhead")
    context = {"form": form, "head": head, "kept": {name for name in PICTURES if getattr(head, name)}}
    return render(request, "papers/letterhead.html", context, status=422 if form.errors else 200)


@require_GET
@for_administrators
def letterhead_picture(request: PageRequest) -> HttpResponse:  # noqa: ARG001
    """An empty sheet under the letterhead, in the reader's language."""
    drawn = specimen.letter(language=translation.get_language() or "zh-hans", now=timezone.now())
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": "private, no-store"})

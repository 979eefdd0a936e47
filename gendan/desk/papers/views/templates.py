"""Word templates of the company: one page for each paper and language."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.desk.papers.forms import TemplateForm
from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.documents import press, specimen, wording
from gendan.spine.documents.models import WordTemplate
from gendan.spine.documents.papers import Paper, all_papers, paper_of
from gendan.spine.documents.papers.fields import all_fields, listed
from gendan.ui.papers import WORD
from gendan.ui.records import label_of


@require_GET
@for_administrators
def papers(request: PageRequest) -> HttpResponse:
    """All papers, each with the template that it is filled by."""
    listed = [
        {"paper": paper, "kind": label_of(paper.kind),
         "languages": [(language, wording.in_use(paper.key, language=language)) for language in paper.languages]}
        for paper in all_papers()
    ]
    return render(request, "papers/templates.html", {"papers": listed})


@require_http_methods(["GET", "POST"])
@for_administrators
def paper(request: PageRequest, key: str, language: str) -> HttpResponse:
    """The templates of one paper; by POST, a new one."""
    declared = _paper(key, language)
    form = TemplateForm(request.POST or None, request.FILES or None)

    def act(data: dict[str, Any]) -> None:
        wording.add_template(declared, language=language, upload=data["file"], actor=request.user, now=timezone.now())

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The template is in use. Papers made from now on come as PDF and by it as Word."))
        return redirect("papers:template", key, language)
    context = {
        "form": form, "paper": declared, "language": language, "entries": listed(all_fields(declared)),
        "templates": wording.templates_of(key, language=language), "in_use": wording.in_use(key, language=language),
    }
    return render(request, "papers/template.html", context, status=422 if form.errors else 200)


@require_POST
@for_administrators
def take(request: PageRequest, pk: int) -> HttpResponse:
    """Use an earlier version again."""
    template = _template(pk)
    declared = _paper(template.paper, template.language)
    try:
        wording.take(template, paper=declared, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("papers:template", declared.key, template.language)


@require_POST
@for_administrators
def put_back(request: PageRequest, key: str, language: str) -> HttpResponse:
    """Back to the built-in layout."""
    wording.put_back(_paper(key, language), language=language, actor=request.user)
    messages.success(request, _("The built-in layout alone counts now; the templates are kept."))
    return redirect("papers:template", key, language)


@require_GET
@for_administrators
def template_file(request: PageRequest, pk: int) -> HttpResponse:  # noqa: ARG001
    """A template as it was uploaded."""
    template = _template(pk)
    return _word(wording.content_of(template), name=template.name)


@require_GET
@for_administrators
def beginning(request: PageRequest, key: str, language: str) -> HttpResponse:  # noqa: ARG001
    """A first template with every field in it."""
    declared = _paper(key, language)
    return _word(wording.beginning(declared, language=language), name=f"{declared.label}.docx")


@require_GET
@for_administrators
def tried(request: PageRequest, key: str, language: str) -> HttpResponse:  # noqa: ARG001
    """The template in use, filled with examples."""
    declared = _paper(key, language)
    template = wording.in_use(key, language=language)
    if template is None:
        raise Http404
    return _word(wording.filled(template, wording.tried(declared)), name=template.name)


@require_GET
@for_administrators
def picture(request: PageRequest, key: str, language: str) -> HttpResponse:  # noqa: ARG001
    """The first page of the built-in layout, filled with examples."""
    try:
        pages = specimen.pictures_of(_paper(key, language), language=language, now=timezone.now())
    except press.Misprint:
        raise Http404 from None
    return HttpResponse(pages[0], content_type="image/png", headers={"Cache-Control": "private, no-store"})


def _paper(key: str, language: str) -> Paper:
    try:
        declared = paper_of(key)
    except LookupError:
        raise Http404 from None
    if language not in declared.languages:
        raise Http404
    return declared


def _template(pk: int) -> WordTemplate:
    found = wording.template(pk)
    if found is None:
        raise Http404
    return found


def _word(content: bytes, *, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(
        content, content_type=WORD, headers={"Cache-Control": "private, no-store", "Content-Disposition": disposition}
    )

"""Word templates of the company: checked at upload, kept in versions, taken out of use again."""

import hashlib
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import Max, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.spine.documents import press
from gendan.spine.documents.archives import check_word
from gendan.spine.documents.models import WordTemplate
from gendan.spine.documents.papers import Paper
from gendan.spine.documents.papers.fields import all_fields, example, listed, shape
from gendan.spine.org.models import Employee
from gendan.spine.org.rules import require_administrator
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import files
from gendan.spine.timeline.content import safe_name
from gendan.spine.whole import whole

MOST_PROBLEMS = 20
PARTS = {
    "body": "", "header": gettext_lazy("header"), "footer": gettext_lazy("footer"), "footnote": gettext_lazy("footnote"),
    "properties": gettext_lazy("document properties"),
}
PROBLEMS = {
    "unknown": gettext_lazy("there is no field “%(name)s”"),
    "group": gettext_lazy("“%(name)s” is a group of fields; name one of them, or repeat its rows"),
    "no_rows": gettext_lazy("“%(name)s” has no rows to repeat"),
    "not_let_in": gettext_lazy("“%(name)s” is not let in: templates name fields, repeat rows and leave parts out, nothing else"),
    "syntax": gettext_lazy("this cannot be read: %(name)s"),
}


def templates_of(paper: str, *, language: str) -> QuerySet[WordTemplate]:
    """All versions, newest first."""
    return WordTemplate.objects.filter(paper=paper, language=language).select_related("uploader").order_by("-version")


def in_use(paper: str, *, language: str) -> WordTemplate | None:
    """The template that fills papers now; None where only the built-in layout counts."""
    return WordTemplate.objects.filter(paper=paper, language=language, in_use=True).first()


def template(pk: int) -> WordTemplate | None:
    """One version of a template."""
    return WordTemplate.objects.filter(pk=pk).first()


@whole
def add_template(paper: Paper, *, language: str, upload: Any, actor: Employee, now: datetime) -> WordTemplate:
    """Take an uploaded template into use as the next version, if everything that it says can be filled."""
    require_administrator(actor)
    name, content = safe_name(upload.name or ""), upload.read()
    check_word(content, name=name)
    check_words(content, paper=paper)
    taken = templates_of(paper.key, language=language).aggregate(last=Max("version"))["last"] or 0
    put_back(paper, language=language, actor=actor)
    stored = files.store(io.BytesIO(content), now=now)
    try:
        return WordTemplate.objects.create(
            paper=paper.key, language=language, version=taken + 1, name=name, file=stored, size=len(content),
            sha256=hashlib.sha256(content).hexdigest(), uploader=actor, uploaded_at=now,
        )
    except BaseException:
        files.discard(stored)
        raise


@whole
def take(template: WordTemplate, *, paper: Paper, actor: Employee) -> None:
    """Use an earlier version again; it is checked anew, because the paper's fields may have changed."""
    require_administrator(actor)
    check_words(content_of(template), paper=paper)
    put_back(paper, language=template.language, actor=actor)
    template.in_use = True
    template.save(update_fields=["in_use"])


@whole
def put_back(paper: Paper, *, language: str, actor: Employee) -> None:
    """Back to the built-in layout alone; the templates stay for another time."""
    require_administrator(actor)
    rows = WordTemplate.objects.select_for_update().filter(paper=paper.key, language=language, in_use=True)
    for row in rows:
        row.in_use = False
        row.save(update_fields=["in_use"])


def check_words(content: bytes, *, paper: Paper) -> None:
    """Refuse a template with each field that its paper does not have, and everything else that it may not say, by line."""
    try:
        problems = press.problems_of(content, fields=shape(all_fields(paper)))
        if not problems:
            press.word(template=content, data=tried(paper))
    except press.Misprint as error:
        raise ValidationError({"file": _("The file cannot be filled: %(why)s") % {"why": error}}) from None
    if problems:
        raise ValidationError({"file": [_said(problem) for problem in problems[:MOST_PROBLEMS]]})


def _said(problem: Mapping[str, Any]) -> str:
    what = str(PROBLEMS[problem["code"]]) % {"name": problem["name"]}
    facts = {"part": PARTS[problem["part"]], "line": problem["line"], "text": problem["text"], "what": what}
    if problem["part"] == "body":
        return _("Line %(line)s, “%(text)s”: %(what)s") % facts
    return _("%(part)s, line %(line)s, “%(text)s”: %(what)s") % facts


def content_of(template: WordTemplate) -> bytes:
    """The template as it was uploaded."""
    with default_storage.open(str(template.file)) as kept:
        content: bytes = kept.read()
    return content


def tried(paper: Paper) -> dict[str, Any]:
    """Values to try a template or a layout with."""
    values: dict[str, Any] = example(all_fields(paper))
    return values


def filled(template: WordTemplate, data: Mapping[str, Any]) -> bytes:
    """A paper by the company's own template; what goes wrong is said with who can help."""
    try:
        return press.word(template=content_of(template), data=data)
    except press.Misprint as error:
        reason = _("The Word template “%(name)s” cannot be filled: %(why)s") % {"name": template.name, "why": error}
        raise Refusal(reason, who=_("An administrator can correct it, or go back to the built-in layout.")) from None


def beginning(paper: Paper, *, language: str) -> bytes:
    """A first template with every field of the paper in it."""
    with translation.override(language):
        entries = listed(all_fields(paper))
        rows = [
            {"name": entry.name, "columns": [{"name": one.name, "label": one.label} for one in entry.columns]}
            for entry in entries if entry.columns
        ]
        values = [{"name": entry.name, "label": entry.label} for entry in entries if not entry.columns]
        return press.first_template(title=str(paper.label), values=values, rows=rows)

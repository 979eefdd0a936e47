"""Papers on pages: the tab that every record may have, and a made paper as the answer to a request."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.spine.documents.models import MadePaper
from gendan.spine.documents.papering import made_for
from gendan.ui.detail.declare import Tab
from gendan.ui.listing.filters import Asked

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: A browser's own reader of PDF needs its styles; the file itself can do nothing.
SHOWN = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
HANDED_OVER = "sandbox; default-src 'none'"


def papers_tab() -> Tab:
    """The tab of a record's papers."""
    return Tab(key="papers", title=gettext_lazy("Papers"), template="documents/papers.html", count=_count)


def _count(record: Any, _asked: Asked) -> int:
    return made_for(record).count()


def paper_response(made: MadePaper, *, word: bool = False, inline: bool = False) -> FileResponse:
    """The file of a paper whose record was checked: as a download, or the PDF in the browser's own reader."""
    inline = inline and not word
    try:
        content = default_storage.open(str(made.word if word else made.file))
    except FileNotFoundError:
        raise Http404(_("The file is no longer there.")) from None
    name = f"{made.name}.{'docx' if word else 'pdf'}"
    response = FileResponse(
        content, as_attachment=not inline, filename=name, content_type=WORD if word else "application/pdf"
    )
    response["Content-Security-Policy"] = SHOWN if inline else HANDED_OVER
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

"""A kept file as the answer to a request whose record was checked."""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from gendan.spine.timeline.models import Attachment
from gendan.spine.timeline.ranges import asked_part

#: Shown in the page itself; everything else is only handed over as a file.
INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "audio/webm", "audio/ogg", "audio/mpeg", "audio/wav", "video/mp4"}
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def file_response(request: HttpRequest, attachment: Attachment, *, inline: bool = False) -> HttpResponseBase:
    """The file itself, or the part of it that is asked for: never guessed, never run, never cached by anybody between."""
    etag = f'"{attachment.sha256}"'
    part = asked_part(request, size=attachment.size, etag=etag)
    if part and not part.is_there:
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=part.headers)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is no longer there.")) from None
    shown = inline and attachment.media_type in INLINE
    response = FileResponse(
        part.of(content) if part else content, as_attachment=not shown, filename=attachment.name, content_type=attachment.media_type,
        status=HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK, headers=part.headers if part else None,
    )
    if attachment.media_type == "text/plain":
        response["Content-Type"] = "text/plain; charset=utf-8"
    response["Accept-Ranges"], response["ETag"] = "bytes", etag
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

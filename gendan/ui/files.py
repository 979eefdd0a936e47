"""A kept file as the answer to a request whose record was checked."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from gendan.spine.timeline.models import Attachment

#: Shown in the page itself; everything else is only handed over as a file.
INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "audio/webm", "audio/ogg", "audio/mpeg", "audio/wav", "video/mp4"}
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def file_response(attachment: Attachment, *, inline: bool = False) -> FileResponse:
    """The file itself: never guessed, never run, never cached by anybody between."""
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is no longer there.")) from None
    shown = inline and attachment.media_type in INLINE
    response = FileResponse(content, as_attachment=not shown, filename=attachment.name, content_type=attachment.media_type)
    if attachment.media_type == "text/plain":
        response["Content-Type"] = "text/plain; charset=utf-8"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

"""How a view answers when it has done its work: with or without scripts, with a notice and perhaps a way back."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def done(request: HttpRequest, url: str = "", *, text: Any = "", undo: str = "") -> HttpResponse:
    """Go to `url` and say `text`; a script's request without an address stays where it is and closes its dialog.

    A notice that leads to another page waits in the session; one that stays can offer `undo` (an address to post to).
    """
    scripted = bool(getattr(request, "htmx", False))
    if scripted and not url:
        facts: dict[str, Any] = {"close-dialog": True, "changed": True}
        if text:
            facts["toast"] = {"text": str(text), "undo": undo}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(facts)})
    if text:
        messages.success(request, text)
    if scripted:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url or request.headers.get("Referer", "/"))

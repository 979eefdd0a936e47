"""Refusals of rights stand in the log: who was refused what, so that somebody who looks for holes is seen."""

import logging

from django.http import HttpRequest

from gendan.spine.links.pages import address_of
from gendan.spine.refusal import NotAllowed

log = logging.getLogger("gendan.rights")


def note(request: HttpRequest, refusal: NotAllowed) -> None:
    """One line for each; of what was sent nothing."""
    user = getattr(request, "user", None)
    who = user.get_username() if user is not None and user.is_authenticated else ""
    log.warning("refused to %r from %s: %s %r: %s", who, address_of(request), request.method, request.path[:200], refusal.reason)

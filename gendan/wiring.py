"""The one list: event -> action of another module."""

from gendan.spine import events
from gendan.spine.timeline import actions as timeline

WIRING: dict[str, tuple[events.Listener, ...]] = {
    "access.granted": (timeline.note_grant,),
    "access.revoked": (timeline.note_revoke,),
}

"""At final removal from the recycle bin, what hangs on the record goes with it (PM-02, PM-06)."""

from collections.abc import Iterable

from gendan.spine import events
from gendan.spine.access.models import Grant, Participant
from gendan.spine.timeline import files
from gendan.spine.timeline.models import Attachment, Comment, Entry
from gendan.spine.whole import whole


@whole
def remove_all_of(kind: str, ids: Iterable[int]) -> None:
    """Remove comments, attachments with their files, entries, grants and participants of finally removed records."""
    gone = list(ids)
    attachments = Attachment.objects.filter(kind=kind, object_id__in=gone)
    files.delete_after_commit(attachments.values_list("file", flat=True))
    attachments.delete()
    for model in (Comment, Entry, Grant, Participant):
        model.objects.filter(kind=kind, object_id__in=gone).delete()
    events.emit("records.removed", kind=kind, ids=gone)

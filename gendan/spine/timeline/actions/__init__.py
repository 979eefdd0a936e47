"""What may be written on a timeline: entries, comments and attachments."""

from gendan.spine.timeline.actions.attachments import add_attachment, delete_attachment, keep_file, lock, unlock
from gendan.spine.timeline.actions.comments import add_comment, delete_comment, edit_comment
from gendan.spine.timeline.actions.entries import note_grant, note_revoke, pin, record, record_many
from gendan.spine.timeline.actions.removal import remove_all_of

__all__ = [
    "add_attachment", "add_comment", "delete_attachment", "delete_comment", "edit_comment", "keep_file", "lock",
    "note_grant", "note_revoke", "pin", "record", "record_many", "remove_all_of", "unlock",
]

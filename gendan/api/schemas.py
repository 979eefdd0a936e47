"""What every record's answers have in common."""

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema

from gendan.spine.timeline.queries import facts_of


class Problem(Schema):
    """Why something was refused: the same words as on the page."""

    code: str
    message: str
    who: str = ""
    field: str = ""
    fields: dict[str, list[str]] = {}
    current: dict[str, str | None] = {}


class MoveOut(Schema):
    """A move that the procedure knows from here; `reason` says why it is off."""

    key: str
    title: str
    target: str
    allowed: bool
    reason: str = ""
    who: str = ""


class MoveIn(Schema):
    """The data of a move's form; `reason` where the move asks for one."""

    data: dict[str, Any] = Field(default_factory=dict)


class CaseOut(Schema):
    """Where a record stands in its procedure."""

    procedure: str
    state: str
    state_kind: str
    since: datetime
    due_at: datetime | None
    breached_at: datetime | None


class TodoOut(Schema):
    """Something one person has to do by a time."""

    id: int
    key: str
    title: str
    way: str
    status: str
    assignee_id: int
    due_at: datetime | None
    breached_at: datetime | None
    record_kind: str
    record_id: int
    main_kind: str
    main_id: int | None
    main_title: str


class TodoIn(Schema):
    """A new next step."""

    title: str = Field(max_length=200)
    due_at: datetime
    assignee_id: int | None = None
    way: str = ""


class DoneIn(Schema):
    """What came of a to-do, and the next one: the last of a running case needs it."""

    outcome: str = Field("", max_length=300)
    next_title: str = Field("", max_length=200)
    next_due_at: datetime | None = None
    next_way: str = ""
    next_assignee_id: int | None = None


class PostponeIn(Schema):
    """A new time, and why."""

    due_at: datetime
    reason: str = Field(max_length=200)


class ReassignIn(Schema):
    """Who does it now, and why."""

    assignee_id: int
    reason: str = Field(max_length=200)


class WaitIn(Schema):
    """Why nothing is done for now, and until when."""

    reason: str = Field(max_length=200)
    wakes_at: datetime


class SignOffOut(Schema):
    """One party's opinion."""

    id: int
    party: str
    round: int
    verdict: str
    opinion: str
    signed_by_id: int | None
    signed_at: datetime | None
    todo_id: int


class SignIn(Schema):
    """Agree or refuse; a refusal needs words."""

    verdict: Literal["agreed", "refused"]
    opinion: str = ""


class AttachmentOut(Schema):
    """A file; its content is at /attachments/{id}/content."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    uploader_id: int
    uploaded_at: datetime
    locked_by_id: int | None
    locked_at: datetime | None


class EntryOut(Schema):
    """Something that happened."""

    id: int
    at: datetime
    verb: str
    actor_id: int | None
    kind: str
    object_id: int
    title: str
    text: str
    data: dict[str, Any]
    system: bool

    @staticmethod
    def resolve_data(entry: Any) -> dict[str, Any]:
        """What the house itself said, in the reader's language."""
        return facts_of(entry)


class CommentIn(Schema):
    """A remark."""

    text: str = Field(min_length=1, max_length=10_000)


class CommentOut(Schema):
    """A remark on a record."""

    id: int
    author_id: int
    text: str
    created_at: datetime
    edited_at: datetime | None


class Page(Schema):
    """`next` is the cursor for `before`; null when there is no more."""

    next: int | None


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(min_length=1, max_length=200)

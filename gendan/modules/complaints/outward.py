"""What goes outside: who takes what comes by itself, and what a complainant may know of his complaint."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.numbers import KEY, POSTS_EACH, POSTS_TOGETHER
from gendan.spine.links.models import Link
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.queries import holders_of, number
from gendan.spine.records import model_of

#: Who takes what comes by itself, the first that somebody holds (F54.4: a desk, not one receptionist).
DESK = ("service_agent", "service_head", "sales_head", "general_manager")
#: What a complainant sees of the way, and the states that each step covers.
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("received", ("received",)),
    ("examined", ("verification", "sampling", "arbitration", "asking", "opinions", "decision", "drafting", "approval", "approved")),
    ("put_right", ("implementing",)),
    ("asked", ("outcome",)),
    ("closed", ("closed", "joined", "withdrawn", "discarded")),
)


def company() -> Department | None:
    """The root of the company."""
    return Department.objects.filter(parent=None, is_active=True).order_by("pk").first()


def desk_of(subject: Any, *, on: date) -> Employee | None:
    """Who takes a complaint about it: the desk nearest to whose it is, else who is responsible for it."""
    near = getattr(subject, "department", None) if not isinstance(subject, Department) else None
    for role in DESK[:2]:
        if found := holders_of(role, near=near, on=on):
            return found[0]
    owner: Employee | None = getattr(subject, "owner", None)
    if owner is not None and owner.is_active:
        return owner
    return next((found[0] for role in DESK[2:] if (found := holders_of(role, near=near, on=on))), None)


def posts_a_minute(*, at: datetime) -> tuple[int, int]:
    """How many complaints one address may send in a minute, and how many one form takes of all together."""
    return tuple(int(number(f"{KEY}.{one.key}", one.default, at=at)) for one in (POSTS_EACH, POSTS_TOGETHER))  # type: ignore[return-value]


def head_of_joined(complaint: Complaint) -> Complaint:
    """The complaint that this one was joined to, for whoever asks where it stands."""
    while complaint.joined_to is not None:
        complaint = complaint.joined_to
    return complaint


def public_steps(complaint: Complaint) -> list[tuple[str, bool]]:
    """The way in the words of the complainant, with what is reached."""
    words = {
        "received": _("We have it"), "examined": _("We examine it"), "put_right": _("We put it right"), "asked": _("We ask you"), "closed": _("Done"),
    }
    reached = next((place for place, (_key, states) in enumerate(STEPS) if complaint.state in states), 0)
    return [(words[key], place <= reached) for place, (key, _states) in enumerate(STEPS)]


def hears_next(complaint: Complaint) -> datetime | None:
    """When he was told, or may expect, to hear from us."""
    if complaint.state_kind not in ("open", "waiting"):
        return None
    return complaint.promised_at or complaint.respond_due_at or complaint.first_due_at


def open_forms(purpose: str, *, at: datetime) -> list[dict[str, Any]]:
    """The forms that can be opened, with whose they are."""
    rows: QuerySet[Link] = Link.objects.filter(purpose=purpose, revoked_at=None, expires_at__gt=at).select_related("issuer").order_by("-issued_at")
    return [{"link": row, "of": of} for row, of in _with_subject(rows[:200])]


def _with_subject(rows: Iterable[Link]) -> Iterable[tuple[Link, Any]]:
    for row in rows:
        yield row, model_of(row.kind)._base_manager.filter(pk=row.object_id).first()

"""Reads of personal data: the people who answer, what is past its time, and what was done with requests."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gendan.modules.customers.models import Contact
from gendan.modules.privacy.access import KIND
from gendan.modules.privacy.models import Expiry, Request
from gendan.spine.access.declarations import SUPERVISOR
from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import holders_of
from gendan.spine.persons.models import Look
from gendan.spine.persons.words import How
from gendan.spine.records import kind_of

#: Who answers, and who approves: the first of them who is there.
ANSWERS = ("data_officer", SUPERVISOR, "general_manager")
APPROVES = ("data_officer", "general_manager", "director", SUPERVISOR)


def answerer(contact: Contact, *, besides: Employee | None = None, now: datetime) -> Employee | None:
    """Who answers what people ask: the data protection officer, or who takes that part."""
    return _first(ANSWERS, contact, besides=besides, now=now)


def approver_for(record: Request, *, besides: Employee | None, now: datetime) -> Employee | None:
    """Somebody else who may approve an erasure."""
    return _first(APPROVES, record.contact, besides=besides, now=now)


def _first(roles: tuple[str, ...], contact: Contact, *, besides: Employee | None, now: datetime) -> Employee | None:
    on = timezone.localdate(now)
    found = (person for role in roles for person in holders_of(role, near=contact.customer.department, on=on))
    return next((person for person in found if person != besides), None)


def requests_of(contact: Contact, user: Any) -> QuerySet[Request]:
    """What the person asked for, as far as the reader may see it."""
    return Request.objects.visible_to(user).filter(contact=contact).select_related("owner", "case").order_by("-pk")


def exported_since(record: Request) -> bool:
    """Whether the person's data were taken out since the request came."""
    rows = Look.objects.filter(kind=kind_of(Contact), object_id=record.contact_id, how=How.EXPORTED)
    return rows.filter(at__gte=record.created_at).exists()


def may_audit(user: Any) -> bool:
    """The access log is read by the data protection officer, by who runs the company, and by administrators."""
    return bool(getattr(user, "is_administrator", False)) or may_any(user, "audit", KIND)


def whole_log() -> QuerySet[Look]:
    """The access log of everybody."""
    return Look.objects.select_related("employee")


def log(*, before: str, size: int) -> tuple[list[Look], str]:
    """A page of the whole access log, newest first, and the key of the next; a key that cannot be read starts anew."""
    rows = whole_log().order_by("-pk")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: size + 1])
    return found[:size], str(found[size - 1].pk) if len(found) > size else ""


def looks_at(contact: Contact) -> QuerySet[Look]:
    """The access log of one person."""
    return Look.objects.filter(kind=kind_of(contact), object_id=contact.pk)


def people_in(rows: list[Look]) -> dict[int, Contact]:
    """Whose data were looked at."""
    wanted = {row.object_id for row in rows if row.kind == kind_of(Contact)}
    return Contact.objects.select_related("customer").in_bulk(wanted)


def expiry_runs() -> QuerySet[Expiry]:
    """The latest runs over what was kept too long."""
    return Expiry.objects.select_related("actor")[:20]

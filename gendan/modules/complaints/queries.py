"""Reads of complaints: the route of one, its causes, who verifies it and who approves."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gendan.modules.capa import queries as capas
from gendan.modules.capa.models import Capa
from gendan.modules.complaints.models import Cause, Complaint, Finding, MailRule, Meeting, Profile, Reply, Route
from gendan.modules.complaints.words import Authority
from gendan.modules.incidents import queries as incidents
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import head_of, holders_of
from gendan.spine.procedures.models import Todo


def profile() -> Profile | None:
    """The profile in force."""
    return Profile.objects.filter(chosen=True).first()


def profiles() -> QuerySet[Profile]:
    """All of them, with their routes."""
    found: QuerySet[Profile] = Profile.objects.prefetch_related("routes__department")
    return found


def routes() -> QuerySet[Route]:
    """Every row of the routing table."""
    return Route.objects.select_related("profile", "department")


def route_for(*, klass: str, grade: int, location: str) -> Route | None:
    """The row that says most about such a complaint: its class counts before its grade, its grade before its place."""
    rows = routes().filter(Q(klass=klass) | Q(klass=""), Q(grade=grade) | Q(grade=None), Q(location=location) | Q(location=""), profile__chosen=True)
    return max(rows, key=lambda row: (bool(row.klass), bool(row.grade), bool(row.location)), default=None)


def causes_for(complaint: Complaint) -> QuerySet[Cause]:
    """The causes of its class, and those of any class."""
    return Cause.objects.filter(Q(klass=complaint.klass) | Q(klass=""), is_active=True)


def causes() -> QuerySet[Cause]:
    """All causes."""
    found: QuerySet[Cause] = Cause.objects.all()
    return found


def first_of(people: Iterable[Employee]) -> Employee | None:
    """The first of these people."""
    return next(iter(people), None)


def verifier_for(complaint: Complaint, *, route: Route | None, on: date) -> Employee | None:
    """Who finds out: the head of the responsible department, else a holder of the route's role, else the handler."""
    department = complaint.responsible_department
    if department is not None and (head := head_of(department)) is not None:
        return head
    if route is not None and route.role and (one := first_of(holders_of(route.role, near=complaint.department, on=on))) is not None:
        return one
    return complaint.owner


def superiors(*, on: date) -> list[Employee]:
    """Whom a major complaint reaches at once: general manager and management representative (F71.3, F04.10)."""
    return [*holders_of("general_manager", on=on), *holders_of("management_representative", on=on)]


def approver_for(complaint: Complaint, authority: str, *, on: date) -> Employee | None:
    """Who lets the reply go out; where nobody holds the office, the next one above it."""
    if authority == Authority.HANDLER:
        return complaint.owner
    ladder = [one.value for one in Authority]
    for role in ladder[ladder.index(authority):]:
        found = [one for one in holders_of(role, near=complaint.department, on=on) if one != complaint.owner]
        if found:
            return found[0]
    return None


def reply_of(complaint: Complaint) -> Reply | None:
    """The newest version of the reply."""
    return complaint.replies.order_by("-version").first()


def meetings_of(complaint: Complaint) -> QuerySet[Meeting]:
    """The joint meetings, with who sits there."""
    rows: QuerySet[Meeting] = complaint.meetings.select_related("written_by", "called_by").prefetch_related("participants")
    return rows.order_by("-at", "-pk")


def mail_rules() -> QuerySet[MailRule]:
    """The mailboxes whose mails become complaints by themselves."""
    return MailRule.objects.select_related("mailbox").order_by("pk")


def found(complaint: Complaint) -> list[Finding]:
    """What was looked at; asked once for each complaint that was read."""
    kept: list[Finding] | None = complaint.__dict__.get("_found")
    if kept is None:
        kept = complaint.__dict__["_found"] = list(complaint.findings.select_related("by", "file"))
    return kept


def heads_of_quality(*, on: date) -> list[Employee]:
    """The quality manager: the heads of the departments where quality works, else those who hold the office."""
    people = holders_of("quality", on=on)
    heads = [head for one in people if (head := one.department.head) is not None and head in people]
    return heads or list(people)


def three_of_the_sheet(complaint: Complaint, *, on: date) -> list[Employee]:
    """F75.3: one of sales management, one of quality, one of production."""
    near = complaint.customer.department if complaint.customer else complaint.department
    return [people[0] for role in ("sales_head", "quality", "production") if (people := list(holders_of(role, near=near, on=on)))]


def running_capas(complaint: Complaint) -> list[Capa]:
    """Corrective actions of this complaint whose actions are still to be carried out."""
    return list(capas.open_of("complaints.complaint", complaint.pk).exclude(state__in=("prevent", "check", "thanks")))


def works_on(complaint: Complaint, person: Employee) -> bool:
    """Whether something of it waits for this person: whoever visits or verifies writes down what he found."""
    return Todo.objects.filter(record_kind="complaints.complaint", record_id=complaint.pk, assignee=person, status="open").exists()


def has_incident(complaint: Complaint) -> bool:
    """Whether an incident on the way is on record for its order (F34.1)."""
    return complaint.order_id is not None and incidents.of("orders.order", complaint.order_id).exists()

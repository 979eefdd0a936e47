"""Reads of mails: whose mailbox, which thread, what is known already."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from gendan.modules.customers.models import Customer
from gendan.modules.mails.models import Bounce, Copy, Draft, Folder, Mail, Mailbox, Template, Thread
from gendan.spine.messages.actions import outside_hours
from gendan.spine.org.models import Employee


def boxes_of(employee: Employee) -> QuerySet[Mailbox]:
    """The person's own mailboxes and those shared with them, the own ones first."""
    return Mailbox.objects.filter(Q(owner=employee) | Q(members=employee)).distinct().select_related("owner")


def box_of(employee: Employee | None) -> Mailbox | None:
    """The mailbox that letters in somebody's name leave from, if there is one in use."""
    return boxes_of(employee).filter(is_active=True).order_by("shared", "pk").first() if employee else None


def boxes_known_to(employee: Employee) -> QuerySet[Mailbox]:
    """What the page of mailboxes lists: those that the person reads, for administrators all shared ones too."""
    known = Q(owner=employee) | Q(members=employee) | (Q(shared=True) if employee.is_administrator else Q(pk=None))
    return Mailbox.objects.filter(known).distinct().select_related("owner")


def settled_by(employee: Employee) -> QuerySet[Mailbox]:
    """The mailboxes whose settings the person may change: the own ones, for administrators the shared ones too."""
    mine = Q(owner=employee) | (Q(shared=True) if employee.is_administrator else Q(pk=None))
    return Mailbox.objects.filter(mine).select_related("owner")


def readers_of(box: Mailbox) -> list[int]:
    """Ids of those who read a mailbox beside its owner."""
    return list(box.members.order_by("pk").values_list("pk", flat=True)) if box.shared else []


def own_addresses(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that are colleagues' or mailboxes' of the company, in small letters."""
    wanted = {address.lower() for address in addresses}
    boxes = Mailbox.objects.values_list("address", flat=True)
    people = Employee.objects.exclude(email="").values_list("email", flat=True)
    return wanted & {address.lower() for address in [*boxes, *people]}


def own_domains() -> set[str]:
    """What stands behind the @ of the company's mailboxes."""
    return {address.rpartition("@")[2].lower() for address in Mailbox.objects.values_list("address", flat=True)}


def due_boxes(now: datetime) -> QuerySet[Mailbox]:
    """Mailboxes that are to be read now."""
    return Mailbox.objects.filter(is_active=True, next_fetch_at__lte=now).order_by("next_fetch_at", "pk")


def taken(folder: Folder, *, uid_validity: int, uid: int) -> bool:
    """Whether this very mail was taken from this folder before."""
    return Copy.objects.filter(folder=folder, uid_validity=uid_validity, uid=uid).exists()


def same_mail(box: Mailbox, *, message_id: str, fingerprint: str, sender: str) -> Mail | None:
    """The mail if it is known: the same bytes in any mailbox, or what this mailbox itself has sent."""
    found = Mail.objects.filter(fingerprint=fingerprint).order_by("pk").first()
    if found is not None or not message_id or sender.lower() != box.address.lower():
        return found
    return Mail.objects.filter(message_id=message_id, mailbox=box, incoming=False).first()


def thread_of(references: Iterable[str], *, box: Mailbox, customer: Customer | None) -> Thread | None:
    """The thread that a mail continues: one of this mailbox, or of the same customer; nobody joins a stranger's."""
    ids = list(references)
    if not ids:
        return None
    mine = Q(mailbox=box) | Q(copies__folder__mailbox=box)
    if customer is not None:
        mine |= Q(thread__customer=customer, thread__private=False)
    rows = Mail.objects.filter(mine, message_id__in=ids).select_related("thread").distinct()
    found = {mail.message_id: mail.thread for mail in rows}
    return next((found[one] for one in ids if one in found), None)


def unmatched_from(address: str, *, owner_id: int | None) -> QuerySet[Thread]:
    """Threads of one mailbox owner with an address that belongs to nobody yet."""
    return Thread.objects.filter(customer=None, counterpart__iexact=address, owner=owner_id)


def threads_of(rows: QuerySet[Thread], customer: Customer) -> QuerySet[Thread]:
    """Of the visible threads those with a customer, the newest first."""
    return rows.filter(customer=customer).select_related("owner", "contact").order_by("-last_at", "-pk")


def drafts_of(employee: Employee) -> QuerySet[Draft]:
    """What the person has begun to write, the newest first."""
    return Draft.objects.filter(owner=employee).select_related("customer", "mailbox").order_by("-updated_at")


def templates_for(employee: Employee) -> QuerySet[Template]:
    """The company's templates and the person's own."""
    return Template.objects.filter(Q(owner=None) | Q(owner=employee))


def bounced(addresses: Iterable[str]) -> dict[str, Bounce]:
    """Address → the newest permanent bounce since which nothing came from there."""
    found: dict[str, Bounce] = {}
    for row in Bounce.objects.filter(address__in=[one.lower() for one in addresses], permanent=True).order_by("at", "pk"):
        if not Mail.objects.filter(sender__iexact=row.address, incoming=True, automatic=False, at__gt=row.at).exists():
            found[row.address] = row
    return found


def unanswered(address: str, *, days: int, now: datetime) -> int:
    """How many mails went to an address within so many days and since its last word."""
    rows = Mail.objects.filter(thread__counterpart__iexact=address, automatic=False, at__gte=now - timedelta(days=days))
    last = rows.filter(incoming=True).order_by("-at").values_list("at", flat=True).first()
    sent = rows.filter(incoming=False).exclude(state__in=(Mail.State.FAILED, Mail.State.BOUNCED))
    return (sent.filter(at__gt=last) if last else sent).count()


def due_mails(now: datetime) -> QuerySet[Mail]:
    """What is to be sent now; mailings wait for the hours in which people outside may be called upon."""
    due = Mail.objects.filter(state=Mail.State.WAITING, not_before__lte=now)
    return due if outside_hours(now) == now else due.filter(automatic=False)

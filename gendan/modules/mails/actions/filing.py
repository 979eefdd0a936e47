"""Where a thread belongs: to which customer, and whether others see it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.customers.actions import add_contact
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.under import people_of
from gendan.modules.mails import queries
from gendan.modules.mails.actions import following
from gendan.modules.mails.models import Mail, Reading, Thread
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline


def is_readers(thread: Thread, actor: Employee) -> bool:
    """Whether it came to the person's own mailbox, or to one shared with them."""
    return actor.pk == thread.owner_id or actor.pk in thread.related_ids


def put_under(thread: Thread, customer: Customer | None, contact: Contact | None = None) -> None:
    """Write whose thread it is into the row, without saving it."""
    thread.customer, thread.contact = customer, contact
    for name, value in people_of(customer).items():
        setattr(thread, name, value)


@transaction.atomic
def attach(
    thread: Thread, *, customer: Customer, actor: Employee, now: datetime, contact: Contact | None = None,
    new_contact: str = "",
) -> Thread:
    """Put a thread, and all others with the same address, under a customer; `new_contact` names a person to be added."""
    thread = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    require(actor, "edit", thread)
    require(actor, "follow", customer)
    if contact is not None and contact.customer_id != customer.pk:
        raise Refusal(_("This person belongs to another customer."), field="contact")
    if new_contact:
        values = {"name": new_contact, "email": thread.counterpart}
        contact = add_contact(customer, values=values, actor=actor, now=now)
    others = queries.unmatched_from(thread.counterpart, owner_id=thread.owner_id).exclude(pk=thread.pk)
    for one in [thread, *(others if thread.counterpart else [])]:
        put_under(one, customer, contact)
        one.save()
        timeline.record("mails.attached", one, actor=actor, at=now, data={"subject": one.subject}, system=True)
    following.ask_for_answer(thread, now=now)
    return thread


@transaction.atomic
def detach(thread: Thread, *, actor: Employee, now: datetime) -> Thread:
    """Take a thread away from a customer to whom it does not belong."""
    require(actor, "edit", thread)
    timeline.record("mails.detached", thread, actor=actor, at=now, data={"subject": thread.subject}, system=True)
    put_under(thread, None)
    thread.save()
    return thread


@transaction.atomic
def set_private(thread: Thread, *, private: bool, actor: Employee) -> Thread:
    """Close a thread to everybody but those whose mailbox it came to, or open it again; only they may."""
    if not is_readers(thread, actor):
        raise NotAllowed(_("Only those whose mailbox it came to may do this."), who=str(thread.owner or ""))
    thread.private = private
    thread.save(update_fields=["private"])
    return thread


@transaction.atomic
def mark_read(thread: Thread, *, actor: Employee) -> None:
    """The thread lies open before a person: what came in counts as read once more (F05.1)."""
    if thread.unread and is_readers(thread, actor):
        Thread.objects.filter(pk=thread.pk).update(unread=False)
    newest = thread.mails.filter(incoming=True).order_by("-at", "-pk").first()
    if newest is not None:
        count_reading(newest, actor)


def count_reading(mail: Mail, actor: Employee) -> None:
    """One reading more."""
    row, _made = Reading.objects.get_or_create(mail=mail, employee=actor)
    row.times = min(row.times + 1, 99)
    row.save(update_fields=["times"])

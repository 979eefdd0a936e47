"""Delivery of mails: what waits goes out by its mailbox's server, each in a transaction of its own with its row locked."""

from datetime import datetime

from django.db import transaction

from gendan.modules.mails import actions, queries
from gendan.modules.mails.models import Mail, Mailbox
from gendan.modules.mails.post import compose, smtp
from gendan.modules.mails.post.servers import Trouble

BATCH = 100


def deliver(box: Mailbox, *, now: datetime) -> int:
    """Send what is due from one mailbox; returns how many mails were handed over.

    A crash repeats at most the mail that was on the wire; its bytes are the same, so servers drop the second.
    """
    due = queries.due_mails(now).filter(mailbox=box)
    if not due.exists():
        return 0
    try:
        with smtp.connected(box) as client:
            return sum(1 for _turn in range(BATCH) if _send_next(client, box, now=now))
    except Trouble as trouble:
        with transaction.atomic():
            for mail in due.select_for_update(of=("self",), skip_locked=True).order_by("pk"):
                actions.note_undeliverable(mail, reason=trouble.reason, lasting=False, now=now)
        return 0


def _send_next(client: smtp.smtplib.SMTP, box: Mailbox, *, now: datetime) -> bool:
    with transaction.atomic():
        rows = queries.due_mails(now).filter(mailbox=box).select_related("thread", "mailbox__owner", "sent_by")
        mail = rows.select_for_update(of=("self",), skip_locked=True).order_by("not_before", "pk").first()
        if mail is None:
            return False
        _send(client, mail, now=now)
        return True


def _send(client: smtp.smtplib.SMTP, mail: Mail, *, now: datetime) -> None:
    receivers = list(dict.fromkeys(address for _name, address in mail.headed_to))
    try:
        refused = smtp.send(client, sender=mail.sender, recipients=receivers, content=compose.content_of(mail))
    except Trouble as trouble:
        if not trouble.lasting:
            raise
        actions.note_undeliverable(mail, reason=trouble.reason, lasting=True, now=now)
        return
    if len(refused) == len(receivers) and all(code < 500 for code, _words in refused.values()):
        reason = "；".join(f"{address}: {code} {words}" for address, (code, words) in refused.items())
        actions.note_undeliverable(mail, reason=reason, lasting=False, now=now)
        return
    actions.note_sent(mail, refused=refused, now=now)

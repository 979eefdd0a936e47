"""What is known of a mail that nobody answers: each cause of F06 with what speaks for it, and what to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.mails import queries, rules
from gendan.modules.mails.gate import files_of
from gendan.modules.mails.models import Mail, Thread
from gendan.modules.mails.reading.quotes import words
from gendan.modules.mails.words import NUMBERS, Cause
from gendan.spine.org.queries import numbers


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cause, the signs for it, and the steps against it; `likely` where a sign was found."""

    cause: str
    title: Any
    signs: list[str]
    steps: list[str]

    @property
    def likely(self) -> bool:
        return bool(self.signs)


def suspects(thread: Thread, *, now: datetime) -> list[Suspect]:
    """The four causes, the likely ones first."""
    mail = thread.mails.filter(incoming=False).order_by("-at", "-pk").first()
    if mail is None:
        return []
    asked = numbers(NUMBERS, at=now)
    found = [
        _not_received(mail), _not_seen(thread, asked, now=now), _spam(mail, asked), _subject(mail),
    ]
    return sorted(found, key=lambda one: not one.likely)


def _not_received(mail: Mail) -> Suspect:
    signs = []
    if mail.state == Mail.State.WAITING:
        signs.append(_("It has not left yet: %s") % (mail.error or _("it waits for the server")))
    if mail.state in (Mail.State.FAILED, Mail.State.BOUNCED):
        signs.append(_("It came back: %s") % mail.error)
    signs += [_("This address sent mail back: %s") % address for address in queries.bounced(a for _n, a in mail.headed_to)]
    return Suspect(Cause.NOT_RECEIVED, Cause.NOT_RECEIVED.label, signs, [
        _("Check the address letter by letter, by telephone if need be."), _("Send it again from another mailbox, once."),
    ])


def _not_seen(thread: Thread, asked: dict[str, Any], *, now: datetime) -> Suspect:
    count = queries.unanswered(thread.counterpart, days=int(asked["mails.unanswered_days"]), now=now)
    signs = [_("Sent once only so far.")] if count == 1 else []
    left = max(0, int(asked["mails.unanswered"]) - count)
    return Suspect(Cause.NOT_SEEN, Cause.NOT_SEEN.label, signs, [
        _("Send it again at another time of the day; %(left)d more are allowed within %(days)d days.")
        % {"left": left, "days": asked["mails.unanswered_days"]},
        _("Write to a second person there, and telephone first."),
    ])


def _spam(mail: Mail, asked: dict[str, Any]) -> Suspect:
    files = files_of(mail)
    size, most = sum(size for _name, size, _media in files) // 1024, int(asked["mails.attachment_kilobytes"])
    signs = []
    if size > most:
        signs.append(_("%(size)d kB of attachments, more than %(most)d kB.") % {"size": size, "most": most})
    if any(media.startswith("image/") for _name, _size, media in files):
        signs.append(_("It carries pictures."))
    return Suspect(Cause.SPAM, Cause.SPAM.label, signs, [
        _("Leave pictures and attachments away, keep under 1 MB, and send links."),
        _("Ask them by telephone to look among the spam, and to add you to their contacts."),
    ])


def _subject(mail: Mail) -> Suspect:
    bare = rules.bare_subject(mail.subject)
    signs = [_("The subject is only “%s”.") % bare] if len(words(bare)) < 3 else []
    return Suspect(Cause.SUBJECT, Cause.SUBJECT.label, signs, [
        _("Write the subject in their language, with the name of the product."),
        _("Name what they get: offer, quotation, price, lead time."),
    ])

"""The doctor's checks of mails: servers that have been silent for long, mails that do not leave, keys that are lost."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.mails.models import Mail, Mailbox
from gendan.spine import vault
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import LIMIT, Finding

LONG, STUCK = timedelta(days=1), timedelta(hours=6)
TWICE = """
SELECT min(m.id) FROM mails_mail m WHERE m.fingerprint <> '' GROUP BY m.fingerprint HAVING count(*) > 1
"""
WAITS_FOR_NOTHING = """
SELECT t.id FROM mails_thread t WHERE t.waiting_since IS NOT NULL AND t.customer_id IS NULL
"""


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("mails.boxes", boxes)
    doctor.register("mails.post", post)


def boxes() -> list[Finding]:
    """Mailboxes that cannot be read."""
    now, found = timezone.now(), []
    silent = Mailbox.objects.filter(is_active=True, failing_since__lt=now - LONG).values_list("pk", flat=True)[:LIMIT]
    if silent:
        found.append(Finding("mails.boxes", _("the mailbox has not been read for a day"), "mails.mailbox", tuple(silent)))
    locked = [box.pk for box in Mailbox.objects.filter(is_active=True).exclude(secret="")[:1000] if not _opens(box.secret)]
    if locked:
        found.append(Finding("mails.boxes", _("no key opens the stored password"), "mails.mailbox", tuple(locked[:LIMIT])))
    return found


def _opens(sealed: str) -> bool:
    try:
        vault.unseal(sealed)
    except vault.Unreadable:
        return False
    return True


def post() -> list[Finding]:
    """Mails that should have left long ago, mails that are there twice, and waiting for nobody."""
    stuck = Mail.objects.filter(state=Mail.State.WAITING, not_before__lt=timezone.now() - STUCK).values_list("pk", flat=True)[:LIMIT]
    texts = (
        (tuple(stuck), _("it should have left hours ago"), "mails.mail"), (doctor.ids(TWICE), _("the same mail is there twice"), "mails.mail"),
        (doctor.ids(WAITS_FOR_NOTHING), _("an answer is awaited of no customer"), "mails.thread"),
    )
    return [Finding("mails.post", text, kind, found) for found, text, kind in texts if found]

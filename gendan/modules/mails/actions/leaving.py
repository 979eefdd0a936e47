"""Who no longer agrees is left alone at once: what still waits for that person is taken back (U11)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Consent, Contact
from gendan.modules.customers.queries import consents_of
from gendan.modules.mails.actions.approaching import number_of
from gendan.modules.mails.models import Mail
from gendan.spine.messages.models import Message


def take_back(*, contact_ids: Iterable[int], now: datetime, **_facts: Any) -> int:
    """Listener of "customers.contacts_changed": mailings and short messages that wait for people who say no do not leave."""
    ids = list(contact_ids)
    left = Contact.objects.filter(Q(is_active=False) | Exists(Consent.objects.filter(contact=OuterRef("pk"), given=False)), pk__in=ids)
    people = list(left)  # contacts are written often, and few have ever said no
    words = consents_of(people) if people else {}
    taken = 0
    for person in people:
        said = words.get(person.pk, {})
        if not person.is_active or _is_no(said.get("email")):
            waiting = Mail.objects.filter(thread__contact=person, state=Mail.State.WAITING, automatic=True)
            taken += waiting.update(state=Mail.State.FAILED, error=_("has not agreed to e-mails"))
        if (not person.is_active or _is_no(said.get("sms"))) and (number := number_of(person)):
            taken += Message.objects.filter(address=number, state=Message.State.WAITING).delete()[0]
    return taken


def _is_no(word: Any) -> bool:
    return word is not None and not word.given

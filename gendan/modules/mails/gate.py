"""The gate of one draft: what the rules have to know is gathered here, with the company's own levels and numbers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import getaddresses
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.queries import consents_of
from gendan.modules.followups.models import Activity, Way
from gendan.modules.mails import queries, rules
from gendan.modules.mails.models import Draft, Mail, Reading
from gendan.modules.mails.reading.quotes import split
from gendan.modules.mails.words import NUMBERS, POINTS
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import numbers
from gendan.spine.records import kind_of
from gendan.spine.timeline.models import Attachment

LEVEL = "mails.gate."
MOST_RECEIVERS = 20


def levels(*, now: datetime) -> dict[str, str]:
    """How hard each point is in this company."""
    found = numbers({f"{LEVEL}{point.key}": point.level for point in POINTS}, at=now)
    return {key.removeprefix(LEVEL): value for key, value in found.items()}


def addresses_of(text: str, *, field: str = "to") -> list[tuple[str, str]]:
    """What stands in a field of receivers; ValidationError at the field."""
    listed = getaddresses([text.replace("；", ",").replace(";", ",").replace("，", ",").replace("\n", ",")])
    found = [(name, address) for name, address in listed if name or address]
    if text.strip() and not found:
        found = [("", "")]
    for _name, address in found:
        try:
            validate_email(address)
        except ValidationError as error:
            words = _("This is no e-mail address: %s") % (address or text.strip())
            raise ValidationError({field: words}) from error
    if len(found) > MOST_RECEIVERS:
        raise ValidationError({field: _("At most %d receivers; write to more of them one by one.") % MOST_RECEIVERS})
    return found


def judged(draft: Draft, *, actor: Employee, now: datetime) -> list[rules.Finding]:
    """All points of the gate for a draft as it stands."""
    return rules.findings(written(draft, actor=actor, now=now), numbers=numbers(NUMBERS, at=now), levels=levels(now=now))


def written(draft: Draft, *, actor: Employee, now: datetime) -> rules.Written:
    """The draft with all that has to be known of it."""
    asked = numbers(NUMBERS, at=now)
    receivers = [address for _name, address in [*addresses_of(draft.to), *addresses_of(draft.cc, field="cc")]]
    main = receivers[0] if receivers else ""
    answered = draft.answers
    return rules.Written(
        subject=draft.subject, text=draft.text, answered=split(answered.text)[0] if answered else "",
        is_answer=answered is not None, times_read=times_read(answered, actor), notes=draft.notes,
        ticks=frozenset(draft.ticks), opinion=draft.opinion, files=tuple(files_of(draft)),
        contact=draft.contact.name if draft.contact else "", customer=str(draft.customer or ""),
        talk=_unconfirmed(draft, now=now),
        unanswered=queries.unanswered(main, days=int(asked["mails.unanswered_days"]), now=now) if main else 0,
        refused=_refused(draft), bounced={key: row.reason for key, row in queries.bounced(receivers).items()},
        today=timezone.localdate(now),
    )


def times_read(mail: Mail | None, employee: Employee) -> int:
    """How often the person has had a mail before the eyes."""
    row = Reading.objects.filter(mail=mail, employee=employee).first() if mail else None
    return row.times if row else 0


def files_of(record: Draft | Mail) -> list[tuple[str, int, str]]:
    """Name, size and media type of what is attached."""
    rows = Attachment.objects.filter(kind=kind_of(record), object_id=record.pk).order_by("pk")
    return list(rows.values_list("name", "size", "media_type"))


def _unconfirmed(draft: Draft, *, now: datetime) -> str:
    """The newest call or chat of the last two days, unless a mail went out since (F05.7)."""
    if draft.customer is None:
        return ""
    ways: Sequence[Any] = (Way.CALL, Way.CHAT, Way.MAIL)
    rows = Activity.objects.filter(customer=draft.customer, way__in=ways, at__gte=now - timedelta(days=2))
    newest = rows.exclude(text="").order_by("-at", "-pk").first()
    return newest.text[:80] if newest and newest.way != Way.MAIL else ""


def _refused(draft: Draft) -> str:
    """The name of a contact who said no to e-mail."""
    if draft.contact is None:
        return ""
    word = consents_of([draft.contact]).get(draft.contact.pk, {}).get("email")
    return draft.contact.name if word is not None and not word.given else ""

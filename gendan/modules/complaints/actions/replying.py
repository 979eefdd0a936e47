"""Telling the complainant: first words and how far it is, by the rules of F35; the approved reply by his own channel."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.complaints import letters
from gendan.modules.complaints.actions.delivering import deliver
from gendan.modules.complaints.actions.promising import keep, track
from gendan.modules.complaints.models import Complaint, Reply
from gendan.modules.complaints.words import SPOKEN, Channel
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def tell_complainant(complaint: Complaint, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Complaint:
    """First words, or how far it is (F35.1, F70): written words keep the rules, and he is told when he hears next."""
    require(actor, "edit", complaint)
    row = Complaint.objects.select_for_update(of=("self",), no_key=True).select_related("contact", "customer", "owner", "case").get(pk=complaint.pk)
    if row.state_kind not in ("open", "waiting"):
        raise Refusal(_("This complaint is closed; open it again first."), code="closed")
    text, channel, promised_at = values["text"].strip(), values["channel"], values["promised_at"]
    if promised_at <= now:
        raise ValidationError({"promised_at": _("This time has already passed.")})
    if channel not in SPOKEN and (missing := letters.missing(row, text, language=values.get("language", "zh"))) and not values.get("anyway"):
        raise ValidationError({"text": letters.in_words(missing)})
    recipient = deliver(row, text=text, channel=channel, recipient=values.get("recipient", ""), actor=actor, now=now)
    keep(row, how=_("told how far it is"), now=now)
    row.first_answered_at, row.promised_at = row.first_answered_at or now, promised_at
    row.save(update_fields=["first_answered_at", "promised_at"])
    track(row, actor=actor, now=now)
    facts = {"way": str(Channel(channel).label), "to": recipient}
    timeline.record("complaints.told", row, actor=actor, at=now, text=text, data=facts, internal=False, main=row.main_object)
    return row


def send_out(*, reply: Reply, actor: Employee, now: datetime, **_facts: Any) -> None:
    """Listener of "complaints.reply_sent": the approved words leave, exactly as they were approved."""
    complaint = Complaint.objects.select_related("contact", "customer", "owner", "case").get(pk=reply.complaint_id)
    reply.recipient = deliver(complaint, text=reply.text, channel=reply.channel, recipient=reply.recipient, actor=actor, now=now)[:120]
    reply.save(update_fields=["recipient"])


@whole
def rewrite(complaint: Complaint, *, reason: str, actor: Employee, now: datetime) -> Complaint:
    """A further version after one was sent: what was sent stays as it is, the new one is approved again."""
    engine.perform(complaint, "reply_again", actor=actor, data={"reason": reason}, now=now)
    return complaint

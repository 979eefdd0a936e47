"""The rules of complaints in plain functions."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.complaints import queries
from gendan.modules.complaints.models import Complaint, Finding
from gendan.modules.complaints.numbers import OUTCOME_FROM
from gendan.modules.complaints.words import Authority, Delivery, Fault, Found, Klass, Matter, Party, Result
from gendan.spine.procedures import numbers
from gendan.spine.procedures.declare import Move

#: Whose opinions each class asks for (F28.3, F29.1, F56.2, F75.3 with its three copies).
PARTIES: dict[str, tuple[str, ...]] = {
    Klass.BEHAVIOUR: (Party.CONCERNED,),
    Klass.WORK: (Party.CONCERNED,),
    Klass.QUALITY: (Party.QUALITY, Party.PRODUCTION),
    Klass.SHORT_WEIGHT: (Party.TRANSPORT,),
    Klass.TRANSPORT: (Party.TRANSPORT,),
    Klass.TRADE: (Party.QUALITY, Party.PRODUCTION),
    Klass.CONSULTING: (Party.QUALITY,),
    Klass.SERVICE: (Party.SALES, Party.QUALITY, Party.PRODUCTION),
    Klass.CERTIFICATE: (Party.QUALITY,),
    Klass.PROPERTY: (Party.SERVICE,),
}
#: F56.2: what is looked at before the customer is asked for anything.
CHECKS = (Found.STOCK, Found.PROGRESS, Found.RECORD)
#: How often somebody is called before he counts as not reached.
CALLS = 2
LADDER = [one.value for one in Authority]


def parties_of(complaint: Complaint) -> list[str]:
    """Whose opinions are asked when nobody says otherwise."""
    chosen = complaint.parties or PARTIES.get(complaint.klass, (Party.CONCERNED,))
    return [str(one) for one in chosen]


def highest(*authorities: str) -> str:
    """The one of these that stands highest."""
    return max((one for one in authorities if one), key=LADDER.index, default=Authority.DIRECTOR)


def authority_for_cost(cost: Any, *, head: float, director: float, manager: float) -> str:
    """F33.3, PM-47: who may agree on so much."""
    amount = float(cost or 0)
    steps = ((head, Authority.HANDLER), (director, Authority.SALES_HEAD), (manager, Authority.DIRECTOR))
    return next((who.value for limit, who in steps if amount <= limit), Authority.MANAGER.value)


#: What cannot be missing when a class is registered (F29, F56.1, F71.1).
AT_REGISTRATION: dict[str, tuple[str, ...]] = {
    Klass.SHORT_WEIGHT: ("delivery", "shortage"), Klass.TRADE: ("defect",), Klass.CONSULTING: ("phone", "address", "text"),
}


def missing_at_registration(complaint: Complaint, data: Mapping[str, Any]) -> dict[str, str]:
    """The fields that a complaint of this class lacks, from the form or from what was written down."""
    def value(name: str) -> Any:
        return data.get(name) if name in data else getattr(complaint, name)

    klass = str(data.get("klass") or "")
    found = {name: str(_("This class of complaint needs it.")) for name in AT_REGISTRATION.get(klass, ()) if value(name) in (None, "")}
    if klass == Klass.TRADE and not any(value(name) for name in ("order", "product", "batch")):
        found["product"] = _("Which order, product or batch is it about?")
    return found


# -- findings ---------------------------------------------------------------------------------------------------------

#: What a finding of a kind cannot do without.
NEEDED: dict[str, tuple[str, ...]] = {
    Found.ASSAY: ("document", "value"),
    Found.SITE_SAMPLE: ("place", "value"),
    Found.LABORATORY: ("laboratory", "document"),
    Found.WEIGHING: ("place", "value"),
    Found.SCALE: ("document", "valid"),
    Found.RECORD: ("document",),
    Found.VISIT: ("place", "text"),
}
OTHERS = ("text",)


def missing_in_finding(data: Mapping[str, Any]) -> dict[str, str]:
    """The fields that a finding of this kind lacks."""
    names = NEEDED.get(str(data.get("kind") or ""), OTHERS)
    return {name: str(_("This kind of finding needs it.")) for name in names if data.get(name) in (None, "")}


def of_kind(complaint: Complaint, *kinds: str) -> list[Finding]:
    """The findings of these kinds."""
    return [one for one in queries.found(complaint) if one.kind in kinds]


def _says(complaint: Complaint, *kinds: str) -> bool:
    return any(one.result != Result.UNCLEAR for one in of_kind(complaint, *kinds))


def _quality(complaint: Complaint) -> str | None:
    """F28.1, F28.2: an assay proves it, or a sample taken on site, or the laboratory."""
    if _says(complaint, Found.ASSAY, Found.SITE_SAMPLE, Found.LABORATORY):
        return None
    return _("Prove it by an assay, or send somebody to take a sample on site.")


def _short_weight(complaint: Complaint) -> str | None:
    """F29.1, F29.2."""
    if complaint.delivery == Delivery.SELF:
        return None if of_kind(complaint, Found.SCALE) else _("The weighbridge shows that its scale meets the national standard: enter the certificate.")
    if complaint.delivery == Delivery.DELIVERED:
        if len(of_kind(complaint, Found.WEIGHING)) < 2:  # noqa: PLR2004 loss shows between two points
            return _("Trace every weighing point on the way: at least the first and the last.")
        return None if of_kind(complaint, Found.PHOTO, Found.VISIT, Found.CARRIER) else _("Take evidence on site: photographs, a visit, the carrier's answer.")
    return _("Say first whether the customer collected the goods or we delivered them.")


def _trade(complaint: Complaint) -> str | None:
    """F56.2: all three places are looked at; where nothing is found, the customer's samples or pictures decide."""
    seen = {one.kind for one in of_kind(complaint, *CHECKS)}
    missing = [one.label for one in CHECKS if one not in seen]
    if missing:
        return _("Not looked at yet: %(what)s.") % {"what": "、".join(str(one) for one in missing)}
    if same_fault_here(complaint) or _says(complaint, Found.PHOTO, Found.SENT_SAMPLE):
        return None
    return _("The fault was not found here: ask the customer for samples or pictures.")


def _transport(complaint: Complaint) -> str | None:
    """F34.4: the carrier has answered, or the incident of the order is on record."""
    if _says(complaint, Found.CARRIER, Found.PHOTO) or queries.has_incident(complaint):
        return None
    return _("Ask the carrier, or report the incident on the way: what did he answer?")


def _enquired(complaint: Complaint) -> str | None:
    """F04: the true cause is asked for among those concerned, or on site."""
    return None if queries.found(complaint) else _("Write down what was looked at and what was found.")


VERIFIED: dict[str, Callable[[Complaint], str | None]] = {Klass.QUALITY: _quality, Klass.SHORT_WEIGHT: _short_weight, Klass.TRADE: _trade, Klass.TRANSPORT: _transport}


def missing_to_verify(complaint: Complaint) -> str | None:
    """What its class still asks for before it counts as verified."""
    return VERIFIED.get(complaint.klass, _enquired)(complaint)


def same_fault_here(complaint: Complaint) -> bool:
    """F56.2a: stock, work in progress or the inspection records show the same fault."""
    return any(one.result == Result.CONFIRMED for one in of_kind(complaint, *CHECKS))


def asks_capa(complaint: Complaint) -> bool:
    """F56.1: a manufacturer corrects after each complaint; F56.2a where the same fault is here; F75.6 where it is defective."""
    return complaint.klass in (Klass.TRADE, Klass.SERVICE, Klass.QUALITY) and any(one.result == Result.CONFIRMED for one in queries.found(complaint))


# -- guards -------------------------------------------------------------------------------------------------------------


def is_verified(move: Move) -> str | None:
    """A complaint is verified by what its class asks for."""
    return missing_to_verify(move.record)


def is_quality(move: Move) -> str | None:
    """Samples are taken and sent to a laboratory only about goods."""
    goods = (Klass.QUALITY, Klass.TRADE, Klass.SERVICE, Klass.CERTIFICATE)
    return None if move.record.klass in goods else _("A sample is taken only where goods are complained about.")


def own_authority_is_enough(move: Move) -> str | None:
    """PM-47: in the first talk only what the handler may agree on alone."""
    record: Complaint = move.record
    if record.is_major or record.authority != Authority.HANDLER:
        who = dict(Authority.choices).get(record.authority, "")
        return _("The reply to this complaint is approved by somebody else: %(who)s.") % {"who": who}
    return None


def a_reply_is_approved(move: Move) -> str | None:
    """F04.9, PM-43: a complainant is answered with an approved reply only."""
    reply = queries.reply_of(move.record)
    return None if reply is not None and reply.approved_at and not reply.sent_at else _("No approved reply is waiting to be sent.")


def corrections_are_carried_out(move: Move) -> str | None:
    """F56.4: what was asked for is carried out; only its effect may still be watched."""
    running = queries.running_capas(move.record) if move.record.needs_capa else []
    return _("The corrective action is not carried out yet: %(number)s.") % {"number": running[0].number} if running else None


def somebody_else_wrote_it(move: Move) -> str | None:
    """F04.9: beyond the handler's own authority nobody lets his own words go out."""
    reply, record = queries.reply_of(move.record), move.record
    if reply is None or record.authority == Authority.HANDLER or reply.drafted_by != move.actor:
        return None
    return _("You wrote it yourself: somebody else approves it.")


def may_be_asked(move: Move) -> str | None:
    """F91.2: the outcome is asked some days after it was put right, when he has seen whether it holds."""
    record: Complaint = move.record
    if record.improved_at is None:
        return None
    first = record.improved_at + timedelta(days=numbers.value(move.case.numbers, OUTCOME_FROM))
    return None if move.now >= first else _("Ask from %(day)s on, when he has seen whether it holds.") % {"day": f"{timezone.localtime(first):%Y-%m-%d}"}


def was_called_twice(move: Move) -> str | None:
    """F91.3: a second call at another time of the day comes first."""
    return None if move.record.outcome_attempts >= CALLS else _("Call a second time, at another time of the day.")


def a_reply_is_drafted(move: Move) -> str | None:
    """What is not there cannot be approved."""
    return None if queries.reply_of(move.record) is not None else _("There is no reply yet.")


def is_sound(move: Move) -> str | None:
    """Nothing is closed without verdict, approved reply that was sent, and what the complainant says."""
    record: Complaint = move.record
    if record.fault in ("", Fault.UNDECIDED):
        return _("There is no verdict yet.")
    return None if record.replies.filter(sent_at__isnull=False).exists() else _("The complainant has no approved reply yet.")


# -- the verdict --------------------------------------------------------------------------------------------------------


def missing_in_verdict(complaint: Complaint, data: Mapping[str, Any]) -> dict[str, str]:
    """F71.4: no corrective action has its reason; F75.5: not our fault is shown by evidence."""
    found: dict[str, str] = {}
    fault = data.get("fault")
    if fault == Fault.UNDECIDED:
        found["fault"] = _("Decide, or send it back to be verified again.")
    if not data.get("needs_capa") and not str(data.get("no_capa_reason") or "").strip():
        found["no_capa_reason"] = _("Why is no corrective action needed?")
    if fault in (Fault.NOT_OURS, Fault.MISUSE) and not queries.found(complaint):
        found["fault"] = _("This is told to the complainant with evidence: write down what was found first.")
    if fault == Fault.OURS and not data.get("cause"):
        found["cause"] = _("What caused it?")
    return found


# -- enquiries ----------------------------------------------------------------------------------------------------------


def is_suggestion(move: Move) -> str | None:
    """F76.5: only suggestions are examined."""
    return None if move.record.matter == Matter.SUGGESTION else _("Only a suggestion is examined.")


def is_no_suggestion(move: Move) -> str | None:
    """A suggestion is examined before it is answered."""
    return _("A suggestion is examined before it is answered.") if move.record.matter == Matter.SUGGESTION else None

"""What the moves of a quotation write besides the state."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.catalog.money import plain
from gendan.modules.catalog.queries import authority_of
from gendan.modules.quotes import naming, queries, rules, versions
from gendan.modules.quotes.models import Decision, PriceCut, Quote, Sending
from gendan.modules.quotes.reckoning import depth_of
from gendan.spine.messages.actions import tell
from gendan.spine.procedures.declare import Move
from gendan.spine.refusal import Refusal

TOPIC = "quotes.decided"


def _today(move: Move) -> date:
    return timezone.localdate(move.now)


# -- approval ---------------------------------------------------------------------------------------------------------


def ask_approval(move: Move) -> None:
    """The first on the ladder of authority decides, or passes it on."""
    move.keep(approver=_next_person(move, rules.depth_of(move), after=None))


def pass_on(move: Move) -> None:
    """With an opinion to whoever has more authority."""
    depth = rules.asked_depth(move)
    if queries.open_cut(move.record) is None:
        _note(move, Decision.Verdict.PASSED_ON, depth)
    move.keep(approver=_next_person(move, depth, after=move.actor))


def _next_person(move: Move, depth: Decimal, *, after: Any) -> Any:
    step = queries.next_step(move.record, depth=depth, after=after, asker_id=move.record.owner_id, on=_today(move))
    if step is None:
        raise Refusal(
            _("Nobody has the authority for %(depth)s percent below the list.") % {"depth": plain(depth)},
            who=_("an administrator, under settings, authority over prices"), code="no_authority",
        )
    return step.person


def approve(move: Move) -> None:
    """The prices of this version may go out."""
    version = rules.present(move.record)
    _note(move, Decision.Verdict.APPROVED, rules.depth_of(move))
    version.approved_at, version.approved_by = move.now, move.actor
    version.save(update_fields=["approved_at", "approved_by"])
    _tell_owner(move, _("Price approved: %(name)s"))


def send_back(move: Move) -> None:
    """Other prices are wanted."""
    _note(move, Decision.Verdict.RETURNED, rules.depth_of(move))
    _tell_owner(move, _("Price returned: %(name)s"), body=move.data.get("reason", ""))


def reopen(move: Move) -> None:
    """An approval counts for the prices it was given for."""
    version = rules.present(move.record)
    version.approved_at = version.approved_by = None
    version.save(update_fields=["approved_at", "approved_by"])


def _note(move: Move, verdict: Decision.Verdict, depth: Decimal) -> None:
    authority = authority_of(move.actor, _today(move))
    steps = queries.ladder(move.record, depth=Decimal(100), asker_id=move.record.owner_id, on=_today(move))
    role = next((step.role for step in steps if step.person.pk == move.actor.pk), "")
    Decision.objects.create(
        version=rules.present(move.record), role=role, person=move.actor, verdict=verdict, depth=depth, authority=authority,
        opinion=move.data.get("opinion") or move.data.get("reason", ""), at=move.now,
    )


# -- sending ----------------------------------------------------------------------------------------------------------


def send(move: Move) -> None:
    """The version is frozen as it goes out, low prices on the sender's own authority; the first one decides whether the
    enquiry was answered the same day.
    """
    quote: Quote = move.record
    version = rules.present(quote)
    version.sent_at, version.sent_by = move.now, move.actor
    if version.approved_at is None and version.depth > version.allowed_percent:
        version.approved_at, version.approved_by = move.now, move.actor
    version.file_name = naming.file_name(version, at=move.now)
    version.save(update_fields=["sent_at", "sent_by", "file_name", "approved_at", "approved_by"])
    _note_sending(move, is_repeat=False)
    if quote.first_sent_at is None:
        move.keep(first_sent_at=move.now, same_day=_today(move) <= quote.due_on)
    move.keep(last_sent_at=move.now)


def repeat(move: Move) -> None:
    """The same once more (F06.3); what the customer has stays as it is."""
    _note_sending(move, is_repeat=True)
    move.keep(repeats=move.record.repeats + 1, last_sent_at=move.now)


def answer(move: Move) -> None:
    """The price stays, and the customer has it in writing (F68.3)."""
    _note_sending(move, is_repeat=True)
    move.keep(last_sent_at=move.now)


def _note_sending(move: Move, *, is_repeat: bool) -> None:
    Sending.objects.create(
        version=rules.present(move.record), at=move.now, by=move.actor, way=move.data["way"], to=move.data.get("to", ""),
        is_repeat=is_repeat,
    )


# -- price cuts -------------------------------------------------------------------------------------------------------


def ask_cut(move: Move) -> None:
    """The customer wants it cheaper and the supplier cannot: a manager or the VP decides (F68.3)."""
    version, percent = rules.present(move.record), move.data["percent"]
    lines = list(version.lines.all())
    depth = depth_of(lines, cut=percent)
    PriceCut.objects.create(
        version=version, percent=percent, words=move.data["words"], supplier=move.data["supplier"], depth=depth,
        asked_by=move.actor, asked_at=move.now,
    )
    move.keep(approver=_next_person(move, depth, after=None))


def grant_cut(move: Move) -> None:
    """So many percent less may be offered."""
    _decide_cut(move, granted=move.data["percent"], opinion=move.data.get("opinion", ""))
    _tell_owner(move, _("Price cut granted: %(name)s"), body=move.data.get("opinion", ""))


def refuse_cut(move: Move) -> None:
    """The price stays."""
    _decide_cut(move, granted=Decimal(0), opinion=move.data.get("reason", ""))
    _tell_owner(move, _("Price cut refused: %(name)s"), body=move.data.get("reason", ""))


def _decide_cut(move: Move, *, granted: Decimal, opinion: str) -> None:
    cut = queries.open_cut(move.record)
    if cut is None:
        raise Refusal(_("There is no price cut to decide."), code="no_cut")
    if granted > cut.percent:
        raise Refusal(_("Only %(percent)s percent were asked for.") % {"percent": plain(cut.percent)}, field="percent", code="too_much")
    cut.granted_percent, cut.decided_by, cut.decided_at, cut.opinion = granted, move.actor, move.now, opinion
    cut.save()


# -- further rounds, and the end ----------------------------------------------------------------------------------------


def next_round(move: Move) -> None:
    """A new version with the lower prices that were granted."""
    cut = queries.last_cut(move.record)
    granted = cut.granted_percent if cut and cut.granted_percent else Decimal(0)
    _new_version(move, reason=cut.words if cut else "", cut=granted, is_round=True)


def revise(move: Move) -> None:
    """A new version; what the customer asked for begins a new round, what we correct does not."""
    _new_version(move, reason=move.data["why"], cut=Decimal(0), is_round=move.data["is_round"])


def _new_version(move: Move, *, reason: str, cut: Decimal, is_round: bool) -> None:
    quote: Quote = move.record
    version = versions.copy(
        rules.present(quote), reason=reason, cut=cut, is_round=is_round, actor=move.actor, now=move.now,
        days=int(rules.number_of(move, versions.VALID_DAYS)),
    )
    owner = quote.owner or move.actor
    move.keep(
        current=version, due_on=queries.due_on(owner, enquired_at=move.now), accepted_by="", accepted_at=None, answer="",
        lost_to=None, closed_on=None, **versions.copied(version),
    )


def accept(move: Move) -> None:
    """The customer takes it."""
    data = move.data
    move.keep(
        accepted_by=data["accepted_by"], accepted_at=move.now, answer=data.get("words", ""), closed_on=_today(move),
    )
    if move.actor is None:
        _tell_owner(move, _("The customer accepted: %(name)s"), body=data.get("words", ""))


def decline(move: Move) -> None:
    """The customer says no, and why."""
    move.keep(answer=move.data["words"], lost_to=move.data.get("lost_to"), closed_on=_today(move))
    if move.actor is None:
        _tell_owner(move, _("The customer declined: %(name)s"), body=move.data["words"])


def close(move: Move) -> None:
    """The day of closing."""
    move.keep(closed_on=_today(move))


def expire(move: Move) -> None:
    """Its time is over; the owner may write a new version."""
    close(move)
    _tell_owner(move, _("No longer valid: %(name)s"))


def _tell_owner(move: Move, title: str, body: str = "") -> None:
    owner = move.record.owner
    if owner is not None and owner != move.actor:
        url = f"/quotes/{move.record.pk}"
        tell([owner], topic=TOPIC, title=title % {"name": move.record}, body=body, url=url, now=move.now)



"""What the moves of an opportunity write besides the state."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.opportunities import duplicates, rules
from gendan.modules.opportunities.models import DuplicateCheck, Opportunity
from gendan.spine.messages.actions import tell
from gendan.spine.procedures.declare import Move, Number, Unit
from gendan.spine.refusal import Refusal

PROTECTION = Number(
    "protection_days", gettext_lazy("a customer stays protected after the last follow-up"), 30, Unit.DAYS, 0, 365
)
CONTRACT = {"signatory": "", "main_terms": "", "runs_from": None, "runs_until": None}


def submit(move: Move) -> None:
    """Check for duplicates under lock and choose the reviewer (F38.3 … F38.5).

    An active or protected duplicate fails the registration unless the submitter says why it is none;
    the owner of a hit hears of it.
    """
    record: Opportunity = move.record
    hits = duplicates.hits_under_lock(record, submitter=move.actor, now=move.now, protection=PROTECTION)
    blocking = rules.blocking_hits(hits)
    if blocking and not record.duplicate_reason:
        raise Refusal(
            _("Registration fails: duplicate of %(name)s. Ask its owner to work together, or write why it is another.")
            % {"name": blocking[0]["name"]},
            who=blocking[0]["owner_name"],
            field="duplicate_reason",
            code="duplicate",
        )
    duplicates.keep_check(record, hits, checked_by=move.actor, now=move.now)
    reviewer = rules.choose_reviewer(record, submitter=move.actor, now=move.now)
    if reviewer is None:
        raise Refusal(_("Nobody else can review this registration; ask the administrator to name a sales head."))
    move.keep(submitted_by=move.actor, submitted_at=move.now, reviewer=reviewer)
    duplicates.tell_owners(record, hits, submitter=move.actor, now=move.now)


def approve(move: Move) -> None:
    """Registered: note who reviewed, and release hits that are neither active nor protected (A37)."""
    move.keep(reviewed_by=move.actor, reviewed_at=move.now)
    duplicates.decide(move.record, DuplicateCheck.Decision.RELEASED, actor=move.actor, now=move.now, reason="")
    _tell_submitter(move, _("Registered: %(name)s"))


def send_back(move: Move) -> None:
    """Incomplete: the submitter hears what to correct (F38.6)."""
    move.keep(reviewed_by=move.actor, reviewed_at=move.now)
    _tell_submitter(move, _("Returned for correction: %(name)s"), body=move.data.get("reason", ""))


def reject_duplicate(move: Move) -> None:
    """Registration fails; the record is locked and may only be appealed (F38.5, A10)."""
    move.keep(reviewed_by=move.actor, reviewed_at=move.now)
    duplicates.decide(
        move.record, DuplicateCheck.Decision.REJECTED, actor=move.actor, now=move.now,
        reason=move.data.get("reason", ""),
    )
    _tell_submitter(move, _("Rejected as a duplicate: %(name)s"), body=move.data.get("reason", ""))


def release(move: Move) -> None:
    """The supervisor lets a rejected registration through; logged with the reason (A37)."""
    duplicates.decide(
        move.record, DuplicateCheck.Decision.RELEASED, actor=move.actor, now=move.now,
        reason=move.data.get("reason", ""),
    )
    _tell_submitter(move, _("Appeal granted: %(name)s"), body=move.data.get("reason", ""))


def close(move: Move) -> None:
    """The day of closing."""
    move.keep(closed_on=timezone.localdate(move.now))


def win(move: Move) -> None:
    """Keep the contract and the summary (F39.7, F39.8)."""
    data = move.data
    move.keep(
        contract_number=data["contract_number"],
        contract_amount=data["contract_amount"],
        signed_on=data["signed_on"],
        **{name: data.get(name) or empty for name, empty in CONTRACT.items()},
        summary=data["summary"],
        closed_on=timezone.localdate(move.now),
    )


def lose(move: Move) -> None:
    """Keep why, to whom, and what was learned."""
    data = move.data
    move.keep(
        loss_reason=data["loss_reason"],
        lost_to=data.get("lost_to"),
        lesson=data["lesson"],
        summary=data["summary"],
        closed_on=timezone.localdate(move.now),
    )


def _tell_submitter(move: Move, title: str, body: str = "") -> None:
    if move.record.submitted_by is None:
        return
    tell(
        [move.record.submitted_by],
        topic="opportunities.reviewed",
        title=title % {"name": move.record.name},
        body=body,
        url=f"/opportunities/{move.record.pk}",
        now=move.now,
    )

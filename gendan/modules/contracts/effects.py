"""What the moves of a contract write besides the state."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.contracts.models import Contract, Difference, Trouble
from gendan.modules.contracts.words import Party
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.procedures.declare import Move
from gendan.spine.procedures.models import SignOff


def keep_given(move: Move) -> None:
    """What the action that makes this move has worked out."""
    move.keep(**move.given)


def keep_proposal(move: Move) -> None:
    """The technical proposal, and who made it (F64.9)."""
    move.keep(proposal=move.data["proposal"], proposal_by=move.actor, proposal_approved_at=None, confirmed_by="", confirmed_on=None)


def approve_proposal(move: Move) -> None:
    """The head let it go out."""
    move.keep(proposal_approved_at=move.now)


def keep_confirmation(move: Move) -> None:
    """Who at the customer's confirmed the proposal, and when (F64.9)."""
    move.keep(**move.given)


def note_refusal(move: Move) -> None:
    """A refusal becomes a difference, which has to be resolved before the review begins again (F59, F64.7)."""
    refused = SignOff.objects.filter(case=move.case, verdict=SignOff.Verdict.REFUSED).order_by("-signed_at").first()
    party = refused.party if refused else ""
    subject = _("Opinion of %(party)s") % {"party": dict(Party.choices).get(party, party)}
    _raise(move.record, move, subject=subject, ours=move.data.get("reason", ""), party=party)


def note_return(move: Move) -> None:
    """What the approver wants to see resolved."""
    _raise(move.record, move, subject=_("Opinion of the approver"), ours=move.data.get("reason", ""), party="")


def _raise(contract: Contract, move: Move, *, subject: str, ours: str, party: str) -> None:
    raised: dict[str, Any] = {"raised_by": move.actor, "raised_at": move.now}
    Difference.objects.create(contract=contract, subject=subject[:120], ours=ours[:500], party=party, **raised)


def keep_review(move: Move) -> None:
    """The day on which all opinions were there."""
    move.keep(reviewed_at=move.now)


def keep_approval(move: Move) -> None:
    """What the approver said; the approver of record is who did it."""
    move.keep(approver=move.actor, approval_opinion=move.data.get("opinion", "")[:300], reviewed_at=move.now)


def open_again(move: Move) -> None:
    """The review counts no more."""
    move.keep(reviewed_at=None, approval_opinion="", change_reason=move.record.change_reason)


def keep_place(move: Move) -> None:
    """Where the paper lies (F64)."""
    actor: Employee | None = move.actor
    move.keep(archive_place=move.data["archive_place"], archived_at=move.now, archived_by=actor)


def keep_end(move: Move) -> None:
    """Why it ended."""
    words = move.data.get("reason") or _("Ran out on %(day)s") % {"day": timezone.localdate(move.now).isoformat()}
    move.keep(ended_reason=words[:200])


# -- information and troubles (F64.1, F67.5) ----------------------------------------------------------------------


def keep_check(move: Move) -> None:
    """Technology says that it is right."""
    move.keep(checked_by=move.actor, technical_opinion=move.data.get("opinion", "")[:300])


def keep_release(move: Move) -> None:
    """The general manager let it go out."""
    move.keep(approved_by=move.actor)


def keep_told(move: Move) -> None:
    """Who was told what, in which way; the moment is now."""
    move.keep(told_at=move.now, **move.given)


def keep_answer(move: Move) -> None:
    """What the customer answered; the heads of the departments hear of it (F67.6)."""
    record: Trouble = move.record
    departments = list(move.data["departments"])
    move.keep(answer=move.data["answer"])
    record.departments.set(departments)
    heads = [one.head for one in departments if one.head is not None and one.head != move.actor]
    tell(
        heads, topic="contracts.news", url=f"/contracts/troubles/{record.pk}", body=move.data["answer"], now=move.now,
        title=lambda: _("Feedback of %(customer)s: %(what)s") % {"customer": record.customer, "what": record},
    )

"""Guards of care, and what its moves write besides the state."""

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.care.models import Gift, GiftTerms
from gendan.spine.procedures import engine
from gendan.spine.procedures.declare import Move
from gendan.spine.procedures.models import SignOff
from gendan.spine.refusal import Refusal


def keep_outcome(move: Move) -> None:
    """How the day was kept."""
    move.keep(way=move.data["way"], outcome=move.data["outcome"])


def nobody_signs_for_himself(move: Move) -> str | None:
    """A gift is approved by others than those who ask for it."""
    gift: Gift = move.record
    signed = SignOff.objects.filter(case=move.case, verdict=SignOff.Verdict.AGREED, signed_by__in=(gift.owner_id, gift.created_by_id))
    return _("Nobody approves a gift of his own: somebody above has to sign.") if signed.exists() else None


def keep_given(move: Move) -> None:
    """What was given and what it cost; more than was approved is refused. A referral is rewarded by it (F47)."""
    gift: Gift = move.record
    spent = move.data["spent"]
    if spent > gift.cost:
        raise Refusal(_("%(cost)s yuan were approved; ask anew for more.") % {"cost": gift.cost}, field="spent", code="too_much")
    move.keep(spent=spent, given_on=move.data["given_on"])
    if gift.referral is not None and gift.referral.state == "reward":
        engine.perform(gift.referral, "rewarded", actor=None, now=move.now)


def keep_declined(move: Move) -> None:
    """The person did not want it; where nothing is wanted at all, nobody offers again."""
    gift: Gift = move.record
    if not move.data.get("never"):
        return
    terms = GiftTerms.objects.filter(contact=gift.contact_id)
    terms.update(declines=True, written_at=move.now, written_by=move.actor)


def keep_rewarded(move: Move) -> None:
    """The day of the reward."""
    move.keep(rewarded_on=timezone.localdate(move.now))


def keep_link(move: Move) -> None:
    """Whom the introduced became."""
    move.keep(introduced=move.data.get("introduced"))


def verified_by_another(move: Move) -> str | None:
    """A late claim is verified by somebody else than who wrote it down."""
    return _("Somebody else has to verify the claim.") if move.actor is not None and move.actor.pk == move.record.created_by_id else None


def keep_visit(move: Move) -> None:
    """What the visit after the sale found (F30)."""
    move.keep(**{name: move.data[name] for name in ("visited_on", "score", "feedback", "doubts", "reassurance")})

"""Guards of care, and what its moves write besides the state."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.care.models import Answer, Gift, GiftTerms, Question, Survey
from gendan.modules.care.numbers import DISSATISFIED
from gendan.modules.customers import actions as customers
from gendan.spine import words
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.declare import Move
from gendan.spine.procedures.models import SignOff
from gendan.spine.refusal import Refusal

WHY = "care.why"


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
    if move.data["score"] is not None:
        customers.note_satisfaction(move.record.customer, record=move.record, score=move.data["score"], now=move.now)


def keep_answers(move: Move) -> None:
    """A score for each question, their mean for the customer; who is not satisfied is called and asked why (F43.6)."""
    survey: Survey = move.record
    scores: dict[int, int] = move.data["scores"]
    Answer.objects.bulk_create(Answer(survey=survey, question_id=pk, score=score) for pk, score in scores.items())
    mean = round(Decimal(sum(scores.values())) / len(scores), 1)
    online = move.data.get("online", False)
    move.keep(contact=move.data["contact"], wishes=move.data["wishes"], score=mean, answered_at=move.now, online=online)
    customers.note_satisfaction(survey.customer, record=survey, score=mean, now=move.now)
    if min(scores.values()) <= DISSATISFIED.whole_at(move.now):
        _ask_why(survey, scores, now=move.now)


def keep_opt_out(move: Move) -> None:
    """He is not asked again."""
    move.keep(opted_out=True)


def _ask_why(survey: Survey, scores: dict[int, int], *, now: datetime) -> None:
    owner = survey.customer.owner or survey.owner
    if owner is None:
        return
    worst = Question.objects.get(pk=min(scores, key=lambda pk: (scores[pk], pk)))
    todos.add(
        survey.customer, key=WHY, title=words.say("todo.care_dissatisfied", worst.text), assignee=owner, way="call",
        due_at=add_working_days(now, 1, calendar_of(owner)), actor=None, now=now, context=survey.wishes,
    )

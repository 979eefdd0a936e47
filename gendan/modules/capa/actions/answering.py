"""The answer to the customer: drafted, approved by somebody else and frozen as a paper, sent; a change is a new version."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.capa import queries
from gendan.modules.capa.models import Answer, Capa
from gendan.modules.capa.words import Measure, Way
from gendan.spine.access.queries import require
from gendan.spine.documents import papering
from gendan.spine.org.models import Employee
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

PAPER = "capa_8d"


def _lock(capa: Capa) -> Capa:
    found: Capa = Capa.objects.select_for_update(no_key=True, of=("self",)).select_related("customer").get(pk=capa.pk)
    if found.customer is None:
        raise Refusal(_("There is no customer to answer."), code="no_customer")
    return found


def first_words(capa: Capa) -> str:
    """A beginning of the letter, from what is known."""
    found = queries.round_of(capa)
    what = "、".join(row.text for row in found.actions.filter(dropped_at=None).exclude(kind=Measure.CONTAINMENT).order_by("pk"))
    contained = "、".join(row.text for row in found.actions.filter(dropped_at=None, kind=Measure.CONTAINMENT).order_by("pk"))
    lines = [
        _("We are sorry for the trouble with “%(title)s”.") % {"title": capa.title},
        _("What we did at once: %(what)s.") % {"what": contained} if contained else "",
        _("The cause: %(cause)s.") % {"cause": capa.cause.rstrip("。.")} if capa.cause else "",
        _("What we do so that it does not happen again: %(what)s.") % {"what": what} if what else "",
    ]
    return "\n".join(line for line in lines if line)


@whole
def draft_answer(capa: Capa, *, text: str, actor: Employee, now: datetime) -> Answer:
    """Write the letter; while nobody has approved it the same version is changed, afterwards a new one begins."""
    require(actor, "edit", capa)
    row = _lock(capa)
    if not text.strip():
        raise ValidationError({"text": _("Write what the customer is to read.")})
    last = queries.last_answer(row)
    if last is None or last.approved_at is not None:
        last = Answer(capa=row, version=last.version + 1 if last else 1)
    last.text, last.drafted_by, last.drafted_at = text.strip(), actor, now
    last.save()
    timeline.record("capa.drafted", row, actor=actor, at=now, data={"version": last.version}, system=True)
    return last


@whole
def approve_answer(answer: Answer, *, actor: Employee, now: datetime) -> Answer:
    """Somebody else than the writer approves; the paper that the customer gets is made now and never changed."""
    require(actor, "approve", answer.capa)
    _lock(answer.capa)
    row: Answer = Answer.objects.select_for_update(of=("self",)).select_related("capa", "drafted_by").get(pk=answer.pk)
    if row.approved_at is not None:
        raise Refusal(_("This version is approved already."), code="moved_on")
    if row.drafted_by == actor:
        raise NotAllowed(_("Somebody else approves what you have written."), who=_("quality, or your head"))
    row.approved_by, row.approved_at = actor, now
    row.paper = papering.make(row.capa, paper=PAPER, actor=actor, now=now)
    row.save(update_fields=["approved_by", "approved_at", "paper"])
    timeline.record("capa.approved", row.capa, actor=actor, at=now, data={"version": row.version})
    return row


@whole
def send_answer(answer: Answer, *, way: str, sent_to: str, actor: Employee, now: datetime) -> Answer:
    """The approved version went out; once."""
    require(actor, "view", answer.capa)
    _lock(answer.capa)
    row: Answer = Answer.objects.select_for_update(of=("self",)).select_related("capa").get(pk=answer.pk)
    if row.approved_at is None:
        raise Refusal(_("Nobody has approved this version yet."), code="not_approved")
    if row.sent_at is not None:
        raise Refusal(_("This version was sent already."), code="moved_on")
    if not sent_to.strip():
        raise ValidationError({"sent_to": _("To whom?")})
    row.sent_by, row.sent_at, row.way, row.sent_to = actor, now, Way(way).value, sent_to.strip()[:160]
    row.save(update_fields=["sent_by", "sent_at", "way", "sent_to"])
    timeline.record("capa.sent", row.capa, actor=actor, at=now, data={"version": row.version, "name": row.sent_to})
    return row

"""The customer is asked to confirm a drawing, a version or a detail, and his answer is kept (F24, F58.5)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.orders.actions.entering import lock
from gendan.modules.orders.checking import value
from gendan.modules.orders.effects.planning import tell_owner, within
from gendan.modules.orders.models import Confirmation, Order
from gendan.modules.orders.numbers import CONFIRM_DAYS
from gendan.modules.orders.words import Verdict
from gendan.spine import words
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import settling, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Attachment
from gendan.spine.whole import whole


@whole
def ask_confirmation(
    order: Order, *, subject: str, actor: Employee, now: datetime, note: str = "", upload: Any = None, attachment: Attachment | None = None,
) -> Confirmation:
    """Ask, on the order's page and by a to-do of the salesperson; the file is locked, and replaces what was asked of the same before."""
    locked = lock(order)
    require(actor, "edit", locked)
    if locked.state_kind not in ("open", "waiting"):
        raise Refusal(_("The order is closed: nothing is to be confirmed any more."), code="closed")
    file = attachment or (timeline.add_attachment(locked, upload=upload, actor=actor, now=now) if upload else None)
    if file is not None and not file.locked_by_id:
        timeline.lock(file, subject=locked, actor=actor, now=now)
    for before in locked.confirmations.filter(subject=subject, verdict=""):
        _close(before, Verdict.REPLACED, actor=actor, now=now)
    made = Confirmation.objects.create(
        order=locked, subject=subject, note=note, attachment=file, version=locked.version, asked_at=now, asked_by=actor,
        todo=_todo(locked, subject, actor=actor, now=now),
    )
    timeline.record("orders.confirmation_asked", locked, actor=actor, at=now, text=note, data={"subject": subject}, main=locked.main_object)
    return made


def _todo(order: Order, subject: str, *, actor: Employee, now: datetime) -> Any:
    if order.owner is None:
        return None
    return todos.add(
        order, title=words.say("orders.have_confirmed", subject), assignee=order.owner, actor=actor, now=now, key="confirmation", way="call",
        due_at=within(value(CONFIRM_DAYS, at=now), order.owner, now=now),
    )


@whole
def answer_confirmation(
    confirmation: Confirmation, *, verdict: str, name: str, how: str, actor: Employee | None, now: datetime, said: str = ""
) -> Confirmation:
    """What the customer says; a no stops the order notice until something else was confirmed."""
    locked = Confirmation.objects.select_for_update(of=("self",)).select_related("order__owner", "todo").get(pk=confirmation.pk)
    if actor is not None:
        require(actor, "edit", locked.order)
    if locked.verdict:
        raise Refusal(_("It was answered already: %(answer)s.") % {"answer": locked.get_verdict_display()}, code="answered")
    if verdict == Verdict.DECLINED and not said.strip():
        raise Refusal(_("Please say what should be different."), field="words", code="no_words")
    locked.answered_by, locked.answered_how, locked.words = name[:60], how[:60], said[:300]
    _close(locked, verdict, actor=actor, now=now)
    facts = {"subject": locked.subject, "answer": str(Verdict(verdict).label), "name": name}
    order = locked.order
    timeline.record("orders.confirmation_answered", order, actor=actor, at=now, text=said, data=facts, main=order.main_object)
    if actor is None:
        tell_owner(order, title=f"{locked.subject}：{Verdict(verdict).label}", body=said, topic="orders.changes", now=now)
    return locked


def _close(confirmation: Confirmation, verdict: str, *, actor: Employee | None, now: datetime) -> None:
    confirmation.verdict, confirmation.answered_at = verdict, now
    confirmation.save(update_fields=["verdict", "answered_at", "answered_by", "answered_how", "words"])
    todo = settling.live(confirmation.todo_id)
    if todo is not None:
        settling.end(todo, outcome=str(Verdict(verdict).label), actor=actor, now=now)

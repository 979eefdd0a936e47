"""The customer is told that the promised day has moved: by e-mail and short message where he agreed to, else by the salesperson (F14)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Contact
from gendan.modules.mails import actions as mails
from gendan.modules.mails.queries import box_of
from gendan.modules.orders.access import ORDER
from gendan.modules.orders.models import Order, PromiseMove, Telling
from gendan.modules.orders.words import Market, Told
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import settling
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

TOPIC = "orders.progress"


@whole
def tell_customer(*, order: Order, old: date, new: date, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "orders.promise_moved": what may be written is written at once; where nothing may, the to-do stays."""
    move = order.promise_moves.filter(told_at=None, new=new).first()
    contact = order.contact
    if move is None or contact is None:
        return
    with translation.override("en" if order.market == Market.EXPORT else "zh-hans"):
        subject, text = _words(order, old=old, new=new)
    for way, outcome in _ways(order, contact, subject=subject, text=text, actor=actor, now=now):
        if outcome.ok:
            column = "mail" if way == Told.EMAIL else "message"
            Telling.objects.create(move=move, way=way, told=f"{contact.name} {_address(contact, way)}", text=text, at=now, **{column: outcome.sent})
    ways = [str(Told(one.way).label) for one in move.tellings.all()]
    if ways:
        _mark_told(order, how="、".join(ways), actor=None, now=now)


def _words(order: Order, *, old: date, new: date) -> tuple[str, str]:
    facts = {"number": order.number, "name": order.name, "new": date_format(new), "old": date_format(old)}
    return (
        _("Order %(number)s: new day of delivery %(new)s") % facts,
        _("Order %(number)s (%(name)s) will be ready on %(new)s instead of %(old)s.") % facts,
    )


def _ways(
    order: Order, contact: Contact, *, subject: str, text: str, actor: Employee | None, now: datetime
) -> Iterable[tuple[Told, mails.Outcome]]:
    """Both under the one rule of writing to somebody: consent, a working address, not too often."""
    box = box_of(order.owner)
    if box is not None:
        yield Told.EMAIL, mails.send_news(contact, box=box, subject=subject, text=text, topic=TOPIC, actor=order.owner or actor, now=now)
    yield Told.SMS, mails.text_news(contact, text=text, topic=TOPIC, now=now)


def _address(contact: Contact, way: Told) -> str:
    return contact.email if way == Told.EMAIL else contact.mobile or contact.phone


@whole
def confirm_told(order: Order, *, how: str, actor: Employee, now: datetime) -> None:
    """The customer knows the new day."""
    require(actor, "edit", order)
    moves = list(PromiseMove.objects.filter(order=order, told_at=None))
    if not moves:
        raise Refusal(_("There is nothing left to tell."), code="told")
    told = order.contact.name if order.contact else ""
    Telling.objects.bulk_create(Telling(move=move, way=Told.PERSON, told=told, text=how, at=now, by=actor) for move in moves)
    _mark_told(order, how=how, actor=actor, now=now)


def _mark_told(order: Order, *, how: str, actor: Employee | None, now: datetime) -> None:
    """The to-do is done with it."""
    PromiseMove.objects.filter(order=order, told_at=None).update(told_at=now, told_how=how[:60])
    settling.settle(ORDER, order.pk, key="tell_customer", outcome=how, actor=actor, now=now)
    timeline.record("orders.told", order, actor=actor, at=now, text=how, data={"title": str(order)}, main=order.main_object)

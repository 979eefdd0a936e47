"""What the review of an order writes (F12, F58)."""

from django.utils import timezone

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.queries import in_yuan
from gendan.modules.orders import queries, rules
from gendan.modules.orders.effects.planning import follow_progress, lay_out
from gendan.modules.orders.models import Line, Order, ReturnRecord
from gendan.spine import events
from gendan.spine.documents.actions import next_number
from gendan.spine.org.queries import holders_of
from gendan.spine.procedures.declare import Move

FRESH = {
    "technical_plan": "", "material_plan": "", "technical_documents": "", "deviates": False, "handling_opinion": "",
    "customer_answer": "", "needs_coordination": False, "waived": False, "signed_by": None, "signed_at": None,
}


def submit(move: Move) -> None:
    """Handed in: the version is fixed, the range says whether the order is regular, and somebody receives it (F12.1, F58)."""
    order: Order = move.record
    version = queries.current(order)
    version.fixed_at = version.fixed_at or move.now
    version.save(update_fields=["fixed_at"])
    products = Product.objects.filter(pk__in=Line.objects.filter(version=version).values("product"))
    irregular = rules.reasons_against_regular(products.order_by("code"), market=order.market)
    order.irregular, order.waived = irregular, False
    yuan = in_yuan(order.amount, currency=order.currency, on=order.ordered_on)
    move.keep(**FRESH, irregular=irregular, amount_cny=yuan, submitted_at=move.now)
    move.keep(receiver=_receiver(move, "technology" if order.is_export_special else "order_centre"))


def _receiver(move: Move, role: str) -> object:
    """Who organises the review; nobody where nobody holds the role, then it goes to the head."""
    return next(iter(holders_of(role, near=move.record.department, on=timezone.localdate(move.now))), None)


def waive(move: Move) -> None:
    """Technology sees no need of a special review; the order goes the usual way (F58.8)."""
    move.keep(waived=True, receiver=_receiver(move, "order_centre"))


def deviates(move: Move) -> None:
    """Somebody cannot make it as it is asked for: the customer is talked with (F12.3)."""
    move.keep(deviates=True, needs_coordination=False, handling_opinion="", customer_answer="")


def keep_plans(move: Move) -> None:
    """The two plans (F12.2)."""
    names = ("technical_plan", "material_plan", "technical_documents", "needs_coordination")
    move.keep(**{name: move.data[name] for name in names})


def keep_talks(move: Move) -> None:
    """What the talks gave; where the customer agrees to the processing, it is coordinated (F12.4b)."""
    answer = move.data["customer_answer"]
    move.keep(handling_opinion=move.data["handling_opinion"], customer_answer=answer, needs_coordination=answer == "agrees")


def sign(move: Move) -> None:
    """Who signed, and when (F12.4)."""
    move.keep(signed_by=move.actor, signed_at=move.now)


def issue(move: Move) -> None:
    """The order notice has its number, and the stages their days (F12.4a, F14)."""
    order: Order = move.record
    number = order.notice_number or next_number("order_notice", at=move.now)
    order.versions.filter(number=order.version).update(noticed_at=move.now, promised_on=order.promised_on)
    if not order.progress.exists():
        lay_out(order, now=move.now)
    move.keep(notice_number=number, noticed_at=move.now, **follow_progress(order))


def give_back(move: Move) -> None:
    """The order goes back, with a record of it (F12.4c)."""
    order: Order = move.record
    today = timezone.localdate(move.now)
    ReturnRecord.objects.create(
        number=next_number("order_return", at=move.now), order=order, reason=move.data["reason"],
        customer_says=move.data.get("customer_says") or "", lesson=move.data.get("lesson") or "", returned_on=today,
        returned_by=move.actor,
    )
    order.bookings.all().delete()
    move.keep(closed_on=today)


def ship(move: Move) -> None:
    """The last goods have left."""
    today = timezone.localdate(move.now)
    move.keep(closed_on=today, shipped_on=move.data.get("shipped_on") or today, **follow_progress(move.record))
    events.emit("orders.shipped", order=move.record, actor=move.actor, now=move.now)


def cancel(move: Move) -> None:
    """Nothing is made any more; what was booked is free."""
    move.record.bookings.all().delete()
    move.keep(closed_on=timezone.localdate(move.now), stage_due_on=None)

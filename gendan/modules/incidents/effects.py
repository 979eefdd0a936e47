"""What the moves of incidents write besides the state."""

from datetime import datetime
from typing import Any

from gendan.modules.incidents import queries
from gendan.modules.incidents.models import Enquiry, Incident, Notice, Word
from gendan.modules.incidents.words import Way
from gendan.spine import records
from gendan.spine.procedures import engine, halting, todos
from gendan.spine.procedures.declare import Move

#: The to-do by which the house duns a customer: see the procedure of customers.
CUSTOMER, COLLECT = "customers.customer", "state.collect"


def say(notice: Notice, *, channel: str, text: str, by: Any, at: datetime, contact: Any = None) -> Word:
    """Write down what the customer was told."""
    return Word.objects.create(notice=notice, at=at, channel=channel, contact=contact, text=text, by=by)


def tell(move: Move) -> None:
    """The customer knows, and has been asked whether he is insured."""
    data = move.data
    say(move.record, channel=data["channel"], text=data["text"], contact=data.get("contact"), by=move.actor, at=move.now)
    move.keep(told_at=move.now, told_by=move.actor, insured=data["insured"], policy=data.get("policy", ""), contact=data.get("contact"))


def feed_back(move: Move) -> None:
    """The customer has heard how it stands."""
    data = move.data
    say(move.record, channel=data["channel"], text=data["text"], contact=data.get("contact"), by=move.actor, at=move.now)


def ask_carrier(move: Move) -> None:
    """The first line of the log."""
    data = move.data
    Enquiry.objects.create(
        incident=move.record, way=Way.ASKED, at=move.now, channel=data["channel"], with_whom=data["with_whom"], text=data["text"], noted_by=move.actor,
    )


def report(move: Move) -> None:
    """The customer has heard how his goods are."""
    feed_back(move)


def assess(move: Move) -> None:
    """It is known how the goods are: each customer is to hear it."""
    move.keep(damage=move.data["damage"], damage_text=move.data.get("damage_text", ""), damage_at=move.now)
    for notice in move.record.notices.filter(state="told").order_by("pk"):
        engine.perform(notice, "assessed", actor=None, now=move.now)


def close(move: Move) -> None:
    """Charges may be asked for again."""
    move.keep(result=move.data.get("result", ""), closed_at=move.now)


def dismiss(move: Move) -> None:
    """It did not concern our goods."""
    move.keep(closed_at=move.now)


def hold_collecting(incident: Incident, *, now: datetime) -> None:
    """Whatever asks the customers for money stands still (F34.5)."""
    for pk in sorted(queries.held_customers(incident)):
        hold_customer(pk, now=now)


def hold_customer(pk: int, *, now: datetime) -> None:
    """The same for one customer, where any of his orders is concerned."""
    customer = records.model_of(CUSTOMER).objects.get(pk=pk)
    hold = queries.hold_on(customer)
    if hold:
        todos.lock_record(customer)
        halting.halt(CUSTOMER, [pk], key=COLLECT, reason=hold.why, now=now)


def release_collecting(incident: Incident, *, now: datetime) -> None:
    """After the end: notices end, and what stood still runs on where no other incident holds it."""
    for notice in incident.notices.select_related("customer", "case", "owner").order_by("customer_id"):
        if notice.state_kind != "done":
            engine.perform(notice, "settle", actor=None, now=now)
        if not queries.hold_on(notice.customer):
            todos.lock_record(notice.customer)
            halting.release(CUSTOMER, [notice.customer.pk], key=COLLECT, now=now)

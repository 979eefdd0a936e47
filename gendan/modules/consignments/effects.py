"""What the moves of export consignments write besides the state (F68.6)."""

from gendan.modules.consignments.models import Push
from gendan.modules.followups.models import Channel
from gendan.spine.procedures.declare import Move

BOOKED = ("carrier", "vessel", "voyage", "booking_number", "closes_at", "sails_on", "arrives_on")
LOADED = ("loaded_on", "container", "seal", "bill_number")


def push(move: Move) -> None:
    """A line of the log; the factory's own day is the one that counts."""
    expected = move.data.get("expected_on")
    Push.objects.create(consignment=move.record, at=move.now, text=move.data["text"], expected_on=expected, by=move.actor)
    if expected is not None:
        move.keep(expected_on=expected)


def finish(move: Move) -> None:
    """The goods are ready to be packed."""
    move.keep(finished_on=move.data["finished_on"])


def hand_over(move: Move) -> None:
    """The document clerk has the note."""
    move.keep(clerk=move.data["clerk"], handed_at=move.now)


def book(move: Move) -> None:
    """What the carrier has confirmed."""
    move.keep(**{name: move.data[name] for name in BOOKED})


def load(move: Move) -> None:
    """The goods are on board; the shipping data are known."""
    move.keep(**{name: move.data[name] for name in LOADED})


def tell_by_hand(move: Move) -> None:
    """How the customer was told, and what."""
    said = f"{Channel(move.data['channel']).label}：{move.data['text']}"
    move.keep(told_at=move.now, told_how=said[:120])


def receive(move: Move) -> None:
    """The goods are there."""
    move.keep(received_on=move.data["received_on"])

"""What an export consignment needs before it goes on (F68.6)."""


from django.utils.translation import gettext as _

from gendan.modules.catalog.money import plain
from gendan.modules.consignments import queries
from gendan.modules.consignments.models import Consignment
from gendan.modules.orders.models import Order
from gendan.spine.procedures.declare import Move

#: Without these no cargo space is booked.
NEEDED = ("goods", "consignee", "from_port", "to_port", "incoterm", "freight", "latest_on", "marks")


def why_no_part(order: Order) -> str:
    """Why no further consignment begins: the whole of the order has one; empty, if one may."""
    free = not queries.running(order).filter(part=False).exists()
    return "" if free else _("A consignment of the whole order is on its way already: write there that it is only a part.")


def packing_is_complete(move: Move) -> str | None:
    """Every piece of the order lies in a package, here or in an earlier consignment; or it is said that more follows."""
    consignment: Consignment = move.record
    if not consignment.packed.exists():
        return _("The packing list is empty.")
    lines = queries.left_to_pack(consignment)
    over = [line.name for line, left in lines if left < 0]
    if over:
        return _("More is packed than was ordered: %(names)s.") % {"names": "、".join(over)}
    missing = [f"{line.name} {plain(left)} {line.unit}" for line, left in lines if left > 0]
    if missing and not consignment.part:
        return _("Not packed yet: %(names)s. Or say that it is a part of the order, and more follows.") % {"names": "、".join(missing)}
    return None


def note_is_complete(move: Move) -> str | None:
    """The document clerk books by the note alone."""
    consignment: Consignment = move.record
    titles = {field.name: field.verbose_name for field in Consignment._meta.fields}
    empty = [str(titles[name]) for name in NEEDED if not getattr(consignment, name)]
    return _("The consignment note lacks: %(fields)s.") % {"fields": "、".join(empty)} if empty else None

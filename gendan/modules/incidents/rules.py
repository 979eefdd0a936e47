"""The rules of incidents in plain functions."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.incidents import queries
from gendan.modules.incidents.models import Notice
from gendan.spine.procedures.declare import Move


def _names(notices: Iterable[Notice]) -> str:
    return "、".join(str(one.customer.short_name or one.customer) for one in notices)


def everybody_told(move: Move) -> str | None:
    """F34.2: what the carrier says comes after the customers know that something happened."""
    missing = queries.untold(move.record)
    return _("Not told yet: %(names)s.") % {"names": _names(missing)} if missing else None


def everybody_heard(move: Move) -> str | None:
    """F34.5: charges are asked for only after each customer has heard how his goods are."""
    missing = queries.unheard(move.record)
    return _("Have not heard yet how their goods are: %(names)s.") % {"names": _names(missing)} if missing else None


def carrier_answered(move: Move) -> str | None:
    """F34.4: the state of the goods is the carrier's word, not a guess."""
    answered = move.record.enquiries.filter(way="answered").exists()
    return None if answered else _("The log with the carrier has no answer yet.")


def goods_are_known(move: Move) -> str | None:
    """Nobody is told how his goods are before the carrier has said it."""
    return None if move.record.incident.damage_at else _("The carrier has not said yet how the goods are.")


def activities_are_allowed(record: Any) -> str | None:
    """What is closed is no longer written on; write on the customer instead."""
    return None if record.state_kind == "open" else _("This has ended; write on the customer instead.")

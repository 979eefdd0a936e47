"""Verbs of export consignments besides the moves of their procedure."""

from gendan.modules.consignments.actions.listeners import follow_moves, pass_on
from gendan.modules.consignments.actions.telling import send_shipping_data
from gendan.modules.consignments.actions.writing import begin_consignment, object_to, write_note, write_packing

__all__ = ["begin_consignment", "follow_moves", "object_to", "pass_on", "send_shipping_data", "write_note", "write_packing"]

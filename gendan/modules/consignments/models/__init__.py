"""The tables of export consignments."""

from gendan.modules.consignments.models.consignment import Consignment, Push
from gendan.modules.consignments.models.packing import Packed

__all__ = ["Consignment", "Packed", "Push"]

"""The tables of orders."""

from gendan.modules.orders.models.capacity import Booking, Material, MaterialUse, WeekCapacity, Workshop
from gendan.modules.orders.models.changes import Change, ChangeRule, Rush
from gendan.modules.orders.models.confirmations import Confirmation
from gendan.modules.orders.models.coordination import Coordination, Formula, TrialRun
from gendan.modules.orders.models.orders import Line, Order, ReturnRecord, Version
from gendan.modules.orders.models.progress import Progress, PromiseMove, Telling

__all__ = [
    "Booking", "Change", "ChangeRule", "Confirmation", "Coordination", "Formula", "Line", "Material", "MaterialUse", "Order", "Progress",
    "PromiseMove", "ReturnRecord", "Rush", "Telling", "TrialRun", "Version", "WeekCapacity", "Workshop",
]

"""Returns of customers, and what happens at the service desk of a shop."""

from gendan.modules.returns.models.desk import DeskDay, DeskReturn, Expense, HandOver, Voice, Wanted
from gendan.modules.returns.models.trade import InspectionLine, Return

__all__ = ["DeskDay", "DeskReturn", "Expense", "HandOver", "InspectionLine", "Return", "Voice", "Wanted"]

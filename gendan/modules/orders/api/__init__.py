"""Orders and what belongs to them over REST."""

from gendan.modules.orders.api.beside import change_router, coordination_router, rush_router
from gendan.modules.orders.api.orders import router

__all__ = ["change_router", "coordination_router", "router", "rush_router"]

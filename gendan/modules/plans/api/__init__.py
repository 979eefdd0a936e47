"""Months and visits over REST."""

from gendan.modules.plans.api.months import action_router, router
from gendan.modules.plans.api.visits import visit_router

__all__ = ["action_router", "router", "visit_router"]

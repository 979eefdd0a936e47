"""Months, visits, their reports and meetings over REST."""

from gendan.modules.plans.api.months import action_router, router
from gendan.modules.plans.api.reports import meeting_router, report_router
from gendan.modules.plans.api.visits import visit_router

__all__ = ["action_router", "meeting_router", "report_router", "router", "visit_router"]

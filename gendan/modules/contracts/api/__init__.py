"""Contracts over REST."""

from gendan.modules.contracts.api.communication import release_router, summary_router, trouble_router
from gendan.modules.contracts.api.communication import router as communication_router
from gendan.modules.contracts.api.contracts import router

__all__ = ["communication_router", "release_router", "router", "summary_router", "trouble_router"]

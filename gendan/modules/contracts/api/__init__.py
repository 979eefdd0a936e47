"""Contracts over REST."""

from gendan.modules.contracts.api.contracts import router

__all__ = ["router"]

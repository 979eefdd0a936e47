"""Input of returns and of the desk."""

from gendan.modules.returns.forms import desk, trade

__all__ = ["desk", "trade"]

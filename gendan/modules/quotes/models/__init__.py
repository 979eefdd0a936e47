"""Quotations with their versions, what was sent when, who decided on prices, and what the factory wrote."""

from gendan.modules.quotes.models.decisions import Decision, FactoryOffer, PriceCut, Sending
from gendan.modules.quotes.models.quotes import Quote
from gendan.modules.quotes.models.versions import Line, Version
from gendan.modules.quotes.words import Incoterm

__all__ = ["Decision", "FactoryOffer", "Incoterm", "Line", "PriceCut", "Quote", "Sending", "Version"]

"""Contracts, their reviews, and what the customer is told before and while they run."""

from gendan.modules.contracts.models.communication import Information, Release, Summary, Trouble
from gendan.modules.contracts.models.contract import STANDING, WRITABLE, Contract, Line, PaymentTerm
from gendan.modules.contracts.models.kinds import ContractKind
from gendan.modules.contracts.models.review import Difference, Requirement, StockCheck

__all__ = [
    "STANDING", "WRITABLE", "Contract", "ContractKind", "Difference", "Information", "Line", "PaymentTerm", "Release", "Requirement",
    "StockCheck", "Summary", "Trouble",
]

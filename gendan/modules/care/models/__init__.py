"""Days to remember, gifts with their budget, referrals, care after a sale, surveys, and letters with their readers."""

from gendan.modules.care.models.dates import CareDate, Occasion
from gendan.modules.care.models.gifts import AfterSale, Budget, Gift, GiftTerms, Referral
from gendan.modules.care.models.letters import Delivery, Issue, Letter, Reader, Sender
from gendan.modules.care.models.surveys import Answer, Question, Survey

__all__ = [
    "AfterSale", "Answer", "Budget", "CareDate", "Delivery", "Gift", "GiftTerms", "Issue", "Letter", "Occasion", "Question", "Reader", "Referral",
    "Sender", "Survey",
]

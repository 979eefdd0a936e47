"""Days to remember, gifts with their budget, referrals, care after a sale, and letters with their readers."""

from gendan.modules.care.models.dates import CareDate, Occasion

__all__ = ["CareDate", "Occasion"]

"""The module's figures, each a function from a scoped queryset of customers to rows (reports 7, 15, 16, 47)."""

from gendan.modules.classes.reports.loyalty import costs, costs_by_month, loyalty_signs, satisfaction
from gendan.modules.classes.reports.quality import data_quality
from gendan.modules.classes.reports.segments import segments
from gendan.modules.classes.reports.seven import (
    performance,
    persistency,
    product,
    profiling,
    profitability,
    promotion,
    prospecting,
)
from gendan.modules.classes.reports.turnover import by_turnover, pareto, standings

__all__ = [
    "by_turnover", "costs", "costs_by_month", "data_quality", "loyalty_signs", "pareto", "performance", "persistency", "product", "profiling",
    "profitability", "promotion", "prospecting", "satisfaction", "segments", "standings",
]

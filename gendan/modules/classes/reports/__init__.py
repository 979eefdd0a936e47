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
from gendan.modules.classes.reports.strategy import attraction, competition, few, habits, serving, understanding
from gendan.modules.classes.reports.turnover import by_turnover, pareto, standings

__all__ = [
    "attraction", "by_turnover", "competition", "costs", "costs_by_month", "data_quality", "few", "habits", "loyalty_signs", "pareto",
    "performance", "persistency", "product", "profiling", "profitability", "promotion", "prospecting", "satisfaction", "segments", "serving",
    "standings", "understanding",
]

"""Pages of quotations."""

from gendan.modules.quotes.views.outside import link, public
from gendan.modules.quotes.views.records import assign, by_costs, create, detail, edit, factory, quotes, terms
from gendan.modules.quotes.views.rows import find_products, lines, offers

__all__ = [
    "assign", "by_costs", "create", "detail", "edit", "factory", "find_products", "lines", "link", "offers", "public", "quotes",
    "terms",
]

"""The kinds of records that have a bin, each with its own verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.queries import binned_for as binned_customers
from gendan.modules.knowledge import actions as knowledge
from gendan.modules.knowledge.queries import binned_for as binned_articles
from gendan.modules.opportunities import bin as opportunities
from gendan.modules.opportunities.queries import binned_for as binned_opportunities
from gendan.spine.org.models import Employee


@dataclass(frozen=True, slots=True)
class Kind:
    """What lies in the bin of one kind, and what may be done with it."""

    kind: str
    title: Any
    number: Callable[[Any], str]
    rows: Callable[[Employee], QuerySet[Any]]
    restore: Callable[..., Any]
    remove: Callable[..., None]
    empty: Callable[..., int]
    days: Callable[[datetime], int]


KINDS = {
    "customers": Kind(
        "customers.customer", _("Customers"), lambda row: row.code, binned_customers, customers.restore,
        customers.remove_finally, customers.empty_bin, customers.bin_days,
    ),
    "opportunities": Kind(
        "opportunities.opportunity", _("Opportunities"), lambda row: row.number, binned_opportunities,
        opportunities.restore, opportunities.remove_finally, opportunities.empty_bin, opportunities.bin_days,
    ),
    "articles": Kind(
        "knowledge.article", _("Knowledge"), lambda row: str(row.category), binned_articles, knowledge.restore,
        knowledge.remove_finally, knowledge.empty_bin, knowledge.bin_days,
    ),
}

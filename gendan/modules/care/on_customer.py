"""What care adds to a customer's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.care import almanac, queries
from gendan.modules.care.models import CareDate
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Tab
from gendan.ui.listing.filters import Asked


def tab_context(record: Customer, asked: Asked) -> dict[str, Any]:
    """The days to remember, the next first."""
    dates = [{"row": row, "said": almanac.said(row.yearly)} for row in queries.dates_of(record)]
    return {"customer": record, "dates": dates, "may_edit": bool(may(asked.user, "edit", record))}


def count(record: Customer, _asked: Asked) -> int:
    """How many days are remembered."""
    return CareDate.objects.filter(customer=record).count()


TAB = Tab(key="care", title=_("Care"), template="care/tab_of_customer.html", context=tab_context, count=count)

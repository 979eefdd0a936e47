"""Satisfaction, signs of loyalty and the four costs as reports (F43, report 16)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.classes import reports
from gendan.modules.classes.overview import KIND
from gendan.modules.classes.shown.seven import rows_of
from gendan.ui.report.declare import Field, Plot, Report

SIGNED = {
    "again": "/classes/customers?view=all&f.sign=again", "intention": "/classes/customers?view=all&f.sign=intention",
}


BY_MONTH = (
    Field(key="month", title=_("month"), format="month"),
    Field(key="days", title=_("days from registration to contract"), format="decimal"),
    Field(key="contacts", title=_("contacts before a contract"), format="decimal"),
)


def _behind(row: dict[str, Any]) -> str:
    return SIGNED.get(row["sign"], "")


LOYALTY = (
    Report(
        key="satisfaction", title=_("Satisfaction by class"), kind=KIND, rows=rows_of(reports.satisfaction), position=161,
        note=_("F43. What customers said in surveys, at visits and after complaints, how they met us, and whether promises were kept."),
        plot=Plot(x="abc", bars=("warm", "cold", "kept"), title=_("Attitude and kept promises by class")),
        fields=(
            Field(key="abc", title=_("class")), Field(key="answers", title=_("times asked"), format="number", total=True),
            Field(key="score", title=_("satisfaction, 1 to 5"), format="decimal"), Field(key="met", title=_("contacts with an attitude"), format="number", total=True),
            Field(key="warm", title=_("interested"), format="percent"), Field(key="cold", title=_("cold or annoyed"), format="percent"),
            Field(key="given", title=_("promises"), format="number", total=True),
            Field(key="kept", title=_("kept"), format="percent"),
        ),
    ),
    Report(
        key="loyalty", title=_("Signs of loyalty"), kind=KIND, rows=rows_of(reports.loyalty_signs), position=162,
        note=_("F43. Of the customers who have bought, how many show each sign; who stopped buying is on the list of customers to win back."),
        plot=Plot(x="label", bars=("customers",), title=_("Customers who show each sign")),
        fields=(
            Field(key="label", title=_("sign"), url=_behind),
            Field(key="customers", title=_("customers"), format="number", bar=True), Field(key="share", title=_("of all buyers"), format="percent"),
        ),
    ),
    Report(
        key="customer_costs", title=_("What customers spend on us"), kind=KIND, rows=rows_of(reports.costs), position=163,
        note=_("F43. The four costs money, effort, time and energy, as far as they show in what is kept; lower is better."),
        plot=Plot(x="month", bars=("days", "contacts"), rows=rows_of(reports.costs_by_month), fields=BY_MONTH,
                  title=_("Time and effort of contracts by month")),
        fields=(
            Field(key="cost", title=_("kind of cost")), Field(key="label", title=_("measured by")),
            Field(key="before", title=_("the time before"), format="decimal"), Field(key="now", title=_("this time"), format="decimal"),
        ),
    ),
)

"""The seven P analyses as reports, each with its plot (F42, report 15)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.classes import reports
from gendan.modules.classes.overview import KIND
from gendan.ui.report.declare import Field, Plot, Report

CUSTOMERS = Field(key="customers", title=_("customers"), format="number", total=True)
TURNOVER = Field(key="turnover", title=_("turnover, yuan"), format="amount", bar=True, total=True)
CONTRACTS = Field(key="contracts", title=_("contracts"), format="number", total=True)


def rows_of(figures: Callable[..., list[dict[str, Any]]]) -> Callable[[QuerySet, datetime], list[dict[str, Any]]]:
    """The figures as a report asks for them."""
    return lambda customers, now: figures(customers, now=now)


SEVEN = (
    Report(
        key="p_profiling", title=_("Profiling: level, risk, habits"), kind=KIND, rows=rows_of(reports.profiling), position=151,
        note=_("F42.4. Counted from what archives hold. Education, sex and ethnic group are not kept: there is no lawful need (U12)."),
        plot=Plot(x="label", bars=("A", "B", "C"), stacked=True, title=_("Customers of each nature by class")),
        fields=(
            Field(key="label", title=_("nature"), url=lambda row: f"/customers?view=all&f.nature={row['nature']}"), CUSTOMERS,
            *(Field(key=abc, title=abc, format="number", total=True) for abc in "ABC"),
            Field(key="risk", title=_("credit problem or suspicion"), format="number", total=True),
            Field(key="risk_share", title=_("share"), format="percent"),
            Field(key="habits", title=_("buying habits known"), format="number", total=True),
            Field(key="habits_share", title=_("share"), format="percent"),
        ),
    ),
    Report(
        key="p_persistency", title=_("Persistency: how long, and who stays"), kind=KIND, rows=rows_of(reports.persistency), position=152,
        note=_("F42.4. By the years since the first purchase; as of the last reckoning of the classes."),
        plot=Plot(x="label", bars=("customers", "still"), lines=("kept",), title=_("Customers by years, and who still buys")),
        fields=(
            Field(key="label", title=_("since the first purchase")), CUSTOMERS,
            Field(key="still", title=_("bought in the time"), format="number", total=True),
            Field(key="kept", title=_("stayed"), format="percent"),
            Field(key="purchases", title=_("purchases"), format="number", total=True),
            Field(key="each", title=_("purchases each"), format="decimal"), TURNOVER,
        ),
    ),
    Report(
        key="p_profitability", title=_("Profitability: the largest customers"), kind=KIND, rows=rows_of(reports.profitability), position=153,
        note=_("F42.4. Turnover, money and our effort by customer. What goods and work cost is not kept yet, so that no profit is shown."),
        plot=Plot(x="name", bars=("received", "owed"), stacked=True, title=_("Received and open by customer")),
        fields=(
            Field(key="name", title=_("customer"), url=lambda row: f"/customers/{row['id']}"), CONTRACTS, TURNOVER,
            Field(key="received", title=_("received, yuan"), format="amount", total=True),
            Field(key="owed", title=_("open, yuan"), format="amount", total=True),
            Field(key="contacts", title=_("follow-ups"), format="number", total=True),
            Field(key="each", title=_("turnover a follow-up, yuan"), format="decimal"),
        ),
    ),
    Report(
        key="p_performance", title=_("Performance: kind, channel, outlet"), kind=KIND, rows=rows_of(reports.performance), position=154,
        note=_("F42.4. Sales of the time of the classes; kinds of goods where an opportunity has products with prices."),
        plot=Plot(x="label", bars=("turnover",), title=_("Turnover by kind, channel and outlet")),
        fields=(Field(key="by", title=_("grouped by")), Field(key="label", title=_("name")), CONTRACTS, TURNOVER),
    ),
    Report(
        key="p_prospecting", title=_("Prospecting: who may buy"), kind=KIND, rows=rows_of(reports.prospecting), position=155,
        note=_("F42.4. Buyers to be expected: prospects of a source × the share of that source that has bought so far."),
        plot=Plot(x="label", bars=("future", "expected"), lines=("rate",), title=_("Prospects by source")),
        fields=(
            Field(key="label", title=_("source"), url=lambda row: f"/customers?view=all&f.source={row['source']}&f.transaction_class=will"),
            Field(key="future", title=_("have not bought yet"), format="number", total=True),
            Field(key="rate", title=_("of this source bought"), format="percent"),
            Field(key="expected", title=_("buyers to be expected"), format="number", total=True),
            Field(key="open", title=_("open opportunities"), format="number", total=True),
            Field(key="amount", title=_("amount, yuan"), format="amount", bar=True, total=True),
        ),
    ),
    Report(
        key="p_product", title=_("Product: what is bought together"), kind=KIND, rows=rows_of(reports.product), position=156,
        note=_("F42.4. Product lines in contracts of the same customer; a lift above 1 says more often than by chance. Supply is not kept yet."),
        plot=Plot(x="label", bars=("both",), title=_("Customers who buy both")),
        fields=(
            Field(key="first", title=_("product line")), Field(key="second", title=_("second product line")),
            Field(key="both", title=_("customers who buy both"), format="number", bar=True),
            Field(key="of_first", title=_("of the buyers of the first"), format="percent"),
            Field(key="of_second", title=_("of the buyers of the second"), format="percent"),
            Field(key="lift", title=_("lift"), format="decimal"),
        ),
    ),
    Report(
        key="p_promotion", title=_("Promotion: what brought customers"), kind=KIND, rows=rows_of(reports.promotion), position=157,
        note=_("F42.4. Exhibitions, letters, media and directories by name. What they cost is not kept yet."), date_field="created_at",
        plot=Plot(x="label", bars=("customers", "bought"), title=_("Customers and buyers by promotion")),
        fields=(
            Field(key="label", title=_("promotion"), url=lambda row: f"/customers?view=all&f.source={row['source']}"), CUSTOMERS,
            Field(key="bought", title=_("have bought"), format="number", total=True),
            Field(key="rate", title=_("share"), format="percent"), TURNOVER,
        ),
    ),
)

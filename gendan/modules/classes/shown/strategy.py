"""The figures of the customer strategy as reports, each with its plot (F42.2, F42.5 … F42.8)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.classes import reports
from gendan.modules.classes.overview import KIND
from gendan.modules.classes.shown.seven import CUSTOMERS, TURNOVER, rows_of
from gendan.ui.report.declare import Field, Plot, Report

CLASS = Field(key="abc", title=_("class"), url=lambda row: f"/classes/customers?view=all&f.abc={row['abc']}")


def _count(key: str, title: object) -> Field:
    return Field(key=key, title=title, format="number", total=True)


STRATEGY = (
    Report(
        key="habits", title=_("Buying habits by what customers are"), kind=KIND, rows=rows_of(reports.habits), position=154,
        note=_("F42.2. By region, industry, size and nature, and by choices of the company's own. Age, sex, education and origin of people are not"
               " looked at: there is no lawful need (U12)."),
        plot=Plot(x="label", bars=("each",), title=_("Turnover of each buyer")),
        fields=(
            Field(key="by", title=_("by")), Field(key="label", title=_("group")), CUSTOMERS, _count("bought", _("who bought")),
            Field(key="rate", title=_("share that bought"), format="percent"), Field(key="often", title=_("purchases each"), format="decimal"),
            Field(key="each", title=_("turnover each, yuan"), format="amount"), TURNOVER,
        ),
    ),
    Report(
        key="s_understanding", title=_("Who wants which goods"), kind=KIND, rows=rows_of(reports.understanding), position=155,
        note=_("F42.5. Each kind of customer with the goods that it asks for now and has bought."),
        plot=Plot(x="goods", bars=("wanting", "bought"), title=_("Customers who want and who bought")),
        fields=(
            Field(key="segment", title=_("nature"), url=lambda row: f"/customers?view=all&f.nature={row['nature']}"), Field(key="goods", title=_("goods")),
            _count("wanting", _("want it now")), _count("bought", _("who bought")), TURNOVER,
        ),
    ),
    Report(
        key="s_competition", title=_("Kept, won and lost customers by class"), kind=KIND, rows=rows_of(reports.competition), position=156,
        note=_("F42.6. In the time of the classes; not worth the effort: class C with a credit problem, or no longer valid."),
        plot=Plot(x="abc", bars=("kept", "came", "went"), stacked=True, title=_("Kept, won and lost by class")),
        fields=(
            CLASS, _count("kept", _("kept customers")), _count("came", _("new buyers")), _count("went", _("stopped buying")),
            _count("faced", _("met a competitor")), _count("beaten", _("of these won")), Field(key="beaten_share", title=_("share"), format="percent"),
            _count("poor", _("not worth the effort")), TURNOVER,
        ),
    ),
    Report(
        key="s_attraction", title=_("What draws customers, by class"), kind=KIND, rows=rows_of(reports.attraction), position=157,
        note=_("F42.7. Loyalty, warmth and word of mouth; several kinds of goods (cross-sell) and more than the time before (up-sell)."),
        plot=Plot(x="abc", bars=("again", "cross", "up"), title=_("Buyers who buy again, several kinds, and more")),
        fields=(
            CLASS, _count("buyers", _("buyers")), _count("again", _("buy again")), Field(key="again_share", title=_("share"), format="percent"),
            _count("cross", _("several kinds of goods")), _count("up", _("more than before")), _count("warm", _("warm to us")),
            _count("told", _("came by word of mouth")),
        ),
    ),
    Report(
        key="s_serving", title=_("Who serves customers, by department"), kind=KIND, rows=rows_of(reports.serving), position=158,
        note=_("F42.8. Everybody serves, not only the service department: who spoke with a customer or did something for one in the time."),
        plot=Plot(x="label", bars=("people", "serving"), title=_("People of each department, and who of them served")),
        fields=(
            Field(key="label", title=_("department")), _count("people", pgettext_lazy("report", "people")), _count("serving", _("of these served")),
            Field(key="share", title=_("share"), format="percent"), _count("done", _("to-dos done for customers")),
        ),
    ),
)

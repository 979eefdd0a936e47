"""The lists of customers by turnover, of those whose class moved, and of the classes set by hand."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.classes.models import Run
from gendan.modules.customers import queries as customer_queries
from gendan.modules.customers.models import ABC, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View
from gendan.ui.listing.filters import Choice, Custom, Dates, InDepartment, Numbers, Person, YesNo

CUSTOMER = Lead(title=_("customer"), value="customer.short_name", full="customer.name", badge="customer.abc")
OWNER = Column(key="owner", title=_("owner"), value="customer.owner", format=Format.PERSON, width=96)
BY_OWNER = Person(key="owner", title=_("owner"), field="customer__owner", quick=True)
IN_DEPARTMENT = InDepartment(key="department", title=_("department"), field="customer__department")


def found_by(text: str) -> Q:
    """As a customer is found."""
    return Q(customer__in=Customer.objects.filter(customer_queries.text_condition(text)))


def page_of(row: Any) -> str:
    """The customer's page."""
    return reverse("customers:detail", args=[row.customer_id])


def living(rows: QuerySet) -> QuerySet:
    """What belongs to customers on the books."""
    return rows.filter(customer__deleted_at=None)


def run_choices() -> list[tuple[int, str]]:
    """The last two years' reckonings."""
    return [(run.pk, str(run.day)) for run in Run.objects.exclude(finished_at=None)[:24]]


OPEN = Opportunity.objects.filter(state_kind="open", deleted_at=None)


def _often_won() -> Q:
    won = Opportunity.objects.filter(state="won", deleted_at=None, customer__isnull=False).order_by()
    return Q(customer__in=won.values("customer").annotate(n=Count("pk")).filter(n__gt=1).values("customer"))


STANDINGS = Listing(
    key="standings",
    kind="classes.standing",
    title=_("Customers by turnover"),
    lead=CUSTOMER,
    columns=(
        Column(key="rank", title=_("rank"), format=Format.NUMBER, width=64, order="rank"),
        Column(key="abc", title=_("class by turnover"), format=Format.CLASS, width=88),
        Column(key="turnover", title=_("turnover"), unit=_("yuan"), format=Format.AMOUNT, width=128, order="turnover", total=True),
        Column(key="running", title=_("cumulative share"), format=Format.PERCENT, width=96),
        Column(key="purchases", title=_("purchases"), format=Format.NUMBER, width=72),
        Column(key="last_on", title=_("last purchase"), format=Format.DATE, width=96),
        OWNER,
        Column(key="city", title=_("place"), value="customer.city", width=88),
        Column(key="first_on", title=_("first purchase"), format=Format.DATE, width=96, default=False),
        Column(key="importance", title=_("importance"), value="customer.get_importance_display", width=96, default=False),
    ),
    orders=(
        Order(key="rank", title=_("by rank"), fields=(("rank", "asc"),)),
        Order(key="turnover", title=_("largest turnover first"), fields=(("turnover", "desc"),)),
        Order(key="last", title=_("last purchase first"), fields=(("last_on", "desc"),)),
    ),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below"),
        View(key="lost", title=_("To be won back"), query="f.sign=stopped&sort=last"),
        View(key="all", title=_("All customers"), query=""),
    ),
    filters=(
        BY_OWNER, Choice(key="abc", title=_("class by turnover"), quick=True, choices=ABC), IN_DEPARTMENT,
        Numbers(key="turnover", title=_("turnover"), unit=_("yuan")), Numbers(key="purchases", title=_("purchases")),
        Dates(key="last_on", title=_("last purchase")), Dates(key="first_on", title=_("first purchase")),
        Numbers(key="rank", title=_("rank")),
        Custom(key="sign", title=_("sign of loyalty"), meanings=(
            ("again", _("has bought again"), lambda _asked: _often_won()),
            ("intention", _("wants to buy again"), lambda _asked: Q(customer__in=OPEN.values("customer"))),
            ("stopped", _("bought before, not in the time"), lambda _asked: Q(purchases=0)),
        )),
    ),
    base=living,
    related=("customer", "customer__owner"),
    search=found_by,
    search_words=_("name, number, phone, pinyin initials"),
    list_url="classes:customers",
    row_url=page_of,
    next_step=False,
    peek=False,
    empty=_("Nobody has bought yet. Win an opportunity, then the turnover is reckoned."),
)
MOVES = Listing(
    key="class_moves",
    kind="classes.shift",
    title=_("Changes of class"),
    lead=CUSTOMER,
    columns=(
        Column(key="day", title=_("reckoned on"), value="run.day", format=Format.DATE, width=96),
        Column(key="before", title=_("from class"), value=lambda row: row.before or "—", width=72),
        Column(key="after", title=_("to class"), format=Format.CLASS, width=72),
        Column(key="turnover_before", title=_("turnover before"), unit=_("yuan"), format=Format.AMOUNT, width=128),
        Column(key="turnover", title=_("turnover"), unit=_("yuan"), format=Format.AMOUNT, width=128, total=True),
        Column(key="rank_before", title=_("rank before"), format=Format.NUMBER, width=88),
        Column(key="rank", title=_("rank"), format=Format.NUMBER, width=64),
        Column(key="held", title=_("kept by hand"), format=Format.YES_NO, width=88),
        OWNER,
    ),
    orders=(Order(key="largest", title=_("newest reckoning, largest turnover first"),
                  fields=(("run_id", "desc"), ("turnover", "desc"))),),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="up", title=_("Higher"), query="f.way=up"),
        View(key="down", title=_("Lower"), query="f.way=down"),
        View(key="all", title=pgettext_lazy("moves", "All"), query=""),
    ),
    filters=(
        BY_OWNER, Choice(key="run", title=_("reckoned on"), quick=True, choices=run_choices),
        Choice(key="after", title=_("to class"), quick=True, choices=ABC),
        Choice(key="before", title=_("from class"), choices=ABC),
        Custom(key="way", title=_("direction"), meanings=(
            ("up", _("higher"), lambda _asked: Q(before="B", after="A") | Q(before="C", after__in=("A", "B"))),
            ("down", _("lower"), lambda _asked: Q(before="B", after="C") | Q(before="A", after__in=("B", "C"))),
            ("first", _("for the first time"), lambda _asked: Q(before="")),
        )),
        YesNo(key="held", title=_("kept by hand")), IN_DEPARTMENT,
    ),
    base=living,
    related=("customer", "customer__owner", "run"),
    search=found_by,
    search_words=_("name, number, phone, pinyin initials"),
    list_url="classes:moves",
    row_url=page_of,
    next_step=False,
    peek=False,
    empty=_("No class has changed yet."),
)




OVERRIDES = Listing(
    key="class_overrides",
    kind="classes.override",
    title=_("Classes set by hand"),
    lead=CUSTOMER,
    columns=(
        Column(key="abc", title=_("class"), format=Format.CLASS, width=64),
        Column(key="instead_of", title=_("instead of"), value=lambda row: row.instead_of or "—", width=88),
        Column(key="reason", title=_("reason"), width=220),
        Column(key="until", title=_("until"), format=Format.DATE, width=96),
        Column(key="set_by", title=_("set by"), format=Format.PERSON, width=96),
        Column(key="set_at", title=_("set at"), format=Format.DATE, width=96, order="newest"),
        OWNER,
    ),
    orders=(Order(key="newest", title=_("newest first"), fields=(("set_at", "desc"),)),),
    views=(
        View(key="force", title=_("In force"), query="f.state=force"),
        View(key="all", title=pgettext_lazy("moves", "All"), query=""),
    ),
    filters=(
        BY_OWNER, Choice(key="abc", title=_("class"), quick=True, choices=ABC),
        Custom(key="state", title=_("state"), quick=True, meanings=(
            ("force", _("in force"), lambda _asked: Q(ended_at=None)),
            ("ended", _("ended"), lambda _asked: Q(ended_at__isnull=False)),
        )),
        Person(key="set_by", title=_("set by"), field="set_by"), Dates(key="until", title=_("until")),
    ),
    base=living,
    related=("customer", "customer__owner", "set_by"),
    search=found_by,
    search_words=_("name, number, phone, pinyin initials"),
    list_url="classes:overrides",
    row_url=page_of,
    next_step=False,
    peek=False,
    empty=_("No class is set by hand. Where the turnover does not tell all, set one on the customer's page and say why."),
)
LISTINGS = (STANDINGS, MOVES, OVERRIDES)

#: What the list of customers can be narrowed by, so that a saved view is a segment (F36, F42.3).
SEGMENTING = (
    Numbers(key="turnover_of_time", title=_("turnover of the time"), field="standing__turnover", unit=_("yuan")),
    Choice(key="by_turnover", title=_("class by turnover"), field="standing__abc", choices=ABC),
    Numbers(key="purchases", title=_("purchases"), field="standing__purchases"),
    Dates(key="last_purchase", title=_("last purchase"), field="standing__last_on"),
    YesNo(key="strategic", title=_("strategic customer")),
)

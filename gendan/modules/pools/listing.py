"""The lists of what lies in the pools and of what is about to come there, and the actions on many."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import queries as customer_queries
from gendan.modules.customers.models import ABC, Customer
from gendan.modules.customers.procedure import PROCEDURE, STANDING
from gendan.modules.pools import actions
from gendan.modules.pools.access import KIND
from gendan.modules.pools.forms import AssignForm, NothingForm
from gendan.modules.pools.models import Pool, Pooled
from gendan.modules.pools.page import masked_phone, stage_of
from gendan.ui.listing.declare import Bulk, Column, Format, Lead, Listing, Order, View
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Choice, Contains, Dates, Person

STAGES = [(state.key, state.title) for state in PROCEDURE.states if state.key in STANDING]


def pool_choices() -> list[tuple[int, str]]:
    """All pools."""
    return list(Pool.objects.values_list("pk", "name"))


def found_by(text: str) -> Q:
    """As a customer is found."""
    return Q(customer__in=Customer.objects.filter(customer_queries.text_condition(text)))


def lying(rows: QuerySet[Pooled]) -> QuerySet[Pooled]:
    """Only what nobody has taken yet."""
    return rows.filter(left_at=None)


POOLED = Listing(
    key="pools",
    kind=KIND,
    title=_("Public pool"),
    lead=Lead(title=_("customer"), value="customer.short_name", full="customer.name", badge="customer.abc"),
    columns=(
        Column(key="pool", title=_("public pool"), width=120),
        Column(key="entered_at", title=_("in the pool since"), format=Format.DATE, width=104, order="newest"),
        Column(key="reason", title=_("reason"), width=200),
        Column(key="former", title=_("former owner"), format=Format.PERSON, width=96),
        Column(key="stage", title=_("stood at"), value=stage_of, width=88),
        Column(key="last", title=_("last follow-up"), value="customer.last_activity_at", format=Format.DATE, width=96),
        Column(key="city", title=_("place"), value="customer.city", width=88),
        Column(key="industry", title=_("industry"), value="customer.industry", width=110),
        Column(key="phone", title=_("telephone"), value=masked_phone, format=Format.CODE, width=124),
        Column(key="source", title=_("source"), value="customer.get_source_display", width=96, default=False),
        Column(key="department", title=_("department"), width=110, default=False),
    ),
    orders=(Order(key="newest", title=_("newest first"), fields=(("entered_at", "desc"),)),),
    views=(
        View(key="all", title=_("All pools"), query=""),
        View(key="a", title=_("Class A"), query="f.abc=A"),
        View(key="mine", title=_("Was mine"), query="f.former=me"),
    ),
    filters=(
        Choice(key="pool", title=_("public pool"), quick=True, choices=pool_choices),
        Choice(key="abc", title=_("class"), field="customer__abc", quick=True, choices=ABC),
        Contains(key="city", title=_("place"), field="customer__city", quick=True),
        Person(key="former", title=_("former owner"), field="former"),
        Choice(key="why", title=_("how it came"), choices=Pooled.Why),
        Choice(key="stage", title=_("stood at"), choices=STAGES),
        Dates(key="entered_at", title=_("in the pool since")),
        Contains(key="industry", title=_("industry"), field="customer__industry"),
        Contains(key="province", title=_("province"), field="customer__province"),
    ),
    bulk=(
        Bulk(key="claim", title=_("Claim"), run=one_by_one(KIND, actions.claim, action="claim"), icon="user-plus",
             action="claim", form=NothingForm, question=_("They are yours then, and each asks for its next step.")),
        Bulk(key="assign", title=_("Assign"), run=one_by_one(KIND, actions.assign, action="assign"), icon="transfer",
             action="assign", form=AssignForm),
        Bulk(key="put_back", title=_("Return to the former owner"), run=one_by_one(KIND, actions.put_back, action="assign"),
             icon="arrow-back-up", action="assign", form=NothingForm),
    ),
    base=lying,
    related=("pool", "customer", "former", "department"),
    search=found_by,
    search_words=_("name, number, phone, pinyin initials"),
    list_url="pools:list",
    row_url=lambda row: reverse("pools:detail", args=[row.pk]),
    next_step=False,
    empty=_("Nothing lies in the pools. Rules and owners bring customers here."),
)

LEAVING = Listing(
    key="leaving",
    kind="pools.notice",
    title=_("Soon in the public pool"),
    lead=Lead(title=_("customer"), value="customer.short_name", full="customer.name", badge="customer.abc"),
    columns=(
        Column(key="goes_on", title=_("goes on"), format=Format.DATE, width=96, order="first"),
        Column(key="holder", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="rule", title=_("rule"), width=200),
        Column(key="pool", title=_("public pool"), width=120),
        Column(key="last", title=_("last follow-up"), value="customer.last_activity_at", format=Format.DATE, width=96),
        Column(key="next", title=_("next step"), value="customer.next_title", width=200),
    ),
    orders=(Order(key="first", title=_("the first to go"), fields=(("goes_on", "asc"),)),),
    views=(
        View(key="mine", title=_("Mine"), query="f.holder=me"),
        View(key="below", title=_("Mine and my people's"), query="f.holder=below"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="holder", title=_("owner"), field="holder", quick=True),
        Choice(key="pool", title=_("public pool"), quick=True, choices=pool_choices),
        Choice(key="abc", title=_("class"), field="customer__abc", choices=ABC),
    ),
    related=("customer", "holder", "rule", "pool"),
    search=found_by,
    search_words=_("name, number, phone, pinyin initials"),
    list_url="pools:leaving",
    row_url=lambda row: reverse("customers:detail", args=[row.customer_id]),
    next_step=False,
    peek=False,
    empty=_("No customer is about to go."),
)

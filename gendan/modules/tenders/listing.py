"""The list and the board of bids."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.tenders.access import KIND
from gendan.modules.tenders.procedure import BID, OPEN
from gendan.ui.listing.declare import Board, Column, Format, Lead, Listing, Order, View, among, urgency
from gendan.ui.listing.filters import Choice, Dates, NextStep, Numbers, Person, YesNo

RUNNING = among("state", *OPEN)

TENDERS = Listing(
    key="tenders",
    kind=KIND,
    title=_("Bids"),
    lead=Lead(title=_("tender"), value="name", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=150),
        Column(key="state", title=_("state"), format=Format.STATE, width=100),
        Column(key="round_no", title=_("round"), format=Format.NUMBER, width=64),
        Column(key="amount", title=_("amount"), unit=_("yuan"), format=Format.AMOUNT, width=120, total=True, order="amount"),
        Column(key="submit_on", title=_("quotation due on"), format=Format.DATE, width=104),
        Column(key="opportunity", title=_("opportunity"), value="opportunity.name", width=150, default=False),
        Column(key="mock_up", title=_("mock-up"), width=140, default=False),
        Column(key="lost_to", title=_("lost to"), width=110, default=False),
        Column(key="loss_reason", title=_("reason of the loss"), width=160, default=False),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="closed_on", title=_("closed on"), format=Format.DATE, width=96, default=False),
        Column(key="created_at", title=_("registered at"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")),
        Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
        Order(key="amount", title=_("amount, largest first"), fields=(("amount", "desc"),), nulls=True),
    ),
    views=(
        View(key="mine", title=_("Mine"), query=f"f.owner=me&{RUNNING}"),
        View(key="below", title=_("Mine and my people's"), query=f"f.owner=below&{RUNNING}"),
        View(key="quoted", title=pgettext_lazy("tender", "Quoted"), query=among("state", "quoted", "evaluated")),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in BID.states], quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="submit_on", title=_("quotation due on"), quick=True),
        Numbers(key="amount", title=_("amount"), unit=_("yuan")),
        YesNo(key="needs_mock_up", title=_("a mock-up is wanted")),
        Dates(key="closed_on", title=_("closed on")),
        NextStep(),
    ),
    board=Board(
        procedure="strategic_bid", second="customer.short_name", badge="customer.abc", amount="amount", date="submit_on",
        date_words=_("quotation due"),
    ),
    related=("customer", "owner", "opportunity", "mock_up", "lost_to", "case"),
    search=lambda text: Q(name__icontains=text) | Q(number__icontains=text) | Q(customer__short_name__icontains=text),
    search_words=_("name, number, customer"),
    list_url="tenders:list",
    empty=_("No bid yet. Register one on the page of a customer or an opportunity, long before the tender is put out."),
)

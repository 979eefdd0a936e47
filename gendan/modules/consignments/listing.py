"""The list of export consignments."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.consignments.access import KIND
from gendan.modules.consignments.procedure import CONSIGNMENT
from gendan.modules.consignments.words import UNDER_WAY, Freight
from gendan.ui.listing.declare import Board, Column, Format, Lead, Listing, Order, View, among, urgency
from gendan.ui.listing.filters import Choice, Dates, NextStep, Person

OPEN = among("state", *UNDER_WAY)

CONSIGNMENTS = Listing(
    key="consignments",
    kind=KIND,
    title=_("Export consignments"),
    lead=Lead(title=_("export consignment"), value="order.name", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="order", title=_("order"), value="order.number", format=Format.LINK, url=lambda row: f"/orders/{row.order_id}", width=110),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=130),
        Column(key="to_port", title=_("port of destination"), width=110),
        Column(key="vessel", title=_("vessel"), width=110),
        Column(key="sails_on", title=_("sails on"), format=Format.DATE, width=96, order="sailing"),
        Column(key="arrives_on", title=_("expected to arrive on"), format=Format.DATE, width=96),
        Column(key="bill_number", title=_("bill of lading"), format=Format.CODE, width=120),
        Column(key="freight", title=_("freight"), format=Format.CHOICE, width=90, default=False),
        Column(key="clerk", title=_("document clerk"), format=Format.PERSON, width=96),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="created_at", title=_("begun at"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")), Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
        Order(key="sailing", title=_("by the day of sailing"), fields=(("sails_on", "asc"),)),
    ),
    views=(
        View(key="open", title=_("Open"), query=OPEN),
        View(key="mine", title=_("Mine"), query=f"f.owner=me&{OPEN}"),
        View(key="booking", title=_("To be booked and loaded"), query=among("state", "booking", "booked")),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in CONSIGNMENT.states], quick=True),
        Choice(key="freight", title=_("freight"), choices=Freight),
        Person(key="owner", title=_("owner"), quick=True),
        Person(key="clerk", title=_("document clerk")),
        Dates(key="sails_on", title=_("sails on")),
        NextStep(),
    ),
    related=("owner", "case", "customer", "order", "clerk"),
    board=Board(procedure="consignment", columns=UNDER_WAY, title="order.name"),
    search=lambda text: (
        Q(number__icontains=text) | Q(order__number__icontains=text) | Q(order__customer_number__icontains=text) | Q(vessel__icontains=text)
        | Q(booking_number__icontains=text) | Q(container__icontains=text) | Q(bill_number__icontains=text)
    ),
    search_words=_("number, order, vessel, booking, container, bill of lading"),
    list_url="consignments:list",
    empty=_("No export consignment yet. One begins by itself with the notice of an export order."),
)

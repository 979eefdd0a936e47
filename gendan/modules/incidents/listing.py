"""The list of transport incidents, and of the notices to customers."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.incidents.access import INCIDENT as KIND
from gendan.modules.incidents.access import NOTICE as NOTICE_KIND
from gendan.modules.incidents.procedure import INCIDENT, NOTICE
from gendan.modules.incidents.words import Damage, Event, Mode
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View, among, urgency
from gendan.ui.listing.filters import Choice, Dates, NextStep, Person, YesNo

URGENT = urgency(title=_("next step, the urgent first"))
NEWEST = Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),))

INCIDENTS = Listing(
    key="incidents",
    kind=KIND,
    title=_("Transport incidents"),
    lead=Lead(title=_("transport incident"), value=str),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        Column(key="state", title=_("state"), format=Format.STATE, width=110),
        Column(key="event", title=_("what happened to it"), format=Format.CHOICE, width=100),
        Column(key="place", title=_("port or place"), width=110),
        Column(key="carrier", title=_("carrier"), width=130),
        Column(key="occurred_at", title=_("happened at"), format=Format.MOMENT, width=120),
        Column(key="insured", title=_("cargo insured"), format=Format.YES_NO, width=80),
        Column(key="policy", title=_("policy"), width=110, default=False),
        Column(key="damage", title=_("state of the goods"), format=Format.CHOICE, width=110),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="created_at", title=_("registered at"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(URGENT, NEWEST),
    views=(
        View(key="open", title=_("Open"), query=among("state", "noticed", "asked", "assessed")),
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in INCIDENT.states], quick=True),
        Choice(key="event", title=_("what happened to it"), choices=Event, quick=True),
        Choice(key="mode", title=_("travels on"), choices=Mode),
        Choice(key="damage", title=_("state of the goods"), choices=Damage),
        YesNo(key="insured", title=_("cargo insured")),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="occurred_at", title=_("happened at")),
        NextStep(),
    ),
    related=("owner", "case"),
    search=lambda text: Q(conveyance__icontains=text) | Q(number__icontains=text) | Q(carrier__icontains=text) | Q(place__icontains=text),
    search_words=_("vessel or plate, number, carrier, place"),
    list_url="incidents:list",
    create=("incidents:create", _("Report an incident")),
    empty=_("No incident on the way yet. Register the carrier's notice: all customers concerned are told at once."),
)

NOTICES = Listing(
    key="incident_notices",
    kind=NOTICE_KIND,
    title=_("Customers to be told"),
    lead=Lead(title=_("notice to a customer"), value=str, badge="customer.abc"),
    columns=(
        Column(key="customer", title=_("customer"), value="customer.short_name", width=150),
        Column(key="state", title=_("state"), format=Format.STATE, width=130),
        Column(key="told_at", title=pgettext_lazy("incident", "told at"), format=Format.MOMENT, width=120),
        Column(key="insured", title=_("customer is insured"), format=Format.YES_NO, width=90),
        Column(key="policy", title=_("policy"), width=110),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="created_at", title=_("registered at"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(URGENT, NEWEST),
    views=(
        View(key="untold", title=pgettext_lazy("incident", "Not told yet"), query="f.state=untold"),
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in NOTICE.states], quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="told_at", title=pgettext_lazy("incident", "told at")),
        NextStep(),
    ),
    related=("owner", "case", "customer", "incident"),
    search=lambda text: Q(customer__short_name__icontains=text) | Q(incident__conveyance__icontains=text) | Q(incident__number__icontains=text),
    search_words=_("customer, vessel or plate, number"),
    list_url="incidents:notices",
    empty=_("Nobody has to be told of an incident."),
)

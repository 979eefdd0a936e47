"""The lists of samples: the library, what customers asked for, and uniforms made to measure."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.money import Currency
from gendan.modules.samples.access import PROJECT as PROJECT_KIND
from gendan.modules.samples.access import REQUEST as REQUEST_KIND
from gendan.modules.samples.access import SAMPLE as KIND
from gendan.modules.samples.models import SampleKind
from gendan.modules.samples.procedure import LIBRARY, PROJECT, REQUEST
from gendan.modules.samples.words import Origin, Payer, UniformType
from gendan.ui.listing.declare import Board, Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Choice, Dates, NextStep, Person, YesNo

URGENT = urgency(title=_("next step, the urgent first"))
NEWEST = Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),))


def _states(procedure: Any) -> list[tuple[str, Any]]:
    return [(state.key, state.title) for state in procedure.states]


def kinds() -> list[tuple[int, str]]:
    """The product kinds of the library."""
    return list(SampleKind.objects.values_list("pk", "name"))


def _library_text(text: str) -> Q:
    return Q(name__icontains=text) | Q(number__icontains=text) | Q(specification__icontains=text) | Q(material__icontains=text)


LIBRARY_LIST = Listing(
    key="samples",
    kind=KIND,
    title=_("Sample library"),
    lead=Lead(title=_("sample"), value="name"),
    columns=(
        Column(key="number", title=_("sample number"), format=Format.CODE, width=120),
        Column(key="kind", title=_("product kind"), width=110),
        Column(key="state", title=_("state"), format=Format.STATE, width=100),
        Column(key="specification", title=_("specification"), width=160),
        Column(key="material", title=_("material"), width=120),
        Column(key="colour", title=pgettext_lazy("sample", "colour"), width=90),
        Column(key="quantity", title=_("pieces in the library"), format=Format.NUMBER, width=80),
        Column(key="place", title=_("where it lies"), width=110),
        Column(key="product", title=_("product"), width=140, default=False),
        Column(key="owner", title=_("sample-entry clerk"), format=Format.PERSON, width=100),
        Column(key="created_at", title=pgettext_lazy("sample", "entered at"), format=Format.DATE, width=96, order="newest"),
    ),
    orders=(NEWEST, URGENT),
    views=(
        View(key="listed", title=_("In the library"), query="f.state=listed"),
        View(key="entered", title=_("Being entered"), query="f.state=entered"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="kind", title=_("product kind"), choices=kinds, quick=True),
        Choice(key="state", title=_("state"), choices=_states(LIBRARY)),
        Person(key="owner", title=_("sample-entry clerk")),
        Dates(key="created_at", title=pgettext_lazy("sample", "entered at")),
    ),
    related=("kind", "product", "owner", "case"),
    search=_library_text,
    search_words=_("name, number, specification, material"),
    list_url="samples:list",
    next_step=False,
    empty=_("No sample yet. The system operator authorises a clerk, who then enters samples with pictures."),
)

REQUESTS = Listing(
    key="sample_requests",
    kind=REQUEST_KIND,
    title=_("Samples for customers"),
    lead=Lead(title=_("what is wanted"), value="what", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=150),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="origin", title=_("where it comes from"), format=Format.CHOICE, width=110),
        Column(key="due_on", title=_("sample due on"), format=Format.DATE, width=96),
        Column(key="round_no", title=_("round"), format=Format.NUMBER, width=64),
        Column(key="fee", title=_("sample fee"), value=lambda row: row.money(row.fee), width=100),
        Column(key="fee_cny", title=_("sample fee"), unit=_("yuan"), format=Format.AMOUNT, width=100, total=True, default=False),
        Column(key="fee_payer", title=_("fee paid by"), format=Format.CHOICE, width=90),
        Column(key="freight_payer", title=_("freight paid by"), format=Format.CHOICE, width=90, default=False),
        Column(key="batch", title=_("batch"), width=100, default=False),
        Column(key="maker", title=_("gives it out or makes it"), format=Format.PERSON, width=100),
        Column(key="accepted", title=_("quality of the lot accepted"), format=Format.YES_NO, width=90),
        Column(key="opportunity", title=_("opportunity"), value="opportunity.name", width=150, default=False),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="created_at", title=_("asked for"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(URGENT, NEWEST),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="decide", title=pgettext_lazy("sample", "Who pays?"), query="f.state=asked"),
        View(key="make", title=pgettext_lazy("sample", "To make or give out"), query="f.state=preparing"),
        View(key="sent", title=pgettext_lazy("sample", "With the customer"), query="f.state=sent"),
        View(key="objected", title=_("Objections"), query="f.state=objected"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=_states(REQUEST), quick=True),
        Choice(key="origin", title=_("where it comes from"), choices=Origin, quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Person(key="maker", title=_("gives it out or makes it"), field="maker"),
        Choice(key="fee_payer", title=_("fee paid by"), choices=Payer),
        Choice(key="currency", title=_("currency"), choices=Currency),
        Dates(key="due_on", title=_("sample due on")),
        Dates(key="created_at", title=_("asked for")),
        YesNo(key="accepted", title=_("quality of the lot accepted")),
        NextStep(),
    ),
    board=Board(
        procedure="sample_request", columns=("asked", "preparing", "ready", "sent", "objected", "confirmed"), title="what",
        second="customer.short_name", badge="customer.abc", amount="fee_cny", date="due_on", date_words=_("due"),
    ),
    related=("customer", "owner", "maker", "opportunity", "case"),
    search=lambda text: Q(what__icontains=text) | Q(number__icontains=text) | Q(customer__short_name__icontains=text),
    search_words=_("what is wanted, number, customer"),
    list_url="samples:requests",
    empty=_("Nobody has asked for a sample yet. Ask for one on the page of a customer or an opportunity."),
)

PROJECTS = Listing(
    key="uniforms",
    kind=PROJECT_KIND,
    title=_("Uniforms made to measure"),
    lead=Lead(title=_("project"), value="name", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=150),
        Column(key="product_type", title=_("uniform type"), format=Format.CHOICE, width=100),
        Column(key="state", title=_("state"), format=Format.STATE, width=130),
        Column(key="quantity", title=_("quantity"), format=Format.NUMBER, width=80),
        Column(key="price", title=_("price for one"), unit=_("yuan"), format=Format.AMOUNT, width=100),
        Column(key="amount", title=_("amount"), unit=_("yuan"), format=Format.AMOUNT, width=110, total=True),
        Column(key="unit_cost", title=_("cost of one"), unit=_("yuan"), format=Format.AMOUNT, width=100, mask="unit_cost", default=False),
        Column(key="sample_due_on", title=_("sample due on"), format=Format.DATE, width=96),
        Column(key="needed_on", title=_("needed on"), format=Format.DATE, width=96),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="created_at", title=_("begun on"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(URGENT, NEWEST),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="product_type", title=_("uniform type"), choices=UniformType, quick=True),
        Choice(key="state", title=_("state"), choices=_states(PROJECT), quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="needed_on", title=_("needed on")),
        NextStep(),
    ),
    board=Board(procedure="made_to_measure", second="customer.short_name", badge="customer.abc", date="needed_on", date_words=_("needed")),
    related=("customer", "owner", "case"),
    search=lambda text: Q(name__icontains=text) | Q(number__icontains=text) | Q(customer__short_name__icontains=text),
    search_words=_("name, number, customer"),
    list_url="samples:projects",
    empty=_("No uniforms yet. Begin with the need talk on the page of a customer or an opportunity."),
)

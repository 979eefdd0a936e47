"""The lists of care."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.access import OCCASION as KIND
from gendan.modules.care.procedure import OCCASION
from gendan.modules.care.words import Colour
from gendan.modules.customers.models import ABC
from gendan.ui.listing.declare import Column, Empty, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Choice, Dates, NextStep, Person

OCCASIONS = Listing(
    key="care",
    kind=KIND,
    title=_("Days to remember"),
    lead=Lead(title=pgettext_lazy("care", "occasion"), value="title"),
    columns=(
        Column(key="on", title=pgettext_lazy("care", "on"), format=Format.DATE, width=96, order="days"),
        Column(key="colour", title=_("care colour"), format=Format.CHOICE, width=72),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=160),
        Column(key="state", title=_("state"), format=Format.STATE, width=90),
        Column(key="gift", title=_("planned gift"), width=140),
        Column(key="budget", title=_("budget"), unit=_("yuan"), format=Format.AMOUNT, width=90),
        Column(key="outcome", title=_("what was done"), width=180),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")),
        Order(key="days", title=_("by day"), fields=(("on", "asc"),)),
    ),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me&f.state=ahead"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.state=ahead"),
        View(key="missed", title=pgettext_lazy("care", "Missed"), query="f.state=missed"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="colour", title=_("care colour"), choices=Colour, quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="on", title=pgettext_lazy("care", "on"), quick=True),
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in OCCASION.states]),
        Choice(key="abc", title=_("class"), field="customer__abc", choices=ABC),
        NextStep(),
    ),
    related=("customer", "owner", "case"),
    list_url="care:list",
    empty=Empty(
        nothing=_("No day to remember is near. Write birthdays and anniversaries down on the page of a customer."),
        hidden=_("Nothing matches these conditions."),
    ),
)

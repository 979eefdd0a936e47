"""The list of requests."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.privacy.access import KIND
from gendan.modules.privacy.models import What
from gendan.modules.privacy.procedure import REQUEST
from gendan.ui.listing.declare import Column, Format, Lead, Listing, View, urgency
from gendan.ui.listing.filters import Choice, NextStep, Person

REQUESTS = Listing(
    key="privacy",
    kind=KIND,
    title=_("Requests about personal data"),
    lead=Lead(title=_("customer"), value="customer.short_name", full="customer.name"),
    columns=(
        Column(key="number", title=_("number"), width=110),
        Column(key="contact", title=_("contact"), value="contact.name", width=110),
        Column(key="what", title=_("asks for"), format=Format.CHOICE, width=110),
        Column(key="state", title=_("state"), format=Format.STATE, width=130),
        Column(key="asked_on", title=_("asked on"), format=Format.DATE, width=96),
        Column(key="answer_by", title=_("to be answered by"), format=Format.DATE, width=96),
        Column(key="answered_at", title=_("answered at"), format=Format.DATE, width=96),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
    ),
    orders=(urgency(title=_("next step, the urgent first")),),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="approval", title=pgettext_lazy("request", "To be approved"), query="f.state=approval"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("owner"), quick=True),
        Choice(key="what", title=_("asks for"), choices=What.choices, quick=True),
        Choice(key="state", title=_("state"), choices=[(one.key, one.title) for one in REQUEST.states], quick=True), NextStep(),
    ),
    related=("customer", "contact", "owner", "case"),
    list_url="privacy:list",
    empty=_("Nobody has asked yet. A request is written down on the page of the person, beside the contact."),
)

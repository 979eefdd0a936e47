"""The lists of care."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.access import AFTER as AFTER_KIND
from gendan.modules.care.access import GIFT as GIFT_KIND
from gendan.modules.care.access import OCCASION as KIND
from gendan.modules.care.access import REFERRAL as REFERRAL_KIND
from gendan.modules.care.access import SURVEY as SURVEY_KIND
from gendan.modules.care.procedure import AFTER_SALE, GIFT, OCCASION, REFERRAL, SURVEY
from gendan.modules.care.words import Colour, GiftKind
from gendan.modules.customers.models import ABC
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View, among, urgency
from gendan.ui.listing.filters import Choice, Dates, NextStep, Numbers, Person

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
    empty=_("No day to remember is near. Write birthdays and anniversaries down on the page of a customer."),
)

GIFTS = Listing(
    key="gifts",
    kind=GIFT_KIND,
    title=_("Gift register"),
    lead=Lead(title=pgettext_lazy("gift", "what"), value="what"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        Column(key="contact", title=_("receiver"), value="contact.name", width=90),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=150),
        Column(key="kind", title=pgettext_lazy("gift", "kind"), format=Format.CHOICE, width=90),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="cost", title=_("cost"), unit=_("yuan"), format=Format.AMOUNT, width=90, total=True),
        Column(key="spent", title=_("really spent"), unit=_("yuan"), format=Format.AMOUNT, width=90, total=True),
        Column(key="given_on", title=_("given on"), format=Format.DATE, width=90),
        Column(key="reason", title=_("reason"), width=170),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=90),
        Column(key="created_at", title=_("asked for"), format=Format.DATE, width=90, order="newest", default=False),
    ),
    orders=(
        Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
        urgency(title=_("next step, the urgent first")),
    ),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="open", title=_("Not yet given"), query=among("state", "asked", "asked_large", "asked_cash", "agreed", "payable")),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="kind", title=pgettext_lazy("gift", "kind"), choices=GiftKind, quick=True),
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in GIFT.states], quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="given_on", title=_("given on")),
        Dates(key="created_at", title=_("asked for")),
        NextStep(),
    ),
    related=("customer", "contact", "owner", "case"),
    list_url="care:gifts",
    empty=_("Nothing was given yet. Ask for a gift on the page of a customer."),
)

REFERRALS = Listing(
    key="referrals",
    kind=REFERRAL_KIND,
    title=_("Referrals"),
    lead=Lead(title=_("introduced"), value="introduced_name"),
    columns=(
        Column(key="contact", title=_("introducer"), value="contact.name", width=96),
        Column(key="customer", title=_("introducer's company"), value="customer.short_name", width=150),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="introduced_on", title=_("introduced on"), format=Format.DATE, width=96),
        Column(key="introduced", title=_("became the customer"), value="introduced.short_name", width=150),
        Column(key="opportunity", title=_("opportunity"), value="opportunity.name", width=150),
        Column(key="rewarded_on", title=_("rewarded on"), format=Format.DATE, width=96),
        Column(key="claimed_late", title=_("claimed afterwards"), format=Format.YES_NO, width=90),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
    ),
    orders=(urgency(title=_("next step, the urgent first")),),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="reward", title=pgettext_lazy("referral", "Reward due"), query="f.state=reward"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in REFERRAL.states], quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="introduced_on", title=_("introduced on")),
        NextStep(),
    ),
    related=("customer", "contact", "introduced", "opportunity", "owner", "case"),
    list_url="care:referrals",
    empty=_("Nobody has introduced anybody yet. Ask satisfied customers, and note the name on their page."),
)

AFTER_SALES = Listing(
    key="after_sales",
    kind=AFTER_KIND,
    title=_("Care after a sale"),
    lead=Lead(title=pgettext_lazy("after sale", "what was sold"), value="sold"),
    columns=(
        Column(key="customer", title=_("customer"), value="customer.short_name", width=150),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="visit_on", title=_("visit planned for"), format=Format.DATE, width=104),
        Column(key="visited_on", title=_("visited on"), format=Format.DATE, width=104),
        Column(key="score", title=_("how satisfied, 1 to 5"), format=Format.NUMBER, width=84),
        Column(key="doubts", title=_("doubts they had"), width=180),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
    ),
    orders=(urgency(title=_("next step, the urgent first")),),
    views=(View(key="mine", title=_("Mine"), query="f.owner=me"), View(key="all", title=_("All"), query="")),
    filters=(
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in AFTER_SALE.states], quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="visit_on", title=_("visit planned for")),
        NextStep(),
    ),
    related=("customer", "opportunity", "owner", "case"),
    list_url="care:after_sales",
    empty=_("No sale to care for yet. A visit is planned by itself when an opportunity is won or an order delivered."),
)

SURVEYS = Listing(
    key="surveys",
    kind=SURVEY_KIND,
    title=_("Satisfaction surveys"),
    lead=Lead(title=_("customer"), value="customer.short_name", full="customer.name", badge="customer.abc"),
    columns=(
        Column(key="state", title=_("state"), format=Format.STATE, width=110),
        Column(key="ask_by", title=_("ask by"), format=Format.DATE, width=100),
        Column(key="score", title=_("how satisfied, 1 to 5"), format=Format.NUMBER, width=96),
        Column(key="wishes", title=_("what should be better"), width=220),
        Column(key="contact", title=_("who answered"), value="contact.name", width=90, default=False),
        Column(key="answered_at", title=_("answered at"), format=Format.MOMENT, width=110),
        Column(key="online", title=_("answered over the link"), format=Format.YES_NO, width=96, default=False),
        Column(key="owner", title=_("who asks"), format=Format.PERSON, width=96),
    ),
    orders=(urgency(title=_("next step, the urgent first")),),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me&f.state=asking"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.state=asking"),
        View(key="unhappy", title=_("Not satisfied"), query="f.score=..3"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=[(state.key, state.title) for state in SURVEY.states], quick=True),
        Person(key="owner", title=_("who asks"), quick=True),
        Numbers(key="score", title=_("how satisfied, 1 to 5")),
        Dates(key="answered_at", title=_("answered at")),
        Choice(key="abc", title=_("class"), field="customer__abc", choices=ABC),
        NextStep(),
    ),
    related=("customer", "contact", "owner", "case"),
    list_url="care:surveys",
    empty=_("Nobody is to be asked now. The clock begins surveys as often as the class of a customer asks for it."),
)

"""The list and the board of quotations, and what is done with many of them."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.money import Currency, shown
from gendan.modules.quotes import actions
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.forms import AssignForm, SendForm
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.procedure import QUOTE
from gendan.modules.quotes.words import Enquiry, Market
from gendan.spine.procedures import engine
from gendan.ui.listing.declare import Board, Bulk, Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked, Choice, Custom, Dates, InDepartment, NextStep, Numbers, Person, YesNo

STATES = [(state.key, state.title) for state in QUOTE.states]
RUNNING = ("draft", "approval", "approved", "sent", "cut", "reply")


def repeat(quote: Quote, *, actor: Any, now: Any, **data: Any) -> None:
    """Send the same once more (F06.3)."""
    engine.perform(quote, "repeat", actor=actor, data=data, now=now)


def _waiting_for_me(asked: Asked) -> Q:
    return Q(state__in=("approval", "cut"), approver=asked.user)


def _ends_soon(asked: Asked) -> Q:
    return Q(state="sent", valid_until__lte=asked.today + timedelta(days=7))


def _money(row: Quote) -> str:
    return shown(row.amount, row.currency)


QUOTES = Listing(
    key="quotes",
    kind=KIND,
    title=_("Quotations"),
    lead=Lead(title=_("quotation"), value="name", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=118),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=140,
               url=lambda row: f"/customers/{row.customer_id}", format=Format.LINK),
        Column(key="state", title=_("state"), format=Format.STATE, width=104),
        Column(key="amount", title=_("amount"), value=_money, width=124),
        Column(key="amount_cny", title=_("amount"), unit=_("yuan"), format=Format.AMOUNT, width=110, total=True, order="amount"),
        Column(key="margin_percent", title=_("margin, percent"), format=Format.NUMBER, width=96, mask="margin_percent"),
        Column(key="enquired_at", title=_("enquiry received"), format=Format.MOMENT, width=110, order="newest"),
        Column(key="same_day", title=_("sent the same day"), format=Format.YES_NO, width=88),
        Column(key="valid_until", title=_("valid until"), format=Format.DATE, width=96, order="valid"),
        Column(key="round", title=pgettext_lazy("quote", "round"), format=Format.NUMBER, width=64),
        Column(key="repeats", title=_("repeated"), format=Format.NUMBER, width=72),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="approver", title=_("decides on the price"), format=Format.PERSON, width=110, default=False),
        Column(key="market", title=_("market"), format=Format.CHOICE, width=72, default=False),
        Column(key="enquiry", title=_("enquiry by"), format=Format.CHOICE, width=96, default=False),
        Column(key="first_sent_at", title=_("price first sent"), format=Format.MOMENT, width=110, default=False),
        Column(key="last_sent_at", title=_("last sent"), format=Format.MOMENT, width=110, default=False),
        Column(key="answer", title=_("the customer's words"), width=180, default=False),
        Column(key="department", title=_("department"), width=110, default=False),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")),
        Order(key="newest", title=_("newest first"), fields=(("enquired_at", "desc"),)),
        Order(key="amount", title=_("amount, largest first"), fields=(("amount_cny", "desc"),)),
        Order(key="valid", title=_("valid until"), fields=(("valid_until", "asc"),), nulls=True),
    ),
    views=(
        View(key="mine", title=_("My quotations"), query="f.owner=me&f.phase=running"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.phase=running"),
        View(key="decide", title=_("I decide on the price"), query="f.attention=mine"),
        View(key="sent", title=_("With the customer"), query="f.state=sent"),
        View(key="late", title=_("Not sent the same day"), query="f.same_day=no"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("owner"), quick=True),
        Custom(
            key="phase", title=_("phase"), quick=True,
            meanings=(
                ("running", pgettext_lazy("quotes", "running"), lambda _asked: Q(state__in=RUNNING)),
                ("accepted", pgettext_lazy("quotes", "accepted"), lambda _asked: Q(state="accepted")),
                ("ended", pgettext_lazy("quotes", "ended without an order"),
                 lambda _asked: Q(state__in=("declined", "expired", "withdrawn"))),
            ),
        ),
        Choice(key="state", title=_("state"), quick=True, choices=STATES),
        NextStep(quick=True),
        Custom(
            key="attention", title=_("wants attention"),
            meanings=(
                ("mine", _("I decide on the price"), _waiting_for_me),
                ("soon", _("no longer valid within a week"), _ends_soon),
            ),
        ),
        YesNo(key="same_day", title=_("sent the same day")),
        Choice(key="market", title=_("market"), choices=Market),
        Choice(key="currency", title=_("currency"), choices=Currency),
        Choice(key="enquiry", title=_("enquiry by"), choices=Enquiry),
        InDepartment(key="department", title=_("department")),
        Dates(key="enquired_at", title=_("enquiry received")),
        Dates(key="valid_until", title=_("valid until")),
        Numbers(key="amount_cny", title=_("amount"), unit=_("yuan")),
        Numbers(key="repeats", title=_("repeated")),
        Choice(key="customer_abc", title=_("customer class"), field="customer__abc", choices=[("A", "A"), ("B", "B"), ("C", "C")]),
    ),
    bulk=(
        Bulk(key="assign", title=_("Hand over"), icon="transfer", action="assign", form=AssignForm,
             run=one_by_one(KIND, actions.assign_quote, action="assign")),
        Bulk(key="repeat", title=_("Repeat the quotation"), icon="repeat", form=SendForm, run=one_by_one(KIND, repeat),
             question=_("The same prices once more; each is counted.")),
    ),
    board=Board(
        procedure="quote", columns=(*RUNNING, "accepted", "declined"), second="customer.short_name", badge="customer.abc",
        amount="amount_cny", date="valid_until", date_words=_("valid until"),
    ),
    related=("customer", "owner", "department", "case", "approver"),
    search=lambda text: Q(name__icontains=text) | Q(number__istartswith=text) | Q(customer__name__icontains=text),
    search_words=_("what is quoted, number, customer"),
    list_url="quotes:list",
    create=("quotes:create", _("New quotation")),
    empty=_("No quotation yet. Enter the first enquiry: the price is due by the end of the same day."),
)

"""The lists of returns, of desk days, of returns at the desk (the list of quality returns too), of complaints and wanted goods."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.returns import access
from gendan.modules.returns.procedure import DAY, DESK, RETURN, VOICE, WANTED
from gendan.modules.returns.words import Condition, DeskKind, DeskReason, Fault, Goods, Inspection, Place, Size, Wish
from gendan.ui.listing.declare import Board, Column, Format, Lead, Listing, Order, View, among, urgency
from gendan.ui.listing.filters import Choice, Contains, Dates, NextStep, Person, YesNo

URGENT = urgency(title=_("next step, the urgent first"))
NEWEST = Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),))


def _states(procedure: Any) -> list[tuple[str, Any]]:
    return [(state.key, state.title) for state in procedure.states]



STATE = Column(key="state", title=_("state"), format=Format.STATE, width=120)
OWNER = Column(key="owner", title=_("owner"), format=Format.PERSON, width=96)
NUMBER = Column(key="number", title=_("number"), format=Format.CODE, width=110)

RETURNS = Listing(
    key="returns",
    kind=access.RETURN,
    title=_("Returns"),
    lead=Lead(title=_("returned goods"), value="what", badge="customer.abc"),
    columns=(
        NUMBER,
        Column(key="customer", title=_("customer"), value="customer.short_name", width=140),
        STATE,
        Column(key="quantity", title=_("quantity"), format=Format.NUMBER, width=80),
        Column(key="size", title=_("return type"), format=Format.CHOICE, width=80),
        Column(key="inspection", title=_("inspection"), format=Format.CHOICE, width=100),
        Column(key="defect_rate", title=_("defect rate, percent"), format=Format.NUMBER, width=90),
        Column(key="fault", title=_("whose fault"), format=Format.CHOICE, width=90),
        Column(key="wish", title=_("what the customer wants"), format=Format.CHOICE, width=90),
        Column(key="promised_on", title=_("promised for"), format=Format.DATE, width=90),
        Column(key="reason", title=_("why they come back"), width=160, default=False),
        Column(key="order", title=_("order"), value="order.number", width=110, default=False),
        Column(key="batch", title=_("batch"), width=100, default=False),
        Column(key="report_number", title=_("inspection report"), format=Format.CODE, width=110, default=False),
        Column(key="amount", title=_("refund"), unit=_("yuan"), format=Format.AMOUNT, width=100, total=True, default=False),
        Column(key="keep_until", title=_("kept until"), format=Format.DATE, width=96, default=False),
        OWNER,
        Column(key="created_at", title=_("registered at"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(URGENT, NEWEST),
    views=(
        View(key="open", title=_("Open"), query=among("state", "announced", "received", "isolated", "inspected", "contacting", "asking", "carrying")),
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="isolate", title=_("To be isolated"), query=among("state", "announced", "received")),
        View(key="inspect", title=_("To be inspected"), query=among("state", "isolated", "inspected")),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=_states(RETURN), quick=True),
        Choice(key="fault", title=_("whose fault"), choices=Fault, quick=True),
        Choice(key="size", title=_("return type"), choices=Size),
        Choice(key="inspection", title=_("inspection"), choices=Inspection),
        Choice(key="wish", title=_("what the customer wants"), choices=Wish),
        Choice(key="goods", title=_("what became of the goods"), choices=Goods),
        Contains(key="cause", title=_("cause")),
        Contains(key="batch", title=_("batch")),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="created_at", title=_("registered at")),
        Dates(key="promised_on", title=_("promised for")),
        Dates(key="keep_until", title=_("kept until")),
        NextStep(),
    ),
    board=Board(
        procedure=RETURN.key, columns=("announced", "received", "isolated", "inspected", "contacting", "asking", "carrying"), title="what",
        second="customer.short_name", badge="customer.abc", date="promised_on", date_words=_("due"),
    ),
    related=("customer", "owner", "order", "case"),
    search=lambda text: Q(what__icontains=text) | Q(number__icontains=text) | Q(batch__icontains=text) | Q(customer__short_name__icontains=text),
    search_words=_("goods, number, batch, customer"),
    list_url="returns:list",
    empty=_("Nothing has come back yet. Register a return on the page of a customer, an order or a complaint."),
)

DAYS = Listing(
    key="desk_days",
    kind=access.DAY,
    title=_("Days of the service desk"),
    lead=Lead(title=_("desk day"), value=str),
    columns=(
        STATE,
        Column(key="signed_in_at", title=_("signed in at"), format=Format.MOMENT, width=120),
        Column(key="in_time", title=_("signed in in time"), format=Format.YES_NO, width=80),
        Column(key="float_start", title=_("float at opening"), format=Format.AMOUNT, width=100),
        Column(key="float_end", title=_("float before closing"), format=Format.AMOUNT, width=100),
        Column(key="end_difference", title=_("difference of the float"), format=Format.AMOUNT, width=100),
        Column(key="slips_total", title=_("total of the slips"), format=Format.AMOUNT, width=100, total=True),
        Column(key="system_total", title=_("total in gendan"), format=Format.AMOUNT, width=100, total=True),
        Column(key="total_reason", title=_("why the totals differ"), width=160),
        OWNER,
    ),
    orders=(Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),),
    views=(View(key="all", title=_("All"), query=""), View(key="open", title=_("Not closed"), query=among("state", "preparing", "checking", "float", "open", "counted"))),
    filters=(
        Choice(key="state", title=_("state"), choices=_states(DAY), quick=True), Dates(key="day", title=_("day"), quick=True),
        Person(key="owner", title=_("owner")), YesNo(key="in_time", title=_("signed in in time")),
    ),
    related=("owner", "department", "case"),
    list_url="returns:days",
    create=("returns:sign_in", _("Sign in at the desk")),
    next_step=False,
    empty=_("Nobody has signed in at a service desk yet. Whoever works there signs in ten minutes before it opens."),
)

DESKS = Listing(
    key="desk_returns",
    kind=access.DESK,
    title=_("Returns at the service desk"),
    lead=Lead(title=_("goods"), value="goods"),
    columns=(
        NUMBER,
        Column(key="receipt", title=_("receipt"), format=Format.CODE, width=110),
        STATE,
        Column(key="kind", title=_("what is done"), format=Format.CHOICE, width=80),
        Column(key="reason", title=_("reason"), format=Format.CHOICE, width=110),
        Column(key="quantity", title=_("quantity"), format=Format.NUMBER, width=64),
        Column(key="amount", title=_("amount"), unit=_("yuan"), format=Format.AMOUNT, width=96, total=True),
        Column(key="inspector", title=_("inspector"), format=Format.PERSON, width=90),
        Column(key="condition", title=_("condition"), format=Format.CHOICE, width=80),
        Column(key="finding", title=_("finding"), width=140, default=False),
        Column(key="in_time", title=_("within the five minutes"), format=Format.YES_NO, width=80),
        Column(key="sorted_to", title=_("goods went"), format=Format.CHOICE, width=110),
        OWNER,
        Column(key="created_at", title=_("registered at"), format=Format.MOMENT, width=110, order="newest"),
    ),
    orders=(NEWEST, URGENT),
    views=(
        View(key="open", title=_("Open"), query=among("state", "requested", "inspected", "supervisor", "approved", "paid")),
        View(key="quality", title=_("List of quality returns"), query="f.sorted_to=list"),
        View(key="shelf", title=_("Back on the shelf"), query="f.sorted_to=shelf"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=_states(DESK), quick=True),
        Choice(key="reason", title=_("reason"), choices=DeskReason, quick=True),
        Choice(key="kind", title=_("what is done"), choices=DeskKind),
        Choice(key="condition", title=_("condition"), choices=Condition),
        Choice(key="sorted_to", title=_("goods went"), choices=Place),
        YesNo(key="in_time", title=_("within the five minutes")),
        Person(key="owner", title=_("owner")),
        Dates(key="created_at", title=_("registered at"), quick=True),
        NextStep(),
    ),
    related=("owner", "inspector", "case"),
    search=lambda text: Q(goods__icontains=text) | Q(receipt__icontains=text) | Q(number__icontains=text) | Q(phone__icontains=text),
    search_words=_("goods, receipt, number, telephone"),
    list_url="returns:desk",
    create=("returns:desk_new", _("Take goods back")),
    empty=_("Nothing has come back to the desk yet."),
)


def _of_desk(key: str, kind: str, title: Any, lead: Any, procedure: Any, empty: Any) -> Listing:
    return Listing(
        key=key, kind=kind, title=title, lead=Lead(title=lead, value=str),
        columns=(
            STATE, Column(key="name", title=_("customer's name"), width=100), Column(key="phone", title=_("telephone"), format=Format.PHONE, width=120),
            OWNER, Column(key="created_at", title=_("registered at"), format=Format.MOMENT, width=110, order="newest"),
        ),
        orders=(URGENT, NEWEST),
        views=(View(key="all", title=_("All"), query=""), View(key="mine", title=_("Mine"), query="f.owner=me")),
        filters=(
            Choice(key="state", title=_("state"), choices=_states(procedure), quick=True), Person(key="owner", title=_("owner")),
            Dates(key="created_at", title=_("registered at")), NextStep(),
        ),
        related=("owner", "case"), list_url=f"returns:{key}", empty=empty,
    )


VOICES = _of_desk("voices", access.VOICE, _("Complaints at the desk"), _("complaint"), VOICE, _("Nobody has complained at the desk."))
WANTS = _of_desk("wanted", access.WANTED, _("Wanted goods"), _("wanted goods"), WANTED, _("Nobody has asked for goods that are not there."))
LISTINGS = (RETURNS, DAYS, DESKS, VOICES, WANTS)

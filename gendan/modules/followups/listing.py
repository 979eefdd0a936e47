"""The lists of follow-ups and of promises."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.followups.models import Attitude, Result, Way
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Choice, Custom, Dates, InDepartment, NextStep, Person
from gendan.ui.records import record_url

FOLLOWUPS = Listing(
    key="followups",
    kind="followups.activity",
    title=_("Follow-ups"),
    lead=Lead(title=_("customer"), value="customer.short_name", badge="customer.abc"),
    columns=(
        Column(key="at", title=_("when"), format=Format.MOMENT, width=120, order="newest"),
        Column(key="way", title=_("way"), format=Format.CHOICE, width=72),
        Column(key="text", title=_("what happened"), width=320),
        Column(key="result", title=_("result"), format=Format.CHOICE, width=96),
        Column(key="contact", title=_("contact"), value="contact.name", width=88),
        Column(key="attempt", title=_("attempt"), format=Format.NUMBER, width=64),
        Column(key="seconds", title=_("seconds"), format=Format.NUMBER, width=72, default=False),
        Column(key="attitude", title=_("attitude"), format=Format.CHOICE, width=80, default=False),
        Column(key="record_title", title=_("about"), width=160),
        Column(key="owner", title=_("who"), format=Format.PERSON, width=96),
    ),
    orders=(Order(key="newest", title=_("newest first"), fields=(("at", "desc"),)),),
    views=(
        View(key="mine", title=_("My follow-ups"), query="f.owner=me"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below"),
        View(key="today", title=_("Today"), query="f.owner=below&f.at=today"),
        View(key="unreached", title=_("Not reached"), query="f.owner=below&f.outcome=unreached"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("who"), quick=True),
        Choice(key="way", title=_("way"), quick=True, choices=Way),
        Dates(key="at", title=_("when"), quick=True, ranges=("today", "this_week", "last_week", "this_month",
                                                             "last_month", "last_30_days")),
        Choice(key="result", title=_("result"), choices=Result),
        Choice(key="attitude", title=_("attitude"), choices=Attitude),
        InDepartment(key="department", title=_("department")),
        Custom(key="outcome", title=_("outcome"), meanings=(
            ("unreached", _("not reached"),
             lambda _asked: Q(result__in=("not_in", "out", "in_meeting", "wrong_number", "no_answer"))),
            ("no_next", _("without next step"), lambda _asked: ~Q(no_next_reason="")),
        )),
    ),
    related=("customer", "contact", "owner"),
    search=lambda text: Q(text__icontains=text) | Q(customer__name__icontains=text),
    search_words=_("what was said, customer"),
    row_url=lambda row: record_url("customers.customer", row.customer_id),
    list_url="followups:list",
    next_step=False,
    peek=False,
    empty=_("No follow-up yet. Open a customer and write what was said and what comes next."),
)

PROMISES = Listing(
    key="promises",
    kind="followups.promise",
    title=_("Promised answers"),
    lead=Lead(title=_("customer"), value="customer.short_name", badge="customer.abc"),
    columns=(
        Column(key="question", title=_("open question"), width=320),
        Column(key="due_at", title=_("answer promised for"), format=Format.MOMENT, width=120, order="due"),
        Column(key="state", title=_("state"), format=Format.STATE, width=88),
        Column(key="owner", title=_("who"), format=Format.PERSON, width=96),
        Column(key="answer", title=_("answer"), width=240),
        Column(key="answered_at", title=_("answered at"), format=Format.MOMENT, width=120, default=False),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")),
        Order(key="due", title=_("promised for"), fields=(("due_at", "asc"),)),
    ),
    views=(
        View(key="mine", title=_("Mine, open"), query="f.owner=me&f.phase=open"),
        View(key="below", title=_("Mine and my people's, open"), query="f.owner=below&f.phase=open"),
        View(key="broken", title=_("Broken"), query="f.phase=broken"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("who"), quick=True),
        Custom(key="phase", title=_("state"), quick=True, meanings=(
            ("open", pgettext_lazy("promise", "open"), lambda _asked: Q(state_kind="open")),
            ("kept", _("kept"), lambda _asked: Q(kept=True)),
            ("broken", _("broken"), lambda asked: Q(kept=False) | Q(state_kind="open", due_at__lt=asked.now)),
        )),
        NextStep(quick=True),
        Dates(key="due_at", title=_("answer promised for")),
    ),
    related=("customer", "owner", "case"),
    search=lambda text: Q(question__icontains=text) | Q(customer__name__icontains=text),
    search_words=_("question, customer"),
    list_url="followups:promises",
    empty=_("No promise is open. A question that cannot be answered at once gets a date, with the follow-up."),
)

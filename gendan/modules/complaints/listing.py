"""The lists of complaints and of other calls, and the board of complaints."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.access import ENQUIRY as ENQUIRY_KIND
from gendan.modules.complaints.procedure import COMPLAINT, ENQUIRY
from gendan.modules.complaints.words import Channel, Fault, Grade, Klass, Location, Matter
from gendan.ui.listing.declare import Board, Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Asked, Choice, Custom, Dates, InDepartment, NextStep, Person, YesNo

URGENT = urgency(title=_("next step, the urgent first"))
NEWEST = Order(key="newest", title=_("newest first"), fields=(("received_at", "desc"),))


def _states(procedure: Any) -> list[tuple[str, Any]]:
    return [(state.key, state.title) for state in procedure.states]


def _unanswered_late(asked: Asked) -> Q:
    return Q(state_kind="open", responded_at=None, respond_due_at__lt=asked.now)


def _customer(width: int = 150) -> Column:
    return Column(key="customer", title=_("customer"), value="customer.short_name", width=width)


COMPLAINTS = Listing(
    key="complaints",
    kind=KIND,
    title=_("Complaints"),
    lead=Lead(title=_("what it is about"), value="subject", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=116),
        _customer(),
        Column(key="klass", title=pgettext_lazy("complaint", "class"), format=Format.CHOICE, width=110),
        Column(key="grade", title=_("grade"), format=Format.CHOICE, width=112),
        Column(key="is_major", title=_("major"), format=Format.YES_NO, width=64),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="respond_due_at", title=_("answer due"), format=Format.DATE, width=96),
        Column(key="fault", title=_("whose fault"), format=Format.CHOICE, width=90),
        Column(key="channel", title=_("channel"), format=Format.CHOICE, width=90, default=False),
        Column(key="responsible_department", title=_("responsible department"), width=110),
        Column(key="product", title=_("product"), width=130, default=False),
        Column(key="batch", title=_("batch"), width=90, default=False),
        Column(key="complainant_name", title=_("complainant"), width=90, default=False),
        Column(key="outcome_score", title=_("satisfied with the outcome"), format=Format.NUMBER, width=80, default=False),
        Column(key="reopened_times", title=_("reopened"), format=Format.NUMBER, width=64, default=False),
        Column(key="cost_cny", title=_("cost"), unit=_("yuan"), format=Format.AMOUNT, width=100, mask="cost_cny", total=True, default=False),
        Column(key="owner", title=_("handler"), format=Format.PERSON, width=96),
        Column(key="received_at", title=_("received at"), format=Format.DATE, width=96, order="newest"),
    ),
    orders=(URGENT, NEWEST),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="received", title=_("To be registered"), query="f.state=received"),
        View(key="major", title=_("Major ones"), query="f.is_major=yes"),
        View(key="late", title=_("Answer is late"), query="f.late=answer"),
        View(key="outcome", title=_("Outcome to be asked"), query="f.state=outcome"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=_states(COMPLAINT), quick=True),
        Choice(key="klass", title=pgettext_lazy("complaint", "class"), choices=Klass, quick=True),
        Choice(key="grade", title=_("grade"), choices=Grade, quick=True),
        Person(key="owner", title=_("handler"), quick=True),
        YesNo(key="is_major", title=_("major")),
        Custom(key="late", title=_("wants attention"), meanings=(("answer", _("answer is late"), _unanswered_late),)),
        Choice(key="fault", title=_("whose fault"), choices=Fault),
        Choice(key="channel", title=_("channel"), choices=Channel),
        Choice(key="location", title=_("place"), choices=Location),
        Person(key="respondent", title=_("person complained about"), field="respondent"),
        InDepartment(key="responsible_department", title=_("responsible department"), field="responsible_department"),
        Dates(key="received_at", title=_("received at")),
        NextStep(),
    ),
    board=Board(
        procedure="complaint", columns=("received", "verification", "opinions", "decision", "drafting", "approval", "approved", "implementing", "outcome"),
        title="subject", second="customer.short_name", badge="customer.abc", date="respond_due_at", date_words=_("answer due"),
    ),
    related=("customer", "owner", "product", "responsible_department", "case"),
    search=lambda text: Q(words_dbl__contains="".join(letter * 2 for letter in text.strip().lower())) | Q(phone__startswith=text.strip()),
    search_words=_("number, what it is about, telephone"),
    list_url="complaints:list",
    create=("complaints:create", _("Register a complaint")),
    empty=_("No complaint yet. Write down the next call here: four fields are enough."),
)

ENQUIRIES = Listing(
    key="enquiries",
    kind=ENQUIRY_KIND,
    title=_("Other calls"),
    lead=Lead(title=_("what it is about"), value="subject", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=116),
        _customer(),
        Column(key="caller", title=_("who called"), width=90),
        Column(key="matter", title=_("what it is"), format=Format.CHOICE, width=90),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="channel", title=_("channel"), format=Format.CHOICE, width=90),
        Column(key="feasible", title=pgettext_lazy("suggestion", "feasible"), format=Format.YES_NO, width=80),
        Column(key="owner", title=_("in charge"), format=Format.PERSON, width=96),
        Column(key="received_at", title=_("received at"), format=Format.DATE, width=96, order="newest"),
    ),
    orders=(URGENT, NEWEST),
    views=(
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="suggestions", title=_("Suggestions"), query="f.matter=suggestion"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=_states(ENQUIRY), quick=True),
        Choice(key="matter", title=_("what it is"), choices=Matter, quick=True),
        Person(key="owner", title=_("in charge"), quick=True),
        Dates(key="received_at", title=_("received at")),
        NextStep(),
    ),
    related=("customer", "owner", "case"),
    search=lambda text: Q(subject__icontains=text) | Q(number__icontains=text) | Q(phone__startswith=text.strip()),
    search_words=_("number, what it is about, telephone"),
    list_url="complaints:enquiries",
    create=("complaints:enquiry_new", _("Write down a call")),
    empty=_("No other call yet."),
)

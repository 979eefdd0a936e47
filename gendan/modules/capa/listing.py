"""The list and the board of corrective actions."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa.access import KIND
from gendan.modules.capa.procedure import CAPA, RUNNING
from gendan.modules.capa.words import Factor, Grade, Origin
from gendan.spine.org.models import Department
from gendan.ui.listing.declare import Board, Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Choice, Dates, NextStep, Person, YesNo

STATES = [(state.key, state.title) for state in CAPA.states]
STANDINGS = (
    ("open", pgettext_lazy("capa", "Running")), ("done", pgettext_lazy("capa", "Closed")), ("lost", pgettext_lazy("capa", "withdrawn or joined")),
)


def departments() -> list[tuple[int, str]]:
    """Whom it may be asked of."""
    return list(Department.objects.values_list("pk", "name"))


CAPAS = Listing(
    key="capas",
    kind=KIND,
    title=_("Corrective actions"),
    lead=Lead(title=pgettext_lazy("capa", "what is wrong"), value="title"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=120),
        Column(key="state", title=pgettext_lazy("capa", "step"), format=Format.STATE, width=120),
        Column(key="grade", title=pgettext_lazy("capa", "grade"), format=Format.CHOICE, width=80),
        Column(key="origin", title=pgettext_lazy("capa", "asked for by"), format=Format.CHOICE, width=96),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=130),
        Column(key="product", title=_("product"), value="product.name", width=130),
        Column(key="defect", title=_("defect"), width=120),
        Column(key="factor", title=pgettext_lazy("capa", "cause lies in"), format=Format.CHOICE, width=80),
        Column(key="responsible", title=_("responsible department"), value="responsible.name", width=110),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=90),
        Column(key="checker", title=_("checks the effect"), format=Format.PERSON, width=96),
        Column(key="round_no", title=_("round"), format=Format.NUMBER, width=60),
        Column(key="batch", title=_("batch"), width=100, default=False),
        Column(key="check_from", title=_("effect asked from"), format=Format.DATE, width=96, default=False),
        Column(key="closed_at", title=_("closed at"), format=Format.DATE, width=96, default=False),
        Column(key="created_at", title=pgettext_lazy("capa", "asked for at"), format=Format.DATE, width=96, order="newest"),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")),
        Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
    ),
    views=(
        View(key="open", title=pgettext_lazy("capa", "Running"), query="f.state_kind=open"),
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="check", title=_("Effect to check"), query="f.state=check"),
        View(key="closed", title=pgettext_lazy("capa", "Closed"), query="f.state=closed"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state_kind", title=pgettext_lazy("capa", "standing"), choices=STANDINGS),
        Choice(key="state", title=pgettext_lazy("capa", "step"), choices=STATES, quick=True),
        Choice(key="grade", title=pgettext_lazy("capa", "grade"), choices=Grade.choices, quick=True),
        Choice(key="origin", title=pgettext_lazy("capa", "asked for by"), choices=Origin, quick=True),
        Choice(key="responsible", title=_("responsible department"), choices=departments, quick=True),
        Choice(key="factor", title=pgettext_lazy("capa", "cause lies in"), choices=Factor),
        Person(key="owner", title=_("owner"), quick=True),
        Person(key="checker", title=_("checks the effect"), field="checker"),
        YesNo(key="wants_answer", title=_("the customer is to have the answer")),
        Dates(key="created_at", title=pgettext_lazy("capa", "asked for at")),
        Dates(key="closed_at", title=_("closed at")),
        NextStep(),
    ),
    board=Board(procedure="capa", columns=(*RUNNING, "closed"), title="title", second="responsible.name", date="step_due_at", date_words=_("due")),
    related=("customer", "product", "responsible", "owner", "checker", "case"),
    search=lambda text: (
        Q(title__icontains=text) | Q(number__icontains=text) | Q(defect__icontains=text) | Q(batch__icontains=text)
        | Q(customer__short_name__icontains=text)
    ),
    search_words=_("what is wrong, number, defect, batch, customer"),
    list_url="capa:list",
    create=("capa:create", _("Ask for corrective action")),
    empty=_("Nobody has asked for corrective action yet. Complaints, returns, inspections and audits ask for it, or you do."),
)

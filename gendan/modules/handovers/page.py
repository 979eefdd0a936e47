"""The list and the page of staged follow-ups, and what they add to a customer's page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.handovers import queries
from gendan.modules.handovers.access import KIND
from gendan.modules.handovers.models import Staged
from gendan.modules.handovers.procedure import STAGED
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.listing.declare import Column, Format, Lead, Listing, View, urgency
from gendan.ui.listing.filters import Asked, Choice, NextStep, Person

STATES = [(state.key, state.title) for state in STAGED.states]
LISTING = Listing(
    key="staged",
    kind=KIND,
    title=gettext_lazy("Staged follow-up"),
    lead=Lead(title=gettext_lazy("customer"), value="customer.short_name", full="customer.name", badge="customer.abc"),
    columns=(
        Column(key="state", title=gettext_lazy("phase"), format=Format.STATE, width=130),
        Column(key="owner", title=gettext_lazy("owner"), format=Format.PERSON, width=96),
        Column(key="consultant", title=gettext_lazy("consultant"), format=Format.PERSON, width=96),
        Column(key="started_at", title=gettext_lazy("began"), format=Format.DATE, width=96),
        Column(key="handed_over_at", title=gettext_lazy("handed over"), format=Format.DATE, width=96),
        Column(key="ended_at", title=gettext_lazy("ended"), format=Format.DATE, width=96),
    ),
    orders=(urgency(title=gettext_lazy("next step, the urgent first")),),
    views=(
        View(key="mine", title=gettext_lazy("Mine"), query="f.owner=me"),
        View(key="handed", title=gettext_lazy("Handed over"), query="f.state=phase2"),
        View(key="filing", title=gettext_lazy("File incomplete"), query="f.state=filing"),
        View(key="all", title=gettext_lazy("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=gettext_lazy("owner"), quick=True),
        Choice(key="state", title=gettext_lazy("phase"), choices=STATES, quick=True), NextStep(),
        Person(key="consultant", title=gettext_lazy("consultant"), field="consultant"),
    ),
    related=("customer", "owner", "consultant", "case"),
    list_url="handovers:list",
    empty=gettext_lazy("No staged follow-up yet. Begin one on the page of a customer."),
)


def figures(record: Staged, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """The people, the calls and the file."""
    lacking = queries.missing_from_file(record)
    return [
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("consultant"), value=record.consultant.name, note=_("%(n)d valid calls") % {"n": queries.calls_in_phase(record, 1)}),
        Figure(label=_("director"), value=record.director.name if record.director else "—",
               note=_("%(n)d valid calls") % {"n": queries.calls_in_phase(record, 2)}),
        Figure(label=_("file"), value=_("complete") if not lacking else _("incomplete"), note="、".join(map(str, lacking))),
    ]


def buttons(record: Staged, asked: Asked) -> list[Button]:
    """Keep the file."""
    answer = may(asked.user, "edit", record)
    return [Button(key="file", title=_("Write the file"), icon="edit", dialog=True, url=reverse("handovers:file", args=[record.pk]),
                   allowed=answer.allowed, reason=answer.reason, who=answer.who)]


def file_tab(record: Staged, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """What goes along."""
    names = (*queries.FILE, "guidance")
    return {"papers": [(Staged._meta.get_field(name).verbose_name, getattr(record, name)) for name in names]}  # type: ignore[union-attr]


DETAIL = Detail(
    kind=KIND,
    title=gettext_lazy("Staged follow-up"),
    listing="staged",
    url_name="handovers:detail",
    tabs=(
        STORY,
        Tab(key="file", title=gettext_lazy("What goes along"), template="handovers/tab_file.html", context=file_tab),
        UNCOUNTED,
    ),
    name="customer.name",
    badge="customer.abc",
    related=("customer", "owner", "consultant", "director", "department", "case"),
    path_states=("phase1", "filing", "phase2"),
    figures=figures,
    buttons=buttons,
    moves_first=True,
)


def on_customer(record: Customer, asked: Asked) -> list[Button]:
    """Begin, or go to the one that runs."""
    running = queries.running_of(record)
    if running is not None:
        return [Button(key="staged", title=_("Staged follow-up"), icon="stairs", url=reverse("handovers:detail", args=[running.pk]))]
    answer = may(asked.user, "edit", record)
    if record.owner_id is None or not answer:
        return []
    return [Button(key="staged", title=_("Begin staged follow-up"), icon="stairs", dialog=True, url=reverse("handovers:start", args=[record.pk]))]

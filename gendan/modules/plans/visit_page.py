"""The list and the page of planned contacts, and what they add to a customer's page."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Way
from gendan.modules.knowledge.queries import hints
from gendan.modules.plans import numbers, queries, tracking, words
from gendan.modules.plans.access import VISIT as KIND
from gendan.modules.plans.models import Visit
from gendan.modules.plans.procedure import UNREPORTED, VISIT
from gendan.spine.access.queries import may
from gendan.ui import formats
from gendan.ui.detail.declare import Button, Card, Detail, Figure, Tab
from gendan.ui.detail.story import STORY
from gendan.ui.listing.declare import Column, Format, Lead, Listing, View, urgency
from gendan.ui.listing.filters import Asked, Choice, Dates, NextStep, Person

STATES = [(state.key, state.title) for state in VISIT.states]
LISTING = Listing(
    key="visits",
    kind=KIND,
    title=gettext_lazy("Visits"),
    lead=Lead(title=gettext_lazy("customer"), value="customer.short_name", full="customer.name", badge="customer.abc"),
    columns=(
        Column(key="at", title=gettext_lazy("appointment"), format=Format.MOMENT, width=130),
        Column(key="way", title=gettext_lazy("way"), format=Format.CHOICE, width=70),
        Column(key="focus", title=gettext_lazy("contact focus"), width=240),
        Column(key="state", title=gettext_lazy("state"), format=Format.STATE, width=90),
        Column(key="owner", title=gettext_lazy("who goes"), format=Format.PERSON, width=90),
        Column(key="expected_amount", title=gettext_lazy("expected order amount"), format=Format.AMOUNT, width=120),
        Column(key="actual_amount", title=gettext_lazy("order amount"), format=Format.AMOUNT, width=120),
    ),
    orders=(urgency(title=gettext_lazy("next step, the urgent first")),),
    views=(
        View(key="mine", title=gettext_lazy("Mine"), query="f.owner=me&f.state=planned&f.state=prepared&f.state=under_way"),
        View(key="below", title=gettext_lazy("My people's"), query="f.owner=below&f.state=planned&f.state=prepared&f.state=under_way"),
        View(key="unprepared", title=gettext_lazy("Not prepared"), query="f.state=planned"),
        View(key="reported", title=gettext_lazy("Reported"), query="f.state=reported"),
        View(key="all", title=gettext_lazy("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=gettext_lazy("who goes"), quick=True),
        Choice(key="state", title=gettext_lazy("state"), choices=STATES, quick=True),
        Dates(key="at", title=gettext_lazy("appointment"), quick=True),
        Choice(key="way", title=gettext_lazy("way"), choices=Way), NextStep(),
    ),
    related=("customer", "owner", "case"),
    list_url="plans:visits",
    empty=gettext_lazy("No visit is planned yet. Plan one on the page of a customer."),
)


def punctuality(record: Visit) -> str:
    """How the arrival lies to the appointment: about ten minutes early is good (F63.3)."""
    if record.arrived_at is None:
        return ""
    early = (record.at - record.arrived_at) / timedelta(minutes=1)
    allowed = float(numbers.value_of_visit(numbers.EARLY, at=record.arrived_at))
    if early < 0:
        return _("%(n)d minutes late") % {"n": -early}
    return _("%(n)d minutes early") % {"n": early} + ("" if early <= 2 * allowed else _(", too early"))


def figures(record: Visit, asked: Asked) -> list[Figure]:
    """When, how well prepared, when one was there, and forecast against order."""
    needed = words.needed(record.way)
    ticked = sum(key in record.ticked for key in needed)
    return [
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("appointment"), value=formats.due_dated(record.at, now=asked.now), note=record.place,
               state=formats.urgency_of(record.at, now=asked.now) if record.state in UNREPORTED else "", glyph=record.state in UNREPORTED),
        *([Figure(label=_("which meeting"), value=str(record.meeting))] if record.meeting else []),
        Figure(label=_("preparation"), value=f"{ticked} / {len(needed)}", note=_("prepared") if record.prepared_at else _("not prepared")),
        Figure(label=_("arrived at"), value=formats.due_dated(record.arrived_at, now=asked.now) if record.arrived_at else "—",
               note=punctuality(record)),
        Figure(label=_("expected order amount"), value=record.expected_amount, note=record.expected_items),
        Figure(label=_("order amount"), value=record.actual_amount, note=record.actual_items),
    ]


def buttons(record: Visit, asked: Asked) -> list[Button]:
    """Arrive, report, put off."""
    if record.state not in UNREPORTED:
        return []
    answer = may(asked.user, "edit", record)
    off: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who}
    found = []
    if record.arrived_at is None:
        found.append(Button(key="arrive", title=_("I have arrived"), icon="map-pin", url=reverse("plans:arrive", args=[record.pk]), **off))
    found.append(Button(key="report", title=_("Write the report"), icon="pencil", url=reverse("plans:report", args=[record.pk]), **off))
    if record.arrived_at is None:
        found.append(Button(key="put_off", title=_("Put off"), icon="calendar-event", dialog=True,
                            url=reverse("plans:put_off", args=[record.pk]), **off))
    return found


def preparation(record: Visit, asked: Asked) -> dict[str, Any]:
    """The list to tick, and what is worth knowing before one calls or goes (F32.6)."""
    open_ = record.state in ("planned", "prepared") and bool(may(asked.user, "edit", record))
    groups = [(_("Preparation"), words.PREPARATION)]
    if record.way == Way.VISIT:
        groups += [(_("Before leaving"), words.CHECKS | words.ON_LEAVING)]
    lists = [(title, [(key, label, key in record.ticked) for key, label in group.items()]) for title, group in groups]
    helps = hints(asked.user, ways=(record.way,), record=record) if record.state in UNREPORTED else []
    return {"groups": lists, "open": open_, "hints": helps, "before": queries.before_contact(record.customer, besides=record)}


def reported(record: Visit, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """What was told of it."""
    names = ("participants", "topics", "problem", "referral")
    told = [(Visit._meta.get_field(name).verbose_name, getattr(record, name)) for name in names]  # type: ignore[union-attr]
    return {"told": [(label, value) for label, value in told if value], "activity": record.activity,
            "promises": list(record.activity.promises.all()) if record.activity else [], "routine": words.ROUTINE}


DETAIL = Detail(
    kind=KIND,
    title=gettext_lazy("Visits"),
    listing="visits",
    url_name="plans:visit",
    tabs=(
        Tab(key="preparation", title=gettext_lazy("Preparation"), template="plans/tab_preparation.html", context=preparation),
        Tab(key="report", title=pgettext_lazy("visit", "Report"), template="plans/tab_report.html", context=reported),
        STORY,
        Tab(key="files", title=gettext_lazy("Photos and files"), template="ui/detail/attachments.html"),
    ),
    name="focus",
    badge="customer.abc",
    related=("customer", "contact", "owner", "department", "case", "activity"),
    path_states=("planned", "prepared", "under_way", "reported"),
    figures=figures,
    buttons=buttons,
)


def on_customer(record: Customer, asked: Asked) -> list[Button]:
    """Plan a visit."""
    answer = may(asked.user, "follow", record)
    return [Button(
        key="visit_new", title=_("Plan a visit"), icon="route", dialog=True, url=reverse("plans:visit_new", args=[record.pk]),
        allowed=answer.allowed, reason=answer.reason, who=answer.who,
    )]


def tracked(record: Customer, asked: Asked) -> dict[str, Any]:
    """What the tracking rules say of a customer (F32)."""
    visits = queries.visits_of(record)
    return {"alarms": tracking.alarms_of(record, visits=visits, now=asked.now), "ahead": queries.next_visit(visits)}


def is_tracked(record: Customer, asked: Asked) -> bool:
    """Whether the card has something to say."""
    found = tracking_card(record, asked)
    return bool(found["alarms"] or found["ahead"])


def tracking_card(record: Customer, asked: Asked) -> dict[str, Any]:
    """The same, asked once for the page."""
    found: dict[str, Any] = asked.once(("tracking", record.pk), lambda: tracked(record, asked))
    return found


CARD = Card(template="plans/card_tracking.html", context=tracking_card, shown=is_tracked)

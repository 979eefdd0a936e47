"""Lists and pages of product information, daily summaries and troubles."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.contracts.access import RELEASE, SUMMARY, TROUBLE
from gendan.modules.contracts.models import Release, Summary, Trouble
from gendan.modules.contracts.procedure import RELEASE as RELEASING
from gendan.modules.contracts.procedure import SUMMARY as SUMMING
from gendan.modules.contracts.procedure import TROUBLE as TELLING
from gendan.modules.contracts.words import Media, Trigger
from gendan.modules.customers.models import Customer
from gendan.modules.quotes.models import Quote
from gendan.spine.access.queries import may, may_any
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Asked, Choice, Dates, NextStep, Person

NEXT = urgency(title=gettext_lazy("next step, the urgent first"))


def _newest(field: str = "created_at") -> Order:
    return Order(key="newest", title=gettext_lazy("newest first"), fields=((field, "desc"),))


def _states(procedure: Any) -> Choice:
    return Choice(key="state", title=gettext_lazy("state"), choices=[(state.key, state.title) for state in procedure.states], quick=True)


MINE, ALL = View(key="mine", title=gettext_lazy("Mine"), query="f.owner=me"), View(key="all", title=gettext_lazy("All"), query="")
OWNER = Person(key="owner", title=gettext_lazy("owner"), quick=True)
STATE = Column(key="state", title=gettext_lazy("state"), format=Format.STATE, width=120)
WHOSE = Column(key="owner", title=gettext_lazy("owner"), format=Format.PERSON, width=96)

RELEASES = Listing(
    key="releases", kind=RELEASE, title=gettext_lazy("Product information"), lead=Lead(title=gettext_lazy("title"), value="name"),
    columns=(
        Column(key="number", title=gettext_lazy("number"), format=Format.CODE, width=110), STATE,
        Column(key="media", title=gettext_lazy("medium"), format=Format.CHOICE, width=110),
        Column(key="audience", title=gettext_lazy("for which users, and why there"), width=220),
        Column(key="published_on", title=gettext_lazy("published on"), format=Format.DATE, width=96), WHOSE,
    ),
    orders=(NEXT, _newest()), views=(MINE, ALL),
    filters=(_states(RELEASING), Choice(key="media", title=gettext_lazy("medium"), choices=Media), OWNER,
             Dates(key="published_on", title=gettext_lazy("published on")), NextStep()),
    related=("owner", "case"), list_url="contracts:releases", create=("contracts:release_new", gettext_lazy("New product information")),
    search=lambda text: Q(name__icontains=text) | Q(number__istartswith=text),
    empty=gettext_lazy("No product information yet. Write one: technology checks it, the general manager releases it."),
)
SUMMARIES = Listing(
    key="summaries", kind=SUMMARY, title=gettext_lazy("Daily information summaries"), lead=Lead(title=gettext_lazy("day"), value=str),
    columns=(STATE, Column(key="department", title=gettext_lazy("department"), width=120), WHOSE),
    orders=(_newest("day"), NEXT), views=(ALL, MINE), filters=(_states(SUMMING), OWNER, Dates(key="day", title=gettext_lazy("day")), NextStep()),
    related=("owner", "case", "department"), list_url="contracts:summaries",
    create=("contracts:summary_today", gettext_lazy("Today's summary")),
    empty=gettext_lazy("No summary yet. Begin today's: what was logged of customers is there already."),
)
TROUBLES = Listing(
    key="troubles", kind=TROUBLE, title=gettext_lazy("Troubles to be told"), lead=Lead(title=gettext_lazy("what has happened"), value="happened"),
    columns=(
        Column(key="number", title=gettext_lazy("number"), format=Format.CODE, width=110), STATE,
        Column(key="customer", title=gettext_lazy("customer"), value="customer.short_name", width=140),
        Column(key="trigger", title=gettext_lazy("trigger"), format=Format.CHOICE, width=170),
        Column(key="new_date", title=gettext_lazy("delivery now expected"), format=Format.DATE, width=110),
        Column(key="told_at", title=gettext_lazy("told at"), format=Format.MOMENT, width=110), WHOSE,
    ),
    orders=(NEXT, _newest()), views=(MINE, View(key="open", title=gettext_lazy("Customer not told yet"), query="f.state=to_tell"), ALL),
    filters=(_states(TELLING), Choice(key="trigger", title=gettext_lazy("trigger"), choices=Trigger), OWNER,
             Dates(key="created_at", title=pgettext_lazy("trouble", "noted on")), NextStep()),
    related=("customer", "owner", "case"), list_url="contracts:troubles",
    search=lambda text: Q(happened__icontains=text) | Q(number__istartswith=text) | Q(customer__name__icontains=text),
    empty=gettext_lazy("No trouble to be told. Note one on the page of a customer: late material, severe quality, sudden events."),
)


def release_figures(record: Release, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """Where it comes out, and who stood for it."""
    return [
        Figure(label=_("medium"), value=record.get_media_display(), note=record.audience),
        Figure(label=_("technical opinion"), value=str(record.checked_by or "—"), note=record.technical_opinion),
        Figure(label=_("released by"), value=str(record.approved_by or "—")),
        Figure(label=_("published on"), value=record.published_on or "—", note=record.address),
    ]


def _edit(record: Release, asked: Asked) -> list[Button]:
    if record.state != "writing":
        return []
    answer = may(asked.user, "edit", record)
    return [Button(key="edit", title=_("Edit"), icon="edit", dialog=True, url=reverse("contracts:release_edit", args=[record.pk]),
                   allowed=answer.allowed, reason=answer.reason, who=answer.who)]


RELEASE_PAGE = Detail(
    kind=RELEASE, title=gettext_lazy("Product information"), listing="releases", url_name="contracts:release", number="number",
    related=("owner", "department", "case", "product", "checked_by", "approved_by"), path_states=("writing", "check", "approval", "publishing", "published"),
    figures=release_figures, buttons=_edit, moves_first=True,
    tabs=(Tab(key="text", title=gettext_lazy("Text"), template="contracts/tab_release.html", context=lambda record, _asked: {"record": record}), STORY, UNCOUNTED),
)


def summary_tab(record: Summary, asked: Asked) -> dict[str, Any]:
    """The lines of the day, and who takes them on."""
    open_day = record.state != "assigned"
    may_edit = bool(may(asked.user, "edit", record)) and open_day
    return {"record": record, "lines": record.lines.select_related("customer", "assigned_to", "todo"), "may_edit": may_edit,
            "may_assign": may_edit and record.state == "handed_in"}


SUMMARY_PAGE = Detail(
    kind=SUMMARY, title=gettext_lazy("Daily information summaries"), listing="summaries", url_name="contracts:summary", name=str,
    related=("owner", "department", "case"), path_states=("writing", "handed_in", "assigned"), moves_first=True,
    tabs=(Tab(key="lines", title=gettext_lazy("Information"), template="contracts/tab_summary.html", context=summary_tab), STORY, UNCOUNTED),
)


def trouble_figures(record: Trouble, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """What has happened, who was told, what came back."""
    return [
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("trigger"), value=record.get_trigger_display(), note=str(record.contract or "")),
        Figure(label=_("what it means for the delivery"), value=record.effect, note=str(record.new_date or "")),
        Figure(label=_("told at"), value=record.told_at or "—", note=f"{record.told_whom} {record.get_told_by_display()}".strip()),
        Figure(label=_("what was said"), value=record.said or "—"),
        Figure(label=_("what the customer answered"), value=record.answer or "—", note="、".join(one.name for one in record.departments.all())),
    ]


TROUBLE_PAGE = Detail(
    kind=TROUBLE, title=gettext_lazy("Troubles to be told"), listing="troubles", url_name="contracts:trouble", name="happened", number="number",
    related=("owner", "department", "case", "customer", "contract"), path_states=("to_tell", "told", "done"), figures=trouble_figures,
    moves_first=True, tabs=(STORY, UNCOUNTED),
)


def on_quote(record: Quote, asked: Asked) -> list[Button]:
    """Begin the contract of what was accepted, or open it."""
    if record.state != "accepted" or not may_any(asked.user, "create", "contracts.contract"):
        return []
    begun = record.contracts.exclude(state="dropped").first()
    url = reverse("contracts:detail", args=[begun.pk]) if begun else f"{reverse('contracts:create')}?quote={record.pk}"
    return [Button(key="contract", title=begun.title_number if begun else _("New contract"), icon="file-text", url=url)]


def on_customer(record: Customer, asked: Asked) -> list[Button]:
    """Begin a contract, note a trouble."""
    found = []
    if may_any(asked.user, "create", "contracts.contract"):
        found.append(Button(key="contract", title=_("New contract"), icon="file-text", url=f"{reverse('contracts:create')}?customer={record.pk}"))
    if may_any(asked.user, "create", TROUBLE):
        found.append(Button(key="trouble", title=_("Trouble to be told"), icon="alert-circle", dialog=True,
                            url=reverse("contracts:trouble_new", args=[record.pk])))
    return found

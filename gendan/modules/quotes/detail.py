"""The page of one quotation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.catalog.money import HOME, plain, shown
from gendan.modules.followups.detail import story_tab
from gendan.modules.quotes import queries
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.models import Decision, PriceCut, Quote, Sending
from gendan.modules.quotes.procedure import QUOTE
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Card, Counted, Detail, Figure, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.links import links_card
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab


def figures(record: Quote, asked: Asked) -> list[Figure]:
    """What one wants to know at a glance."""
    version = record.current
    assert version is not None
    foreign = _("= %s yuan") % f"{record.amount_cny:,.2f}" if record.currency != HOME else ""
    below = _("%s percent below the list") % plain(version.depth) if version.depth else ""
    sent = {True: _("the same day"), False: _("later"), None: ""}[record.same_day]
    passed = bool(record.valid_until and record.state == "sent" and record.valid_until < asked.today)
    found = [
        Figure(label=_("amount"), value=shown(record.amount, record.currency), note=foreign or below),
        Figure(label=pgettext("quote", "round"), value=record.round, note=_("version %d") % version.number),
        Figure(label=_("valid until"), value=record.valid_until, state="overdue" if passed else "", glyph=passed),
        Figure(label=_("price first sent"), value=record.first_sent_at, note=sent),
        Figure(label=_("repeated"), value=record.repeats, note=_("times")),
    ]
    if queries.sees_costs(asked.user, record) and version.margin is not None:
        percent = "" if version.margin_percent is None else f"{version.margin_percent:f} %"
        found.insert(1, Figure(label=_("margin"), value=version.margin, note=percent))
    return found


def tags(record: Quote) -> list[Any]:
    """Where it stands, and to whom it goes."""
    state = QUOTE.find_state(record.state)
    return [*([state.title] if state else []), record.get_market_display()]


_ADDED: list[Callable[[Quote, Asked], list[Button]]] = []


def add_buttons(more: Callable[[Quote, Asked], list[Button]]) -> None:
    """What a later module offers to do with a quotation; called from its AppConfig.ready()."""
    _ADDED.append(more)


def buttons(record: Quote, asked: Asked) -> list[Button]:
    """What may be done besides the moves of the procedure."""
    edit, assign = may(asked.user, "edit", record), may(asked.user, "assign", record)
    rights: dict[str, Any] = {"allowed": edit.allowed, "reason": edit.reason, "who": edit.who}
    found = []
    if record.state == "draft":
        found.append(Button(key="lines", title=_("Lines"), icon="table", url=reverse("quotes:lines", args=[record.pk]), **rights))
    if record.state == "sent":
        found.append(Button(
            key="link", title=_("Link for the customer"), icon="link", dialog=True, url=reverse("quotes:link", args=[record.pk]), **rights,
        ))
    return [
        *found, *(button for more in _ADDED for button in more(record, asked)),
        Button(key="edit", title=_("Edit"), icon="edit", url=reverse("quotes:edit", args=[record.pk]), **rights),
        Button(
            key="assign", title=_("Hand over"), icon="transfer", dialog=True, url=reverse("quotes:assign", args=[record.pk]),
            allowed=assign.allowed, reason=assign.reason, who=assign.who,
        ),
    ]


def offer_tab(record: Quote, asked: Asked) -> dict[str, Any]:
    """Lines and terms of the present version."""
    version = record.current
    assert version is not None
    lines = list(version.lines.select_related("product"))
    return {
        "record": record, "version": version, "lines": lines, "currency": version.currency,
        "open": record.state == "draft" and bool(may(asked.user, "edit", record)),
        "low": [line for line in lines if line.is_below_floor],
    }


def costs_tab(record: Quote, asked: Asked) -> dict[str, Any]:
    """What it costs and what it leaves, and what the factory wrote (F68.1)."""
    version = record.current
    assert version is not None
    return {
        "record": record, "version": version, "lines": version.lines.all(),
        "offers": record.factory_offers.select_related("paper", "recorded_by"),
        "open": record.state == "draft" and bool(may(asked.user, "edit", record)),
        "may_edit": bool(may(asked.user, "edit", record)),
    }


def versions_tab(record: Quote, asked: Asked) -> dict[str, Any]:
    """Every version with what was sent, decided and asked."""
    versions = list(queries.versions_of(record))
    return {
        "record": record, "versions": versions,
        "sendings": Sending.objects.filter(version__quote=record).select_related("by", "version"),
        "decisions": Decision.objects.filter(version__quote=record).select_related("person", "version"),
        "cuts": PriceCut.objects.filter(version__quote=record).select_related("asked_by", "decided_by", "version"),
    }


def count_versions(record: Quote, asked: Asked) -> Counted:  # noqa: ARG001
    return record.versions.all()


def about_card(record: Quote, asked: Asked) -> dict[str, Any]:
    """Customer, contact, opportunity, and what was asked."""
    return {"record": record, "may_edit": bool(may(asked.user, "edit", record))}


COSTS = Tab(key="costs", title=gettext_lazy("Costs"), template="quotes/tab_costs.html", context=costs_tab)
PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Quotations"),
    listing="quotes",
    url_name="quotes:detail",
    badge="customer.abc",
    number="number",
    related=("owner", "department", "case", "customer", "contact", "opportunity", "current", "approver", "lost_to"),
    path=False,  # talks over a price go to and fro; what can be done next stands in buttons
    tags=tags,
    figures=figures,
    buttons=buttons,
    moves_first=True,
    change_owner=lambda record: reverse("quotes:assign", args=[record.pk]),
    tabs=(
        Tab(key="offer", title=gettext_lazy("Offer"), template="quotes/tab_offer.html", context=offer_tab),
        COSTS,
        story_tab(),
        Tab(key="versions", title=gettext_lazy("Versions"), template="quotes/tab_versions.html", context=versions_tab,
            count=count_versions),
        papers_tab(),
        FILES,
    ),
    cards=(
        Card(template="quotes/card_about.html", context=about_card),
        links_card(),
    ),
)


def page_for(user: Any, record: Quote) -> Detail:
    """Without the costs for those who do not read them."""
    if queries.sees_costs(user, record):
        return PAGE
    return replace(PAGE, tabs=tuple(tab for tab in PAGE.tabs if tab is not COSTS))

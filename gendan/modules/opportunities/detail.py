"""The page of one opportunity."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.serving import serve_first_card
from gendan.modules.followups.detail import story_tab
from gendan.modules.knowledge.detail import knowledge_tab
from gendan.modules.opportunities import contract, page, queries
from gendan.modules.opportunities.models import STAGES, DuplicateCheck, Opportunity
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Card, Counted, Detail, Figure, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.listing.filters import Asked


def figures(record: Opportunity, asked: Asked) -> list[Figure]:
    """What one wants to know at a glance."""
    signed = record.contract_amount is not None
    passed = bool(record.expected_on and record.state_kind == "open" and record.expected_on < asked.today)
    return [
        Figure(
            label=_("contract amount") if signed else _("amount"),
            value=record.contract_amount if signed else record.amount,
            note=record.contract_number or _("yuan with tax"),
        ),
        Figure(
            label=_("expected signing"), value=record.expected_on,
            note=_("has passed, adjust it") if passed else "", state="overdue" if passed else "", glyph=passed,
        ),
        Figure(label=_("last follow-up"), value=record.last_activity_at),
        Figure(label=_("source"), value=record.get_source_display(), note=record.region),
        Figure(label=_("competitors"), value=record.met.count(), note=_("met on the way")),
        Figure(label=_("number"), value=record.number),
    ]


def buttons(record: Opportunity, asked: Asked) -> list[Button]:
    """What may be done besides the moves of the procedure."""
    edit = may(asked.user, "edit", record)
    assign, delete = may(asked.user, "assign", record), may(asked.user, "delete", record)
    again = Button(
        key="again", title=_("Buys again"), icon="repeat", post=True, url=reverse("opportunities:again", args=[record.pk])
    )
    return [
        *([again] if record.state == "won" else []),
        Button(
            key="edit", title=_("Edit"), icon="edit", url=reverse("opportunities:edit", args=[record.pk]),
            allowed=edit.allowed, reason=edit.reason, who=edit.who,
        ),
        Button(
            key="assign", title=_("Hand over"), icon="transfer", dialog=True,
            url=reverse("opportunities:assign", args=[record.pk]),
            allowed=assign.allowed, reason=assign.reason, who=assign.who,
        ),
        Button(
            key="competitor", title=_("Competitor met"), icon="swords", dialog=True,
            url=reverse("opportunities:competitor", args=[record.pk]),
            allowed=edit.allowed, reason=edit.reason, who=edit.who,
        ),
        Button(
            key="bin", title=_("Delete"), icon="trash", dialog=True, url=reverse("opportunities:bin", args=[record.pk]),
            allowed=delete.allowed, reason=delete.reason, who=delete.who,
        ),
    ]


def data_tab(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """The fields, the products wanted and what F39 still misses."""
    return {
        "record": record,
        "lines": record.lines.select_related("product"),
        "hints": queries.hints(record, now=asked.now),
        "may_edit": bool(may(asked.user, "edit", record)),
    }


def contract_tab(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """The contract, what was paid, and how far the goods have come (F11.3, F11.4)."""
    return {
        "record": record, "payments": record.payments.select_related("handler"), "paid": contract.paid(record),
        "owed": contract.owed(record), "repeated": record.repeated_by.all()[:20],
        "may_edit": record.state == "won" and bool(may(asked.user, "edit", record)),
    }


def competitors_tab(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """Who else wants the order."""
    return {
        "record": record, "met": record.met.select_related("competitor", "recorded_by"),
        "may_edit": bool(may(asked.user, "edit", record)),
    }


def checks_tab(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """What the duplicate checks found; owners of hits are named to reviewers only (F38, D)."""
    return {
        "record": record,
        "checks": record.duplicate_checks.select_related("checked_by", "decided_by").order_by("-checked_at"),
        "may_review": bool(may(asked.user, "review", record)),
    }


def count_competitors(record: Opportunity, asked: Asked) -> Counted:  # noqa: ARG001
    return record.met.all()


def count_checks(record: Opportunity, asked: Asked) -> Counted:  # noqa: ARG001
    return record.duplicate_checks.exclude(decision=DuplicateCheck.Decision.NONE_FOUND)


def customer_card(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """The customer with the contact, or the question who it is."""
    return {"record": record, "may_edit": bool(may(asked.user, "edit", record))}


OPPORTUNITY_PAGE = Detail(
    kind="opportunities.opportunity",
    title=gettext_lazy("Opportunities"),
    listing="opportunities",
    url_name="opportunities:detail",
    badge="customer.abc",
    number="number",
    related=("owner", "department", "case", "customer", "contact", "lost_to", "reviewer"),
    path_states=(*STAGES, "won"),
    figures=figures,
    buttons=buttons,
    moves_first=True,
    change_owner=lambda record: reverse("opportunities:assign", args=[record.pk]),
    tabs=(
        story_tab(),
        Tab(key="data", title=gettext_lazy("Data"), template="opportunities/tab_data.html", context=data_tab),
        Tab(key="contract", title=gettext_lazy("Contract and payment"), template="opportunities/tab_contract.html",
            context=contract_tab),
        Tab(key="competitors", title=gettext_lazy("Competitors"), template="opportunities/tab_competitors.html",
            context=competitors_tab, count=count_competitors),
        Tab(key="checks", title=gettext_lazy("Duplicate checks"), template="opportunities/tab_checks.html",
            context=checks_tab, count=count_checks),
        knowledge_tab(),
        FILES,
        Tab(key="changes", title=gettext_lazy("Changes"), template="ui/detail/changes.html"),
    ),
    cards=(
        serve_first_card(),
        Card(template="opportunities/card_customer.html", context=customer_card),
    ),
)


def opportunity_page() -> Detail:
    """The page with what other modules have added to it."""
    return page.ADDED.to(OPPORTUNITY_PAGE, after="data")

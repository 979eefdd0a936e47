"""The page of a request: what goes, what stays and why."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.privacy.access import KIND
from gendan.modules.privacy.models import Request, What
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.queries import held
from gendan.spine.persons.words import DUTIES
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.listing.filters import Asked


def figures(record: Request, _asked: Asked) -> list[Figure]:
    """Who asks for what, until when, and through whose hands it goes."""
    return [
        Figure(label=_("contact"), value=record.contact.name, url=reverse("privacy:person", args=[record.contact_id])),
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("asks for"), value=record.get_what_display(), note=record.note),
        Figure(label=_("asked on"), value=record.asked_on, note=record.get_way_display()),
        Figure(label=_("to be answered by"), value=record.answer_by),
        Figure(label=_("how it was checked who asks"), value=record.verified or "—"),
        Figure(label=_("prepared by"), value=str(record.prepared_by or "—")),
        Figure(label=pgettext("request", "approved by"), value=str(record.approved_by or "—"), note=str(record.approver) if record.state == "approval" else ""),
    ]


def buttons(record: Request, _asked: Asked) -> list[Button]:
    """The way to all that is held."""
    return [Button(key="person", title=_("What is held"), icon="shield-check", url=reverse("privacy:person", args=[record.contact_id]))]


def outcome(record: Request, _asked: Asked) -> dict[str, Any]:
    """Before: what goes and what stays, counted. After: what went and what was set aside."""
    if record.answered_at is not None:
        return {"done": [_told(one) for one in record.outcome], "record": record}
    found = held(persons.person_of(record.contact, also=record.also), limit=1)
    return {"ahead": found if record.what == What.ERASURE else [], "record": record}


def _told(one: dict[str, Any]) -> dict[str, Any]:
    holding = persons.holding(one["holding"])
    why = DUTIES[holding.duty.key][1] if holding and holding.duty and one["aside"] else ""
    return {**one, "title": holding.title if holding else one["holding"], "why": why}


PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Requests about personal data"),
    listing="privacy",
    url_name="privacy:request",
    tabs=(
        Tab(key="outcome", title=gettext_lazy("What goes, what stays"), template="privacy/tab_outcome.html", context=outcome),
        STORY,
        UNCOUNTED,
    ),
    name=str,
    number="number",
    related=("customer", "contact", "owner", "department", "case", "prepared_by", "approver", "approved_by"),
    path_states=("copy", "erasure", "approval", "answered"),
    figures=figures,
    buttons=buttons,
    moves_first=True,
)

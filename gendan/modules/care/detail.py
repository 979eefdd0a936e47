"""The pages of care records."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.care import almanac
from gendan.modules.care.access import OCCASION as KIND
from gendan.modules.care.models import Occasion
from gendan.modules.care.words import COLOUR_WORDS, Colour
from gendan.ui.detail.declare import Detail, Figure, Tab
from gendan.ui.listing.filters import Asked

STORY = Tab(key="story", title=gettext_lazy("Story"), template="ui/detail/timeline.html")


def figures(record: Occasion, asked: Asked) -> list[Figure]:
    """When, whose, and what suits the person."""
    contact = record.contact
    left = (record.on - asked.today).days
    days = _("today") if left == 0 else _("in %d days") % left if left > 0 else _("%d days ago") % -left
    return [
        Figure(label=pgettext("care", "on"), value=record.on, note=days),
        Figure(label=_("care colour"), value=record.get_colour_display(), note=COLOUR_WORDS[Colour(record.colour)]),
        Figure(label=_("calendar"), value=almanac.said(record.date.yearly) if record.date else "—"),
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("gift preferences"), value=(contact.gift_preferences or contact.hobbies or "—") if contact else "—",
               note=contact.mobile if contact else ""),
        Figure(label=_("planned gift"), value=record.gift or "—", note=_("%s yuan") % f"{record.budget:,.0f}" if record.budget else ""),
        *([Figure(label=_("what was done"), value=record.outcome)] if record.outcome else []),
    ]


def tags(record: Occasion) -> list[Any]:
    """Whose day it is."""
    return [record.date.get_relation_display()] if record.date else []


OCCASION_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Days to remember"),
    listing="care",
    url_name="care:occasion",
    name="title",
    badge="customer.abc",
    tags=tags,
    related=("customer", "contact", "date", "owner", "department", "case"),
    figures=figures,
    moves_first=True,
    tabs=(STORY, Tab(key="files", title=gettext_lazy("Files"), template="ui/detail/attachments.html")),
)

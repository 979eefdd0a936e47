"""The page of one promise, and the story tab that every followed record has."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.followups.composer import composer_of, helps
from gendan.modules.followups.models import Promise
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Detail, Figure, Tab
from gendan.ui.detail.story import STORY
from gendan.ui.listing.filters import Asked

TEMPLATE = "followups/tab_story.html"


def story(record: Any, asked: Asked) -> dict[str, Any]:
    """The composer (or why it is off) above the timeline of the record."""
    customer = record if isinstance(record, Customer) else record.customer
    if customer is None:
        return {"composer": None, "off": _("Choose the customer first, then follow-ups can be written.")}
    answer = may(asked.user, "follow", customer)
    if not answer:
        return {"composer": None, "off": answer.reason, "off_who": answer.who}
    composer = composer_of(customer, user=asked.user, now=asked.now, subject=record)
    return {"composer": composer, **helps(asked.user, record)}


def story_tab() -> Tab:
    """The first tab of a record: what happened, and the form for what comes next."""
    return Tab(key="story", title=gettext_lazy("Story"), template=TEMPLATE, context=story)


def figures(record: Promise, asked: Asked) -> list[Figure]:
    """What one wants to know of a promise."""
    late = record.state_kind == "open" and record.due_at < asked.now
    kept = {True: _("kept"), False: _("broken"), None: "—"}[record.kept]
    return [
        Figure(label=_("answer promised for"), value=record.due_at, state="overdue" if late else "", glyph=late),
        Figure(label=_("customer"), value=str(record.customer)),
        Figure(label=_("kept"), value=kept),
    ]


PROMISE_PAGE = Detail(
    kind="followups.promise",
    title=gettext_lazy("Promised answers"),
    listing="promises",
    url_name="followups:promise",
    name="question",
    badge="customer.abc",
    related=("owner", "department", "case", "customer"),
    figures=figures,
    moves_first=True,
    tabs=(
        Tab(key="data", title=gettext_lazy("Data"), template="followups/tab_promise.html"),
        STORY,
    ),
)

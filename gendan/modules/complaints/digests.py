"""The list and the page of summaries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.access import DIGEST as KIND
from gendan.modules.complaints.models import Digest
from gendan.modules.complaints.papers import digest_context
from gendan.spine.access.queries import masked
from gendan.ui import formats
from gendan.ui.detail.declare import Detail, Figure, Tab
from gendan.ui.detail.story import STORY
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View
from gendan.ui.listing.filters import Asked, Choice
from gendan.ui.papers import papers_tab

DIGESTS = Listing(
    key="complaint-digests", kind=KIND, title=_("Summaries of complaints"), lead=Lead(title=_("period"), value=str),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=116),
        Column(key="span", title=_("kind"), format=Format.CHOICE, width=120),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="due_on", title=_("due on"), format=Format.DATE, width=96),
        Column(key="published_at", title=_("published"), format=Format.DATE, width=96),
        Column(key="owner", title=_("written by"), format=Format.PERSON, width=96),
    ),
    orders=(Order(key="newest", title=_("newest first"), fields=(("since", "desc"),)),), views=(View(key="all", title=_("All"), query=""),),
    filters=(Choice(key="span", title=_("kind"), choices=Digest.Span, quick=True),), related=("owner", "case"), list_url="complaints:digests",
    create=("complaints:review", _("Report for the management review")),
    empty=_("No summary yet. On the first of a month the last one is asked for, once there are complaints."),
)


def figures(record: Digest, asked: Asked) -> list[Figure]:
    """What it says at a glance."""
    found = digest_context(record, language="")
    shown = [Figure(label=label, value=found[name]) for name, label in (
        ("count", _("complaints")), ("justified", _("justified")), ("on_time", _("answered in time")), ("at_first", _("solved in the first talk")),
        ("repeat_rate", _("repeat rate")), ("score", _("satisfied with the outcome")))]
    if record.cost_cny is not None:
        shown.append(Figure(label=_("cost, yuan"), value="***" if masked(asked.user, KIND, "cost_cny") else formats.amount(record.cost_cny)))
    return shown


def summary_tab(record: Digest, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """The groups, the assessment and the measures."""
    found = digest_context(record, language="")
    groups = ((_("Complaints by class"), "by_class"), (_("Complaints by cause"), "by_cause"), (_("Complaints by department"), "by_department"),
              (_("Complaints by product"), "by_product"), (_("Complaints by channel"), "by_channel"))
    return {"record": record, "groups": [(title, found[key]) for title, key in groups if found[key]], "repeats": found["repeats"]}


DIGEST_PAGE = Detail(
    kind=KIND, title=_("Summaries of complaints"), listing="complaint-digests", url_name="complaints:digest", name=str, number="number",
    related=("owner", "department", "case", "approver", "approved_by"), path_states=("writing", "approval", "published"), figures=figures, moves_first=True,
    tabs=(
        Tab(key="summary", title=_("Summary"), template="complaints/tab_digest.html", context=summary_tab),
        STORY, papers_tab(),
    ),
)

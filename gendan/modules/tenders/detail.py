"""The page of a bid: figures, tasks with their effort, scoring, the map of people, rounds, public prices and visits."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.followups.detail import story_tab
from gendan.modules.knowledge.detail import knowledge_tab
from gendan.modules.tenders import mapping, queries
from gendan.modules.tenders.access import KIND
from gendan.modules.tenders.models import Tender
from gendan.modules.tenders.words import Attitude, Influence
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Counted, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab
from gendan.ui.records import record_url


def figures(record: Tender, asked: Asked) -> list[Figure]:
    """By when, for how much, in which round, and how we stand."""
    late = record.state == "shortlisted" and record.submit_on is not None and record.submit_on < asked.today
    rows = list(record.criteria.all())
    estimate, score, market = queries.weighted(rows, "estimate"), queries.weighted(rows, "score"), queries.market(record)
    span = f"{market['low']:,.0f} – {market['high']:,.0f}" if market["low"] is not None else "—"
    return [
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("quotation due on"), value=record.submit_on or "—", state="overdue" if late else "", glyph=late, note=record.reference),
        Figure(label=_("amount"), value=record.amount if record.amount is not None else "—",
               note=_("round %d") % record.round_no if record.round_no else ""),
        Figure(label=_("public price range"), value=span),
        Figure(label=_("our estimate"), value=estimate if estimate is not None else "—",
               note=_("result %s") % score if score is not None else _("of 100")),
        Figure(label=_("mock-up"), value=str(record.mock_up or (_("wanted") if record.needs_mock_up else "—")),
               url=record_url("samples.samplerequest", record.mock_up_id)),
        *([Figure(label=_("opportunity"), value=str(record.opportunity), url=record_url("opportunities.opportunity", record.opportunity_id))]
          if record.opportunity else []),
        *([Figure(label=_("lost to"), value=str(record.lost_to or "—"), note=record.loss_reason)] if record.state == "lost" else []),
    ]


def buttons(record: Tender, asked: Asked) -> list[Button]:
    """What may be done besides the moves; another round is a move that stays in its state."""
    answer = may(asked.user, "edit", record)
    rights: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who}
    edit = Button(key="edit", title=_("Edit"), icon="edit", url=reverse("tenders:edit", args=[record.pk]), **rights)
    if record.state_kind != "open":
        return []
    found = []
    if record.state == "quoted":
        found.append(Button(key="requote", title=_("Quote again"), icon="repeat", dialog=True, url=f"/do/{KIND}/{record.pk}/requote", **rights))
        found.append(Button(key="scores", title=_("Write down the result"), icon="list-check", dialog=True,
                            url=reverse("tenders:scores", args=[record.pk]), **rights))
    found.append(Button(key="mock_up", title=_("Link the mock-up"), icon="package", dialog=True,
                        url=reverse("tenders:mock_up", args=[record.pk]), **rights))
    return [*found, edit]


def _may_edit(record: Tender, asked: Asked) -> bool:
    return record.state_kind == "open" and bool(may(asked.user, "edit", record))


def tasks_tab(record: Tender, asked: Asked) -> dict[str, Any]:
    """The tasks of both stages, with the effort beside what it should be."""
    stages = []
    for number, title in ((1, _("Before the tender")), (2, _("In the tender"))):
        rows = queries.tasks(record, stage=number)
        stages.append({"number": number, "title": title, "tasks": rows, "effort": queries.effort(record, stage=number, now=asked.now)})
    return {"stages": stages, "may_edit": _may_edit(record, asked)}


def count_tasks(record: Tender, asked: Asked) -> Counted:  # noqa: ARG001
    return record.tasks.filter(state="open")


def scoring_tab(record: Tender, asked: Asked) -> dict[str, Any]:
    """Criteria with weights, our estimate and the result."""
    rows = list(record.criteria.all())
    return {
        "record": record, "criteria": rows, "estimate": queries.weighted(rows, "estimate"), "score": queries.weighted(rows, "score"),
        "may_edit": _may_edit(record, asked),
    }


def people_tab(record: Tender, asked: Asked) -> dict[str, Any]:
    """The map of those who have a say."""
    people = list(record.stakeholders.select_related("contact", "introduced_by"))
    nodes, lines = mapping.drawn(people)
    return {
        "record": record, "people": people, "nodes": nodes, "lines": lines, "may_edit": _may_edit(record, asked),
        "columns": list(zip(mapping.columns(), Attitude.labels, strict=True)), "width": mapping.WIDTH, "height": mapping.HEIGHT,
        "rows": list(zip(mapping.rows(), reversed(Influence.labels), strict=True)), "left": mapping.LEFT,
    }


def count_people(record: Tender, asked: Asked) -> Counted:  # noqa: ARG001
    return record.stakeholders.all()


def prices_tab(record: Tender, asked: Asked) -> dict[str, Any]:
    """Rounds of our quotation, public prices of others, visits."""
    return {
        "record": record, "offers": record.offers.select_related("made_by"), "prices": queries.prices_of(record),
        "visits": record.visits.select_related("visit__owner", "visit__case"), "may_edit": _may_edit(record, asked),
    }


def documents_tab(record: Tender, asked: Asked) -> dict[str, Any]:
    """The papers that are asked for, who sees to each, and what lies there."""
    rows = list(record.documents.select_related("responsible", "attachment", "attached_by"))
    return {
        "record": record, "documents": rows, "missing": sum(row.needed and row.attachment_id is None for row in rows), "today": asked.today,
        "may_edit": _may_edit(record, asked), "me": asked.user, "open": record.state_kind == "open",
    }


def count_documents(record: Tender, asked: Asked) -> Counted:  # noqa: ARG001
    return record.documents.filter(needed=True, attachment=None)


def result_tab(record: Tender, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """What was put out, how it is evaluated, and what came of it."""
    return {"record": record}


TENDER_PAGE = Detail(
    kind=KIND, title=gettext_lazy("Bids"), listing="tenders", url_name="tenders:tender", badge="customer.abc", number="number",
    related=("customer", "contact", "opportunity", "mock_up", "lost_to", "owner", "department", "case"),
    path_states=("registered", "shortlisted", "quoted", "evaluated", "won"), figures=figures, buttons=buttons, moves_first=True,
    tabs=(
        story_tab(),
        Tab(key="tasks", title=gettext_lazy("Tasks and effort"), template="tenders/tab_tasks.html", context=tasks_tab, count=count_tasks),
        Tab(key="scoring", title=gettext_lazy("Scoring"), template="tenders/tab_scoring.html", context=scoring_tab),
        Tab(key="people", title=gettext_lazy("Who has a say"), template="tenders/tab_people.html", context=people_tab, count=count_people),
        Tab(key="prices", title=gettext_lazy("Rounds, prices, visits"), template="tenders/tab_prices.html", context=prices_tab),
        Tab(key="documents", title=gettext_lazy("Papers of the bid"), template="tenders/tab_documents.html", context=documents_tab,
            count=count_documents),
        Tab(key="data", title=gettext_lazy("Data and result"), template="tenders/tab_data.html", context=result_tab),
        knowledge_tab(),
        papers_tab(),
        UNCOUNTED,
    ),
)

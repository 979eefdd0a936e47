"""The page of a corrective action: the eight steps, the analysis, the answer to the customer, and faults that are alike."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.capa import queries, rendering, rules
from gendan.modules.capa.access import KIND
from gendan.modules.capa.actions.analysis import WRITTEN_IN
from gendan.modules.capa.models import Action, Capa
from gendan.modules.capa.numbers import REPEAT_DAYS
from gendan.modules.capa.procedure import STEPS, TITLES
from gendan.modules.capa.words import AGREED_IN, Measure
from gendan.modules.knowledge.detail import hints_card
from gendan.spine.access.queries import may
from gendan.spine.procedures import engine, numbers
from gendan.spine.records import model_of
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.detail.story import STORY
from gendan.ui.detail.topics import TOPICS
from gendan.ui.links import links_card
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab
from gendan.ui.records import label_of, record_url

ON_WAY = (*TITLES, "closed")


def figures(record: Capa, asked: Asked) -> list[Figure]:
    """Whom it is asked of, by when, and who judges it."""
    late = bool(record.step_due_at and record.state_kind == "open" and record.step_due_at < asked.now)
    customer = [Figure(label=_("customer"), value=str(record.customer), url=record_url("customers.customer", record.customer_id))]
    return [
        Figure(label=_("responsible department"), value=str(record.responsible), note=record.get_origin_display()),
        *(customer if record.customer else []),
        Figure(label=pgettext("capa", "grade"), value=record.get_grade_display()),
        Figure(label=_("step ends"), value=record.step_due_at or "—", state="overdue" if late else "", glyph=late),
        Figure(label=_("product"), value=str(record.product or "—"), note=record.batch, url=record_url("catalog.product", record.product_id)),
        Figure(label=_("defect"), value=record.defect or "—", note=record.get_factor_display() if record.factor else ""),
        Figure(label=_("checks the effect"), value=str(record.checker or "—"),
               note=_("round %d") % record.round_no if record.round_no > 1 else ""),
    ]


def _rights(record: Capa, asked: Asked) -> dict[str, Any]:
    answer = may(asked.user, "edit", record)
    return {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who}


def buttons(record: Capa, asked: Asked) -> list[Button]:
    """What may be done besides the moves."""
    beside = _moves_beside(record, asked)
    if record.state_kind not in queries.OPEN:
        return beside
    rights = _rights(record, asked)

    def button(key: str, title: str, icon: str, *, dialog: bool = True) -> Button:
        return Button(key=key, title=title, icon=icon, dialog=dialog, url=reverse(f"capa:{key}", args=[record.pk]), **rights)

    found = beside
    if record.state in WRITTEN_IN:
        found.append(button("analysis", _("Write the analysis"), "affiliate", dialog=False))
    if _agrees(record):
        found.append(button("action_new", _("Agree on an action"), "list-check"))
    return [*found, button("edit", _("Edit"), "edit", dialog=False), button("join", _("Join to another"), "arrows-join"), button("assign", _("Hand over"), "transfer")]


def _agrees(record: Capa) -> bool:
    """Whether any kind of action is agreed on in this step."""
    return any(record.state in steps for steps in AGREED_IN.values())


def _moves_beside(record: Capa, asked: Asked) -> list[Button]:
    """What leads back on the path has a button of its own where it is a verdict: it did not work, it came back."""
    if record.state not in ("check", "closed"):
        return []
    offered = (one for one in engine.available(record, actor=asked.user, now=asked.now) if one.transition.key in ("again", "reopen"))
    return [
        Button(
            key=one.transition.key, title=one.transition.title, dialog=True, icon="repeat", allowed=one.allowed, reason=one.reason, who=one.who,
            url=reverse("procedures:do", args=[KIND, record.pk, one.transition.key]),
        )
        for one in offered
    ]


# -- the eight steps --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One step of the strip: `place` is done, current or next; `over` that it was late."""

    code: str
    title: str
    finding: str
    place: str
    at: datetime | None
    over: bool


def strip(record: Capa, *, now: datetime) -> list[Cell]:
    """The eight steps with the check of the effect between: what was found, and when."""
    case = record.case
    if case is None:
        return []
    stays = {stay.state: stay for stay in case.stays.order_by("entered_at", "pk")}
    ends: dict[str, datetime | None] = {**rules.step_ends(record, case.numbers), "check": record.check_from}
    here = ON_WAY.index(record.state) if record.state in ON_WAY else -1
    found = []
    for number, (key, title) in enumerate(TITLES.items()):
        place = "done" if number < here else "current" if number == here else "next"
        stay, code = stays.get(key), str(title).split(" ")[0]
        at = (stay.left_at if stay and place == "done" else record.step_due_at if place == "current" else ends.get(key))
        late = bool(stay and place != "next" and (stay.breached or (place == "current" and at and at < now)))
        words = str(title).removeprefix(code).strip() or code
        found.append(Cell(code if code.startswith("D") else "", words, _finding(record, key), place, at, late))
    return found


def _finding(record: Capa, step: str) -> str:
    match step:
        case "team":
            return pgettext("capa", "%(name)s and team: %(count)d") % {"name": record.owner, "count": 1 + record.team.count()} if record.owner else ""
        case "problem":
            return record.extent or record.defect
        case "containment":
            return record.contained or _counted(record, Measure.CONTAINMENT)
        case "cause":
            return record.cause
        case "plan" | "carry":
            return _counted(record, Measure.CORRECTIVE)
        case "prevent":
            return record.standard or _counted(record, Measure.PREVENTIVE)
        case "check":
            return queries.round_of(record).evidence
        case _:
            return record.thanks


def _counted(record: Capa, kind: Measure) -> str:
    rows = Action.objects.filter(capa=record, round__number=record.round_no, kind=kind, dropped_at=None)
    done, all_of = rows.exclude(done_at=None).count(), rows.count()
    return _("%(done)d of %(all)d done") % {"done": done, "all": all_of} if all_of else ""


def sources_of(record: Capa, user: Any) -> list[dict[str, Any]]:
    """What asked for it; a link only where this person sees it."""
    found = []
    for row in record.sources.all():
        seen = model_of(row.kind).objects.visible_to(user).filter(pk=row.object_id).exists()
        found.append({"label": label_of(row.kind), "title": row.title if seen else "***", "url": record_url(row.kind, row.object_id) if seen else ""})
    return found


def steps_tab(record: Capa, asked: Asked) -> dict[str, Any]:
    """The strip, the problem, the actions with their evidence, and what asked for it."""
    edit = may(asked.user, "edit", record).allowed
    open_now = record.state_kind in queries.OPEN
    return {
        "record": record, "cells": strip(record, now=asked.now), "groups": queries.actions_of(record), "user": asked.user,
        "may_edit": edit and open_now, "may_agree": edit and _agrees(record), "sources": sources_of(record, asked.user), "team": list(record.team.select_related("department")),
        "round": queries.round_of(record), "now": asked.now,
    }


# -- the analysis -----------------------------------------------------------------------------------------------------


def analysis_tab(record: Capa, asked: Asked) -> dict[str, Any]:
    """Both drawings of this round, the same as lists, and the rounds before."""
    found = queries.round_of(record)
    rights = may(asked.user, "edit", record).allowed and record.state in WRITTEN_IN
    earlier = [(one, queries.actions_of(record, number=one.number)) for one in queries.earlier_rounds(record)]
    written = found.whys.exists() or found.bones.exists()
    return {
        "record": record, "round": found, "written": written, "whys": list(found.whys.all()), "bones": rendering.bones_of(found),
        "fishbone": rendering.fishbone_svg(record, found) if written else "", "stairs": rendering.whys_svg(record, found) if written else "",
        "may_write": rights, "earlier": earlier,
    }


# -- the answer, and what is alike ------------------------------------------------------------------------------------


def answer_tab(record: Capa, asked: Asked) -> dict[str, Any]:
    """The versions of the answer, the newest first."""
    rows = list(record.answers.select_related("drafted_by", "approved_by", "sent_by", "paper"))
    return {
        "record": record, "answers": rows, "may_edit": may(asked.user, "edit", record).allowed and record.customer_id is not None,
        "may_approve": may(asked.user, "approve", record).allowed, "user": asked.user,
    }


def since(record: Capa) -> datetime:
    """From when on a fault counts as the same one again."""
    days = numbers.value(record.case.numbers if record.case else {}, REPEAT_DAYS)
    return record.created_at - timedelta(days=days)


def alike_tab(record: Capa, asked: Asked) -> dict[str, Any]:
    """The same product, defect and cause."""
    rows = queries.alike(record, since=since(record))
    seen = Capa.objects.visible_to(asked.user).filter(pk__in=rows.values("pk")).select_related("owner", "customer", "case")
    return {"record": record, "rows": list(seen.order_by("-created_at")[:50]), "count": rows.count()}


def count_alike(record: Capa, asked: Asked) -> int:  # noqa: ARG001
    return queries.alike(record, since=since(record)).count()


PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Corrective actions"),
    listing="capas",
    url_name="capa:detail",
    name="title",
    number="number",
    related=("customer", "product", "responsible", "owner", "department", "checker", "case", "joined_to"),
    path_states=(*STEPS, "check", "thanks", "closed"),
    figures=figures,
    buttons=buttons,
    moves_first=True,
    change_owner=lambda record: reverse("capa:assign", args=[record.pk]),
    tabs=(
        Tab(key="steps", title=gettext_lazy("8D"), template="capa/tab_steps.html", context=steps_tab),
        Tab(key="analysis", title=gettext_lazy("Analysis"), template="capa/tab_analysis.html", context=analysis_tab),
        Tab(key="answer", title=gettext_lazy("Answer"), template="capa/tab_answer.html", context=answer_tab),
        Tab(key="alike", title=gettext_lazy("Same fault"), template="capa/tab_alike.html", context=alike_tab, count=count_alike),
        STORY,
        papers_tab(),
        FILES,
    ),
    cards=(
        links_card(),
        TOPICS,
        hints_card(),
    ),
)

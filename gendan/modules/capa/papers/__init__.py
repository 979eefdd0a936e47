"""Corrective actions on paper: the request, the 8D report, and the report of non-conformity."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa import queries, rendering, rules
from gendan.modules.capa.access import KIND
from gendan.modules.capa.models import Capa
from gendan.modules.capa.words import INTERNAL
from gendan.modules.customers.papers import CUSTOMER, customer_on
from gendan.spine.documents.papers import Paper

ACTION = {
    "kind": (pgettext_lazy("capa", "kind"), "纠正措施"), "text": (_("what is done"), "按刀具寿命换刀并记台账"), "owner": (_("by whom"), "石川"),
    "due_on": (_("by when"), "2026-09-28"), "done_on": (_("done on"), "2026-09-27"), "evidence": (_("evidence"), "台账照片"),
}
HEAD = {
    "title": (pgettext_lazy("capa", "what is wrong"), "轴承座孔径超差"), "origin": (pgettext_lazy("capa", "asked for by"), "投诉"),
    "customer": CUSTOMER, "product": (_("product"), "轴承座"), "batch": (_("batch"), "P2609"), "defect": (_("defect"), "孔径超差"),
    "grade": (pgettext_lazy("capa", "grade"), "2 · 一般"), "responsible": (_("responsible department"), "制造部"),
    "owner": (_("owner"), "陆承"), "asked_by": (pgettext_lazy("capa", "asked for by whom"), "韩青"),
    "asked_on": (pgettext_lazy("capa", "asked for at"), "2026-09-24"), "limit_on": (_("improved by"), "2026-10-09"),
    "problem": (_("description of the problem"), "内孔超上差 0.02"), "found_on": (_("found on"), "2026-09-23"),
    "found_where": (_("found where"), "客户装配线"), "extent": (_("how much is affected"), "120 件"), "clause": (_("requirement not met"), ""),
    "cause": (_("root cause"), "镗刀磨损后未换"), "factor": (pgettext_lazy("capa", "cause lies in"), "机"), "actions": [ACTION],
    "evidence": (_("evidence of the effect"), "三批 360 件合格"), "effective": (_("effective"), "有效"),
    "checked_by": (_("checked by"), "韩青"), "checked_on": (_("checked on"), "2026-10-20"), "round": (_("round"), "1"),
}
WHY = {"text": (_("because"), "换刀没有台账")}
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'/>"
EIGHT = {
    **HEAD, "team": [{"name": (_("name"), "石川"), "department": (_("department"), "制造部")}], "contained": (_("why nothing had to be contained"), ""),
    "whys": [WHY], "stairs": (_("Five whys"), DRAWING), "fishbone": (_("Fishbone"), DRAWING),
    "escaped": (_("why it was not found before"), "首检后没有巡检"), "standard": (_("what became the rule"), "WI-023 第 4 版"),
    "thanks": (_("thanks to the team"), "辛苦各位"), "closed_on": (_("closed at"), "2026-10-21"), "checker": (_("checks the effect"), "韩青"),
}


def _head(capa: Capa) -> dict[str, Any]:
    found = queries.round_of(capa)
    own = ("title", "batch", "defect", "problem", "found_on", "found_where", "extent", "clause", "cause")
    said = {True: say("effective"), False: say("not effective"), None: ""}[found.effective]
    return {
        "number": capa.number, **{name: getattr(capa, name) for name in own}, "origin": capa.get_origin_display(),
        "customer": customer_on(capa.customer) if capa.customer else dict.fromkeys(CUSTOMER, ""),
        "product": str(capa.product or ""), "grade": capa.get_grade_display(), "responsible": str(capa.responsible),
        "owner": str(capa.owner or ""), "asked_by": str(capa.created_by or ""), "asked_on": capa.created_at, "limit_on": rules.limit_of(capa),
        "factor": capa.get_factor_display(), "actions": [row for _kind, _label, rows in queries.actions_of(capa) for row in map(_row, rows) if row],
        "evidence": found.evidence, "effective": said, "checked_by": str(found.checked_by or ""), "checked_on": found.checked_at,
        "round": capa.round_no,
    }


def _row(action: Any) -> dict[str, Any]:
    if action.dropped_at:
        return {}
    own = {"text": action.text, "owner": str(action.owner), "evidence": action.evidence}
    return {"kind": action.get_kind_display(), **own, "due_on": action.due_at, "done_on": action.done_at}


def request_context(capa: Capa, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What is asked of whom, and what came of it (F56, F59)."""
    return _head(capa)


def eight_context(capa: Capa, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """All eight steps of the round it stands in."""
    found = queries.round_of(capa)
    whys = [{"text": row.text} for row in found.whys.all()]
    drawn = found.bones.exists()
    team = [{"name": one.name, "department": one.department.name} for one in capa.team.select_related("department")]
    return {
        **_head(capa), "team": team, "contained": capa.contained, "whys": whys, "stairs": rendering.whys_svg(capa, found) if whys else "",
        "fishbone": rendering.fishbone_svg(capa, found) if drawn else "", "escaped": found.escaped, "standard": capa.standard,
        "thanks": capa.thanks, "closed_on": capa.closed_at, "checker": str(capa.checker or ""),
    }


def is_external(capa: Capa) -> Any:
    """What customers complain of is answered by the 8D report."""
    return "" if capa.origin in INTERNAL else say("A report of non-conformity is for what was found in the house.")


def _named(name: Any) -> Any:
    def file_name(capa: Capa, *, at: datetime) -> str:  # noqa: ARG001  its number says when
        return f"{name} {capa.number}"

    return file_name


REQUEST = Paper(
    key="capa_request", label=_("Corrective and preventive action request"), kind=KIND, context=request_context, layout="capa/papers/request.typ",
    name=_named(_("Corrective and preventive action request")), fields=HEAD,
)
EIGHT_D = Paper(
    key="capa_8d", label=_("8D report"), kind=KIND, context=eight_context, layout="capa/papers/eight.typ", name=_named(_("8D report")), fields=EIGHT,
)
NONCONFORMITY = Paper(
    key="capa_nonconformity", label=_("Report of non-conformity"), kind=KIND, context=request_context, layout="capa/papers/nonconformity.typ",
    name=_named(_("Report of non-conformity")), fields=HEAD, lacks=is_external,
)
PAPERS = (REQUEST, EIGHT_D, NONCONFORMITY)

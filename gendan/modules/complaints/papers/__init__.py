"""Complaints on paper: the sheet of registration and feedback, the handling report, the reply as a letter, and the summaries."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.complaints import queries
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.access import DIGEST as DIGEST_KIND
from gendan.modules.complaints.models import Complaint, Digest
from gendan.modules.complaints.words import Channel, Klass
from gendan.spine.documents.papers import Paper
from gendan.spine.procedures.models import SignOff

FINDING = {"kind": (_("what was looked at"), "检验记录"), "result": (pgettext_lazy("finding", "result"), "情况属实"), "document": (_("paper, number"), "HY-0921"),
           "text": (_("what was found"), "根部圆角 R0.3"), "by": (_("by whom"), "韩青"), "at": (_("on"), "2026-09-24")}
OPINION = {"party": (_("department"), "质量"), "opinion": (_("opinion"), "情况属实，换刀后合格"), "by": (_("by whom"), "韩青"), "at": (_("on"), "2026-09-24")}
SHEET = {
    "subject": (_("what it is about"), "联轴器键槽裂纹"), "text": (_("what was said"), "两件装机后开裂"), "complainant": (_("complainant"), "沈工"),
    "customer": (_("customer"), "青屿重工有限公司"), "phone": (_("telephone"), "138 0000 1111"), "address": (_("address"), "无锡市新吴区"),
    "channel": (_("channel"), "电话"), "klass": (_("class"), "产品质量"), "grade": (_("grade"), "二级，一般"), "product": (_("product"), "联轴器 GICL-5"),
    "batch": (_("batch"), "H26-0731"), "order": (_("order"), "DD2609-001"), "received_at": (_("received at"), "2026-09-24"),
    "respond_due_at": (_("answer due"), "2026-09-26"), "handler": (_("handler"), "许知微"), "department": (_("responsible department"), "质量部"),
    "fault": (_("whose fault"), "我方责任"), "verdict": (_("verdict"), "根部圆角过小"), "cause": (_("cause"), "工艺"), "solution": (_("agreed solution"), "换货 4 套"),
    "done": (_("what was done"), "4 套已送达"), "outcome": (_("what he says of the outcome"), "处理及时"), "score": (_("satisfied with the outcome"), "5"),
    "approver": (_("approver"), "罗副总"), "closed_at": (_("closed at"), "2026-10-08"), "findings": [FINDING], "opinions": [OPINION],
}
REPLY = {
    "text": (_("reply"), "沈工，您好：\n\n感谢您告诉我们，给您带来的不便，我们深表歉意。"), "complainant": (_("complainant"), "沈工"), "customer": (_("customer"), "青屿重工有限公司"),
    "address": (_("address"), "无锡市新吴区"), "version": (_("version"), "2"), "approved_by": (_("approved by"), "罗副总"), "approved_at": (_("approved at"), "2026-09-25"),
}
LINE = {"name": (_("what"), "产品质量"), "count": (_("complaints"), "12"), "justified": (_("justified"), "7"), "on_time": (_("answered in time"), "92%")}
AGAIN = {"name": (_("product and defect"), "联轴器 · 裂纹"), "count": (_("complaints"), "3")}
DIGEST = {
    "title": (_("period"), "2026-09"), "since": (_("from"), "2026-09-01"), "until": (_("until"), "2026-09-30"),
    **{name: (label, example) for name, label, example in (
        ("count", _("complaints"), "23"), ("justified", _("justified"), "9"), ("open", _("still open"), "4"), ("on_time", _("answered in time"), "91%"),
        ("at_first", _("solved in the first talk"), "22%"), ("reopened", _("opened again"), "1"), ("repeat_rate", _("repeat rate"), "8%"), ("score", _("satisfied with the outcome"), "4.3"))},
    "by_class": [LINE], "by_cause": [LINE], "by_department": [LINE], "by_product": [LINE], "by_channel": [LINE], "repeats": [AGAIN],
    "text": (_("assessment"), "键槽裂纹三起，同一批刀具。"), "measures": (_("measures"), "换刀记台账，10 月复查。"), "owner": (_("written by"), "许知微"),
    "approved_by": (_("approved by"), "苏主管"), "approved_at": (_("approved at"), "2026-10-05"),
}
REVIEW = {**DIGEST, "cost": (_("cost, yuan"), "18,600.00")}


def sheet_context(record: Complaint, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """The whole complaint, as it stands."""
    own = ("subject", "text", "phone", "address", "batch", "received_at", "respond_due_at", "solution", "closed_at")
    shown = {name: getattr(record, f"get_{name}_display")() for name in ("channel", "klass", "grade", "fault")}
    found = [{"kind": row.get_kind_display(), "result": row.get_result_display(), "document": row.document, "text": row.text, "by": row.by.name, "at": row.at}
             for row in queries.found(record)]
    signed = SignOff.objects.filter(case=record.case_id, signed_at__isnull=False).select_related("signed_by").order_by("signed_at")
    return {
        "number": record.number, **{name: getattr(record, name) for name in own}, **shown, "complainant": record.complainant_name, "customer": str(record.customer or ""),
        "product": str(record.product or ""), "order": record.order.number if record.order else "", "handler": str(record.owner or ""),
        "department": str(record.responsible_department or ""), "verdict": record.verdict_text, "cause": str(record.cause or ""), "done": record.done_text,
        "outcome": record.outcome_text, "score": str(record.outcome_score or ""), "approver": str(record.approver or ""), "findings": found,
        "opinions": [{"party": row.party, "opinion": row.opinion, "by": str(row.signed_by or ""), "at": row.signed_at} for row in signed],
    }


def reply_context(record: Complaint, *, language: str) -> dict[str, Any]:  # noqa: ARG001  a letter has its own language
    """The newest approved version, word by word."""
    row = record.replies.filter(approved_at__isnull=False).order_by("-version").first()
    assert row is not None
    return {
        "number": record.number, "text": row.text, "complainant": record.complainant_name, "customer": str(record.customer or ""), "address": record.address,
        "version": row.version, "approved_by": str(row.approved_by), "approved_at": row.approved_at,
    }


def no_reply(record: Complaint) -> Any:
    """A letter needs an approved reply."""
    return None if record.replies.filter(approved_at__isnull=False).exists() else _("No reply is approved yet.")


def digest_context(record: Digest, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """The figures that were handed in, and what is said of them."""
    found, words = record.figures, {"klass": dict(Klass.choices), "channel": dict(Channel.choices)}
    groups = {f"by_{'class' if key == 'klass' else key}": [_line(row, words.get(key, {})) for row in rows] for key, rows in found["groups"].items()}
    return {
        "number": record.number, "title": str(record), "since": record.since, "until": record.until, "count": int(found["count"]),
        "justified": int(found["justified"]), "open": int(found["open"]), "reopened": int(found["reopened"]), "on_time": _percent(found["on_time"]),
        "at_first": _percent(found["at_first"]), "repeat_rate": _percent(found["repeat_rate"]), "score": f"{found['score']:.1f}" if found["score"] else "—",
        **groups, "repeats": found["repeats"], "text": record.text, "measures": record.measures, "owner": str(record.owner or ""),
        "approved_by": str(record.approved_by or ""), "approved_at": record.approved_at,
    }


def review_context(record: Digest, *, language: str) -> dict[str, Any]:
    """With the cost."""
    return digest_context(record, language=language) | {"cost": f"{record.cost_cny:,.2f}" if record.cost_cny else "—"}


def _line(row: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    return row | {"name": str(words.get(row["name"], row["name"]) or "—"), "on_time": _percent(row["on_time"])}


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{100 * share:.0f}%"


def sheet_name(record: Complaint, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The number, and what it is about."""
    return f"{record.number} {record.subject}"


def digest_name(record: Digest, *, at: datetime) -> str:  # noqa: ARG001  its title says when
    """Its time."""
    return f"{record.number} {record}"


def _paper(key: str, label: Any, kind: str, context: Any, layout: str, fields: Any, **more: Any) -> Paper:
    return Paper(key=f"complaint_{key}", label=label, kind=kind, context=context, layout=f"complaints/papers/{layout}.typ", fields=fields,
                 name=sheet_name if kind == KIND else digest_name, **more)


PAPERS = (
    _paper("sheet", _("Complaint registration and feedback sheet"), KIND, sheet_context, "sheet", SHEET),
    _paper("report", _("Complaint handling report"), KIND, sheet_context, "report", SHEET),
    _paper("reply", _("Reply to the complainant"), KIND, reply_context, "reply", REPLY, lacks=no_reply),
    _paper("month", _("Monthly summary of complaints"), DIGEST_KIND, digest_context, "digest", DIGEST),
    _paper("review", _("Complaints for the management review"), DIGEST_KIND, review_context, "review", REVIEW, shows=("cost_cny",)),
)

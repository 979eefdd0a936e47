"""The isolation label on goods that came back, and their inspection report (成品检验报告)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.papers import CUSTOMER, customer_on
from gendan.modules.returns.access import RETURN as KIND
from gendan.modules.returns.models import Return
from gendan.spine.documents.papers import Paper

GOODS = {
    "what": (_("returned goods"), "轴承座 ZC-100"), "batch": (_("batch"), "P2609"), "quantity": (_("quantity"), "12"), "unit": (_("unit"), "件"),
    "reason": (_("why they come back"), "孔径超差"), "place": (_("isolated at"), "隔离区 B-2"), "received_on": (_("received on"), "2026-09-24"),
    "customer": CUSTOMER, "order": (_("order numbers"), "DH2609-0001"), "inspection": (_("inspection"), "全检"),
}
LINE = {
    "item": (_("what is inspected"), "孔径"), "requirement": (_("requirement"), "Φ50 +0.025"), "result": (_("result"), "Φ50.06"),
    "inspected": (_("pieces inspected"), "12"), "defective": (_("defective pieces"), "3"), "defect": (_("defect"), "孔径超差"),
}
REPORT_FIELDS = {
    **GOODS, "report": (_("inspection report"), "JY2609-0001"), "inspected": (_("pieces inspected"), "12"), "defective": (_("defective pieces"), "3"),
    "rate": (_("defect rate, percent"), "25.00"), "finding": (_("finding"), "3 件孔径超上差"), "fault": (_("whose fault"), "我方原因"),
    "cause": (_("cause"), "刀具磨损"), "verdict": (_("verdict"), "补货 12 件"), "inspector": (_("inspector"), "韩青"),
    "inspected_on": (_("inspected at"), "2026-09-26"), "lines": [LINE],
}


def _number(value: Any) -> str:
    return f"{value.normalize():f}" if value is not None else ""


def label_context(record: Return, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What stands on goods that must not mix with good ones (F56.5)."""
    plain = ("what", "batch", "unit", "reason", "place", "received_on")
    return {
        **{name: getattr(record, name) or "" for name in plain}, "quantity": _number(record.quantity), "customer": customer_on(record.customer),
        "order": record.order.number if record.order else "", "inspection": record.get_inspection_display(),
    }


def report_context(record: Return, *, language: str) -> dict[str, Any]:
    """What was inspected, what was found, and the verdict (F56.6)."""
    lines = [{name: _number(getattr(row, name)) if name in ("inspected", "defective") else getattr(row, name) for name in LINE} for row in record.lines.all()]
    return {
        **label_context(record, language=language), "report": record.report_number, "inspected": _number(record.inspected),
        "defective": _number(record.defective), "rate": str(record.defect_rate or ""), "finding": record.finding, "fault": record.get_fault_display(),
        "cause": record.cause, "verdict": record.verdict, "inspector": str(record.inspected_by or ""),
        "inspected_on": record.inspected_at.date() if record.inspected_at else "", "lines": lines,
    }


def label_name(record: Return, *, at: datetime) -> str:  # noqa: ARG001  a lot has one label
    """The number and the goods."""
    return f"{record.number} {record.what}"


def report_name(record: Return, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The report's number and the goods."""
    return f"{record.report_number or record.number} {record.what}"


LABEL = Paper(
    key="isolation_label", label=_("Isolation label"), kind=KIND, context=label_context, layout="returns/papers/label.typ", name=label_name, fields=GOODS,
)
REPORT = Paper(
    key="inspection_report", label=_("Inspection report"), kind=KIND, context=report_context, layout="returns/papers/report.typ", name=report_name,
    fields=REPORT_FIELDS,
)

"""Orders on paper: the review (订单评审表), the notice to those who make and send the goods (订单通知书), the return record (退单记录)."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.papers import LINE, SUMS, lines_on, sums_on
from gendan.modules.customers.papers import CONTACT, CUSTOMER, contact_on, customer_on
from gendan.modules.orders import queries, rules
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.models import Order
from gendan.modules.orders.procedure import SIX
from gendan.spine.documents.papers import Paper
from gendan.spine.procedures.models import SignOff

PLAIN = {name: LINE[name] for name in ("name", "specification", "quantity", "unit")}
STAGE = {"stage": (_("stage"), "排产"), "line": (_("product"), ""), "planned_on": (_("planned for"), "2026-10-20")}
HEAD = {
    "order": (_("order numbers"), "DH2609-0001"), "name": (_("name"), "轴承座"), "customer": CUSTOMER, "contact": CONTACT,
    "customer_number": (_("customer's order number"), "PO-88123"), "ordered_on": (_("ordered on"), "2026-09-24"),
    "wanted_on": (_("wanted by the customer on"), "2026-11-20"), "lines": [PLAIN], "seller": (_("our salesperson"), "何川"),
}
NOTICE_FIELDS = {
    **HEAD, "edition": (_("version"), "1"), "change": (_("what changes, and why"), ""), "market": (_("domestic or export"), "内销"),
    "special": (_("special technical requirement"), "是"), "rush": (_("rush"), "否"), "promised_on": (_("promised for"), "2026-11-15"),
    "requirement": (_("technical requirement"), "转速 37 r/min"), "packaging": (_("packaging"), "木箱"),
    "technical_plan": (_("technical plan"), "按图 ZC-100 加工"), "material_plan": (_("raw-material plan"), "QT450 毛坯 100 件"),
    "stages": [STAGE], "signed_by": (_("signed by"), "白总"), "signed_at": (_("signed on"), "2026-09-28"),
    "noticed_at": (_("noticed on"), "2026-09-28"),
}
RETURN_FIELDS = {
    **HEAD, "reason": (_("reason"), "交期无法满足"), "customer_says": (_("what the customer says"), "同意改下一批"),
    "lesson": (_("lesson"), "报价前先核对产能"), "returned_on": (_("returned on"), "2026-09-30"), "returned_by": (_("returned by"), "何川"),
}

OPINION = {
    "party": (pgettext_lazy("review", "party"), "生产中心"), "person": (pgettext_lazy("person", "name"), "石磊"), "verdict": (_("verdict"), "同意"), "opinion": (_("opinion"), "产能可以满足"),
    "at": (pgettext_lazy("date", "on"), "2026-09-25"),
}
REVIEW_FIELDS = {
    **HEAD, "lines": [LINE], "market": (_("domestic or export"), "内销"), "promised_on": (_("promised for"), "2026-11-15"),
    "payment_terms": (_("payment terms"), "预付 30%"), "special": (_("special technical requirement"), "是"), "from_stock": (_("from stock"), "否"),
    "why_special": (_("why it is special"), "不在出口产品型谱内"), "requirement": (_("technical requirement"), "转速 37 r/min"),
    "packaging": (_("packaging"), "木箱"), "opinions": [OPINION], "round": (_("round"), "1"),
    "technical_plan": (_("technical plan"), "按图 ZC-100 加工"), "material_plan": (_("raw-material plan"), "QT450 毛坯 100 件"),
    "handling_opinion": (_("handling opinion"), "交期顺延一周，客户同意"), "customer_answer": (_("customer's answer"), "同意按我方方案加工"),
    "signed_by": (_("signed by"), "白总"), "signed_at": (_("signed on"), "2026-09-28"), **SUMS,
}


def _head(order: Order) -> dict[str, Any]:
    lines = [{name: line[name] for name in PLAIN} for line in lines_on(queries.lines_of(order))]
    own = ("name", "customer_number", "ordered_on", "wanted_on")
    return {
        "order": order.number, "customer": customer_on(order.customer), "contact": contact_on(order.contact), "lines": lines,
        "seller": str(order.owner or ""), **{name: getattr(order, name) for name in own},
    }


def notice_context(order: Order, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What is to be made and sent, by when and how (F12.7); no prices, because workshops read it."""
    version = queries.current(order)
    own = ("promised_on", "requirement", "packaging", "technical_plan", "material_plan", "signed_at", "noticed_at")
    return {
        **_head(order), "number": order.notice_number, "edition": version.number, "change": version.reason,
        "market": order.get_market_display(), "special": _yes(order.is_special), "rush": _yes(order.rush), "stages": _stages(order),
        "signed_by": str(order.signed_by or ""), **{name: getattr(order, name) for name in own},
    }


def review_context(order: Order, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What was reviewed, what each party said in the newest round, the plans, the talks, and who signed (F12)."""
    lines = list(queries.lines_of(order))
    own = ("promised_on", "payment_terms", "requirement", "packaging", "technical_plan", "material_plan", "handling_opinion", "signed_at")
    newest = _newest_round(order)
    return {
        **_head(order), "number": order.number, "market": order.get_market_display(), "special": _yes(order.is_special),
        "from_stock": _yes(order.from_stock), "why_special": "；".join(rules.words_of(one) for one in order.irregular), "opinions": _opinions(newest),
        "round": str(newest[0].round) if newest else "", "customer_answer": order.get_customer_answer_display(),
        "signed_by": str(order.signed_by or ""), **{name: getattr(order, name) for name in own}, "lines": lines_on(lines),
        **sums_on(lines, currency=order.currency),
    }


def _newest_round(order: Order) -> list[SignOff]:
    rows = list(SignOff.objects.filter(case=order.case_id, state="review").select_related("signed_by", "todo__assignee").order_by("-round", "pk"))
    return [row for row in rows if row.round == rows[0].round]


def _opinions(rows: list[SignOff]) -> list[dict[str, Any]]:
    titles = {party.key: str(party.title) for party in SIX}
    return [
        {"party": titles.get(row.party, row.party), "person": str(row.signed_by or row.todo.assignee), "verdict": row.get_verdict_display(),
         "opinion": row.opinion, "at": timezone.localdate(row.signed_at) if row.signed_at else ""}
        for row in rows
    ]


def _yes(value: bool) -> str:
    return say("yes") if value else say("no")


def _stages(order: Order) -> list[dict[str, Any]]:
    names = {line.key: line.name for line in queries.lines_of(order)}
    return [
        {"stage": row.get_stage_display(), "line": names.get(key, ""), "planned_on": row.planned_on}
        for key, rows in queries.progress_of(order).items() for row in rows
    ]


def return_context(order: Order, *, language: str) -> dict[str, Any]:  # noqa: ARG001  all its words are the layout's own
    """Why the order was given back, and what the customer says (F12.4); empty until it is."""
    record = getattr(order, "return_record", None)
    own = ("reason", "customer_says", "lesson", "returned_on")
    return {
        **_head(order), "number": record.number if record else "", "returned_by": str(record.returned_by) if record else "",
        **{name: getattr(record, name, "") for name in own},
    }


def notice_name(order: Order, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The notice's number, with the version from the second on."""
    number = order.notice_number or order.number
    return f"{say('Order notice')} {number}-{order.version}" if order.version > 1 else f"{say('Order notice')} {number}"


def review_name(order: Order, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The order's number, with the version from the second on."""
    return f"{say('Order review')} {order.number}" + (f"-{order.version}" if order.version > 1 else "")


def return_name(order: Order, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The record's number and the order's."""
    record = getattr(order, "return_record", None)
    return f"{say('Return record')} {record.number if record else order.number}"


def _not_noticed(order: Order) -> Any:
    return "" if order.notice_number else say("The order has no notice yet: it is issued once the order is signed and promised.")


def _not_submitted(order: Order) -> Any:
    return "" if order.submitted_at else say("The review has not begun: hand the order in first.")


def _not_returned(order: Order) -> Any:
    return "" if hasattr(order, "return_record") else say("The order was not given back.")


NOTICE = Paper(
    key="order_notice", label=_("Order notice"), kind=KIND, context=notice_context, layout="orders/papers/notice.typ", name=notice_name,
    fields=NOTICE_FIELDS, lacks=_not_noticed,
)
REVIEW = Paper(
    key="order_review", label=_("Order review"), kind=KIND, context=review_context, layout="orders/papers/review.typ", name=review_name,
    fields=REVIEW_FIELDS, shows=("amount",), lacks=_not_submitted,
)
RETURN = Paper(
    key="order_return", label=pgettext_lazy("paper", "Return record"), kind=KIND, context=return_context, layout="orders/papers/return.typ",
    name=return_name, fields=RETURN_FIELDS, lacks=_not_returned,
)

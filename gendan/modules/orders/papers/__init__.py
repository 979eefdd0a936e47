"""Orders on paper: the notice to those who make and send the goods (订单通知书), and why an order was given back (退单记录)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.papers import LINE, lines_on
from gendan.modules.customers.papers import CONTACT, CUSTOMER, contact_on, customer_on
from gendan.modules.orders import queries
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.models import Order
from gendan.spine.documents.papers import Paper

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


def return_name(order: Order, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The record's number and the order's."""
    record = getattr(order, "return_record", None)
    return f"{say('Return record')} {record.number if record else order.number}"


def _not_noticed(order: Order) -> Any:
    return "" if order.notice_number else say("The order has no notice yet: it is issued once the order is signed and promised.")


def _not_returned(order: Order) -> Any:
    return "" if hasattr(order, "return_record") else say("The order was not given back.")


NOTICE = Paper(
    key="order_notice", label=_("Order notice"), kind=KIND, context=notice_context, layout="orders/papers/notice.typ", name=notice_name,
    fields=NOTICE_FIELDS, lacks=_not_noticed,
)
RETURN = Paper(
    key="order_return", label=pgettext_lazy("paper", "Return record"), kind=KIND, context=return_context, layout="orders/papers/return.typ",
    name=return_name, fields=RETURN_FIELDS, lacks=_not_returned,
)

"""The page of an export consignment, and what orders show of theirs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.consignments import queries, rules
from gendan.modules.consignments.access import KIND
from gendan.modules.consignments.models import Consignment
from gendan.modules.consignments.words import WRITTEN
from gendan.modules.followups.detail import story_tab
from gendan.modules.orders.models import Order
from gendan.modules.orders.page import Outside
from gendan.modules.orders.words import Market
from gendan.spine.access.queries import may, may_any
from gendan.ui.detail.declare import Button, Card, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab


def figures(record: Consignment, asked: Asked) -> list[Figure]:
    """What one wants to know at a glance."""
    behind = bool(record.state == "producing" and record.expected_on and record.expected_on < asked.today)
    return [
        Figure(label=_("order"), value=record.order.number, note=record.order.customer_number, url=reverse("orders:detail", args=[record.order_id])),
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("confirmed sample"), value=record.sample.number if record.sample else "—", note=str(record.sample or "")),
        Figure(label=_("factory is ready on"), value=record.finished_on or record.expected_on or "—", state="overdue" if behind else "", glyph=behind,
               note=pgettext("goods", "finished") if record.finished_on else record.factory),
        Figure(label=_("port of destination"), value=record.to_port or "—", note=f"{record.incoterm} {record.get_freight_display()}".strip()),
        Figure(label=_("vessel"), value=f"{record.vessel} {record.voyage}".strip() or "—", note=record.booking_number),
        Figure(label=_("sails on"), value=record.sails_on or "—", note=_("to be shipped by %(day)s") % {"day": record.latest_on} if record.latest_on else ""),
        Figure(label=_("expected to arrive on"), value=record.arrives_on or "—", note=record.bill_number),
    ]


def _button(key: str, title: str, icon: str, record: Consignment, answer: Any, *, dialog: bool = False) -> Button:
    return Button(
        key=key, title=title, icon=icon, url=reverse(f"consignments:{key}", args=[record.pk]), dialog=dialog, allowed=answer.allowed,
        reason=answer.reason, who=answer.who,
    )


def buttons(record: Consignment, asked: Asked) -> list[Button]:
    """Note and packing list while they are written; the objection as long as it runs."""
    if record.state_kind != "open":
        return []
    edit = may(asked.user, "edit", record)
    written = [
        _button("packing", _("Packing list"), "packages", record, edit), _button("note", _("Consignment note"), "clipboard-text", record, edit),
    ]
    objects = _button("objection", _("The customer objects"), "alert-triangle", record, edit, dialog=True)
    return [*(written if record.state in WRITTEN else []), objects]


def packing_tab(record: Consignment, asked: Asked) -> dict[str, Any]:
    """The packing list with what is still to be packed, and what the factory said."""
    rows = list(record.packed.all())
    return {
        "record": record, "rows": rows, "sums": queries.sums_of(rows), "left": [(line, left) for line, left in queries.left_to_pack(record) if left],
        "pushes": record.pushes.select_related("by"), "may_edit": record.state in WRITTEN and bool(may(asked.user, "edit", record)),
    }


def shipping_tab(record: Consignment, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """The consignment note, the booking, and what was loaded."""
    return {"record": record}


CONSIGNMENT_PAGE = Detail(
    kind=KIND, title=gettext_lazy("Export consignments"), listing="consignments", url_name="consignments:detail", name="order.name", number="number",
    badge="customer.abc", related=("owner", "department", "case", "customer", "contact", "order", "sample", "clerk"),
    tags=lambda record: [_("part of the order")] if record.part else [],
    path_states=("producing", "packing", "noting", "booking", "booked", "loaded", "told", "received"), figures=figures, buttons=buttons, moves_first=True,
    tabs=(
        story_tab(),
        Tab(key="packing", title=gettext_lazy("Factory and packing list"), template="consignments/tab_packing.html", context=packing_tab),
        Tab(key="shipping", title=gettext_lazy("Note and shipping data"), template="consignments/tab_shipping.html", context=shipping_tab),
        papers_tab(),
        UNCOUNTED,
    ),
)


# -- on the pages of the order ----------------------------------------------------------------------------------------


def _on_order(record: Order, asked: Asked) -> dict[str, Any]:
    rows = Consignment.objects.visible_to(asked.user).filter(order=record).select_related("case").order_by("pk")
    return {"consignments": asked.once(("consignments", record.pk), lambda: list(rows))}


def _shown(record: Order, asked: Asked) -> bool:
    return record.market == Market.EXPORT and bool(_on_order(record, asked)["consignments"])


ORDER_CARD = Card(template="consignments/card.html", context=_on_order, shown=_shown)


def _outside(order: Order) -> dict[str, Any] | None:
    """What its customer may know: booking, loading, and the papers that go along; nothing of factory, note or pushes."""
    rows = [
        {"row": row, "sums": queries.sums_of(row.packed.all()), "papers": queries.papers_for_customer(row)} for row in queries.travelling(order)
    ]
    return {"consignments": rows} if rows else None


CUSTOMER_PART = Outside(template="consignments/public.html", context=_outside)


def order_buttons(record: Order, asked: Asked) -> list[Button]:
    """A part of an export order leaves by itself; the whole of it has its consignment from the notice on."""
    if record.market != Market.EXPORT or record.state != "running" or not may_any(asked.user, "create", KIND):
        return []
    reason = rules.why_no_part(record)
    url = reverse("consignments:create", args=[record.pk])
    return [Button(key="consignment", title=_("Consign a part"), icon="ship", url=url, dialog=True, allowed=not reason, reason=reason)]

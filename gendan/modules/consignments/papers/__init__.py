"""Papers of an export consignment: packing list (装箱单), export consignment note (出口托运单), shipping advice (装船通知)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from gendan.modules.consignments import queries
from gendan.modules.consignments.access import KIND
from gendan.modules.consignments.models import Consignment
from gendan.modules.customers.papers import CONTACT, CUSTOMER, contact_on, customer_on
from gendan.spine.documents.papers import Paper

PACKAGE = {
    "cases": (_("numbers of the packages"), "1–20"), "name": (_("product"), "轴承座 SNL518"), "packages": (_("packages"), "20"),
    "quantity": (_("quantity"), "100"), "unit": (_("unit"), "件"), "net_kg": (_("net weight, kg"), "1200.00"),
    "gross_kg": (_("gross weight, kg"), "1340.00"), "volume_m3": (_("volume, m³"), "3.200"),
}
SUMS = {
    "packages": (_("packages in all"), "20"), "quantity": (_("quantity in all"), "100"), "net_kg": (_("net weight in all, kg"), "1200.00"),
    "gross_kg": (_("gross weight in all, kg"), "1340.00"), "volume_m3": (_("volume in all, m³"), "3.200"),
}
HEAD: dict[str, Any] = {
    "order": (_("order numbers"), "DH2609-0001"), "customer_number": (_("customer's order number"), "PO-88123"), "customer": CUSTOMER, "contact": CONTACT,
    "goods": (_("description of the goods"), "轴承座"), "marks": (_("shipping marks"), "MERIDIAN / PO-88123 / HAMBURG"), "sums": SUMS,
    "from_port": (_("port of loading"), "上海"), "to_port": (_("port of destination"), "汉堡"), "seller": (_("our salesperson"), "何川"),
}
NOTE_FIELDS = HEAD | {
    "consignee": (_("consignee"), "Meridian GmbH, Hamburg"), "notify": (_("notify party"), "同收货人"), "incoterm": (_("terms of delivery"), "CIF"),
    "freight": (_("freight"), "运费预付"), "latest_on": (_("to be shipped by"), "2026-11-30"), "remarks": (_("special conditions"), "不可倒置"),
    "clerk": (_("document clerk"), "单静"), "handed_at": (_("handed to the document clerk"), "2026-11-20"),
}
SAILING = {
    "carrier": (_("carrier"), "远航海运"), "vessel": (_("vessel"), "海鸥 9"), "voyage": (_("voyage"), "0921E"), "sails_on": (_("sails on"), "2026-11-28"),
    "arrives_on": (_("expected to arrive on"), "2026-12-30"), "booking_number": (_("booking number"), "BK-20931"),
}
ADVICE_FIELDS = HEAD | SAILING | {
    "loaded_on": (_("loaded on"), "2026-11-27"), "container": (_("container"), "MSKU 123456-7"), "seal": (_("seal"), "CN88231"),
    "bill_number": (_("bill of lading"), "SHHAM26110018"),
}
LIST_FIELDS = HEAD | {"rows": [PACKAGE], "vessel": SAILING["vessel"], "voyage": SAILING["voyage"], "container": ADVICE_FIELDS["container"]}


def _values(consignment: Consignment, names: Any) -> dict[str, Any]:
    return {name: getattr(consignment, name) for name in names}


def _head(consignment: Consignment) -> dict[str, Any]:
    order = consignment.order
    return {
        "number": consignment.number, "order": order.number, "customer_number": order.customer_number, "customer": customer_on(consignment.customer),
        "contact": contact_on(consignment.contact), "seller": str(consignment.owner or ""), "sums": queries.sums_of(consignment.packed.all()),
        **_values(consignment, ("goods", "marks", "from_port", "to_port")),
    }


def list_context(consignment: Consignment, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What lies in which package; numbered through."""
    rows, first = [], 1
    for row in consignment.packed.all():
        last = first + row.packages - 1
        rows.append({"cases": f"{first}–{last}" if last > first else str(first), **{name: getattr(row, name) for name in PACKAGE if name != "cases"}})
        first = last + 1
    return {**_head(consignment), "rows": rows, **_values(consignment, ("vessel", "voyage", "container"))}


def note_context(consignment: Consignment, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What the document clerk books by."""
    own = ("consignee", "notify", "incoterm", "latest_on", "remarks", "handed_at")
    return {**_head(consignment), **_values(consignment, own), "freight": consignment.get_freight_display(), "clerk": str(consignment.clerk or "")}


def advice_context(consignment: Consignment, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What the customer has to know once it is loaded."""
    return {**_head(consignment), **_values(consignment, (*SAILING, "loaded_on", "container", "seal", "bill_number"))}


def _name(title: str, consignment: Consignment) -> str:
    return f"{title} {consignment.number} {consignment.order.customer_number or consignment.order.number}"


def list_name(consignment: Consignment, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    return _name(say("Packing list"), consignment)


def note_name(consignment: Consignment, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    return _name(say("Export consignment note"), consignment)


def advice_name(consignment: Consignment, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    return _name(say("Shipping advice"), consignment)


def _not_packed(consignment: Consignment) -> Any:
    return "" if consignment.packed.exists() else say("The packing list is empty.")


def _no_note(consignment: Consignment) -> Any:
    return "" if consignment.consignee and consignment.to_port else say("Write the consignment note first.")


def _not_loaded(consignment: Consignment) -> Any:
    return "" if consignment.loaded_on else say("The shipping data are known once it is loaded.")


PAPERS = (
    Paper(key="packing_list", label=_("Packing list"), kind=KIND, context=list_context, layout="consignments/papers/packing.typ", name=list_name,
          fields=LIST_FIELDS, lacks=_not_packed),
    Paper(key="consignment_note", label=_("Export consignment note"), kind=KIND, context=note_context, layout="consignments/papers/note.typ",
          name=note_name, fields=NOTE_FIELDS, lacks=_no_note),
    Paper(key="shipping_advice", label=_("Shipping advice"), kind=KIND, context=advice_context,
          layout="consignments/papers/advice.typ", name=advice_name, fields=ADVICE_FIELDS, lacks=_not_loaded),
)

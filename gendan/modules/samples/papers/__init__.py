"""The label of a sample, and the slip that goes with it to the customer."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.papers import CONTACT, CUSTOMER, contact_on, customer_on
from gendan.modules.samples.access import REQUEST as REQUEST_KIND
from gendan.modules.samples.access import SAMPLE as SAMPLE_KIND
from gendan.modules.samples.models import Sample, SampleRequest
from gendan.spine.documents.papers import Paper

MASTER = {
    "name": (_("name"), "工装夹克"), "specification": (_("specification"), "170/92A"), "material": (_("material"), "涤棉纱卡"),
    "colour": (pgettext_lazy("sample", "colour"), "藏青"), "size": (_("size"), "L"), "place": (_("where it lies"), "A-03-2"),
}
WANTED = {"kind": (_("kind of requirement"), "a"), "text": (_("requirement"), "噪声不超过 75 分贝")}
SLIP_FIELDS = {
    "what": (_("what is wanted"), "轴承座样品"), "details": (_("details of the sample"), ""), "quantity": (_("pieces"), "2"),
    "batch": (_("batch"), "P2609"), "round": (_("round"), "1"), "customer": CUSTOMER, "contact": CONTACT,
    "fee": (_("sample fee"), "200.00"), "currency": (_("currency"), "CNY"), "fee_payer": (_("fee paid by"), "客户"), "freight_payer": (_("freight paid by"), "我方"),
    "way": (_("way"), "快递"), "carrier": (_("carrier"), "顺丰"), "waybill": (_("waybill"), "SF1234567"), "sent_on": (_("sent on"), "2026-09-25"),
    "wanted": [WANTED], "seller": (_("our salesperson"), "何川"), "phone": (_("telephone"), "139 0000 0002"),
}


def label_context(sample: Sample, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What stands on the sample itself (F45)."""
    return {**{name: getattr(sample, name) for name in MASTER}, "kind": str(sample.kind or "")}


def slip_context(request: SampleRequest, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What is sent, for whom, who pays, and what is required of it (F24, F27)."""
    last = request.rounds.last()
    own = ("what", "details", "quantity", "batch", "fee", "currency")
    return {
        **{name: getattr(request, name) for name in own}, "round": request.round_no, "customer": customer_on(request.customer),
        "contact": contact_on(request.contact), "fee_payer": request.get_fee_payer_display(),
        "freight_payer": request.get_freight_payer_display(), "way": last.get_way_display() if last else "",
        **{name: getattr(last, name, None) or "" for name in ("carrier", "waybill", "sent_on")},
        "wanted": [{"kind": row.kind, "text": row.text} for row in request.wanted.all()],
        "seller": str(request.owner or ""), "phone": request.owner.phone if request.owner else "",
    }


def label_name(sample: Sample, *, at: datetime) -> str:  # noqa: ARG001  a sample has one label
    """The sample's number and name."""
    return f"{sample.number} {sample.name}"


def slip_name(request: SampleRequest, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The number, what is sent, to whom."""
    return f"{request.number} {request.what}-{request.customer.short_name or request.customer.name}"


LABEL = Paper(
    key="sample_label", label=_("Sample label"), kind=SAMPLE_KIND, context=label_context, layout="samples/papers/label.typ", name=label_name,
    fields={**MASTER, "kind": (_("product kind"), "工装")},
)
SLIP = Paper(
    key="sample_slip", label=_("Sample slip"), kind=REQUEST_KIND, context=slip_context, layout="samples/papers/slip.typ", name=slip_name,
    fields=SLIP_FIELDS, shows=("fee",),
)

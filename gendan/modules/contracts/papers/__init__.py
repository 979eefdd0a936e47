"""Contracts on paper: the contract itself, and the form on which it was reviewed (合同评审表, 待签合同评审表)."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.papers import LINE, SUMS, lines_on, sums_on
from gendan.modules.contracts import queries
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.models import Contract
from gendan.modules.contracts.words import Level, Party
from gendan.modules.customers.papers import CONTACT, CUSTOMER, contact_on, customer_on
from gendan.spine.documents.papers import Paper

TERM = {
    "share": (_("share, percent"), "30"), "amount": (_("amount"), "5160.00"), "after": (pgettext_lazy("payment", "due"), "签订后"),
    "days": (pgettext_lazy("payment", "days"), "7"), "note": _("note"),
}
HEAD = {
    "name": (pgettext_lazy("contract", "title"), "减速机采购合同"), "kind": (_("kind of contract"), "常规产品合同"), "customer": CUSTOMER, "contact": CONTACT,
    "delivery_on": (_("delivery until"), "2026-11-30"), "delivery_terms": (_("delivery terms"), "送至买方工厂"),
    "settlement": (_("settlement"), "银行转账"), **SUMS,
}
CONTRACT_FIELDS = {
    **HEAD, "lines": [LINE], "terms": [TERM], "main_terms": (_("main clauses"), "质保期为验收合格后十二个月。"),
    "starts_on": (_("contract from"), "2026-09-24"), "ends_on": (_("contract until"), "2027-09-23"),
    "our_signatory": _("our signatory"), "their_signatory": _("their signatory"), "signed_on": (_("signed on"), "2026-09-24"),
    "change_reason": (_("what changes, and why"), ""),
}
REQUIREMENT = {
    "nature": (_("nature"), "明示要求"), "text": (_("requirement"), "噪声不超过 75 分贝"), "met": (_("can it be met"), "能满足"),
    "answer": (_("how it is met"), "常规配置"),
}
OPINION = {
    "party": (pgettext_lazy("review", "party"), "生产"), "person": (pgettext_lazy("person", "name"), "沈工"), "verdict": (_("verdict"), "同意"),
    "opinion": (_("opinion"), "产能可以安排"), "at": (pgettext_lazy("date", "on"), "2026-09-25"),
}
DIFFERENCE = {
    "subject": (_("point"), "付款周期"), "ours": (_("our side"), "30 天"), "theirs": (_("the customer's side"), "60 天"),
    "resolution": (_("agreed"), "45 天"), "evidence": (_("evidence"), "9 月 25 日邮件"),
}
REVIEW_FIELDS = {
    **HEAD, "heading": (_("heading of the form"), "合同评审表"), "review_number": (_("review number"), "PS2609-0001"),
    "special": (_("special requirements"), "是"), "special_reason": (_("what is special"), "非标转速"),
    "taken": (_("requirements came"), "书面"), "noted": (_("noted, as it was not written"), ""), "lines": [LINE],
    "requirements": [REQUIREMENT], "opinions": [OPINION], "differences": [DIFFERENCE], "proposal": (_("technical proposal"), ""),
    "confirmed_by": _("confirmed by the customer's"), "confirmed_on": _("confirmed on"), "supply": (_("supply"), "库存发货"),
    "approver": (_("approver"), "白总"), "approval_opinion": (_("opinion of the approver"), "同意签订"), "reviewed_at": (_("reviewed at"), "2026-09-25"),
    "seller": (_("our salesperson"), "何川"),
}


def _head(contract: Contract) -> dict[str, Any]:
    lines = list(contract.lines.all())
    return {
        "number": contract.title_number, "name": contract.name, "kind": contract.kind.name, "customer": customer_on(contract.customer),
        "contact": contact_on(contract.contact), "delivery_on": contract.delivery_on, "delivery_terms": contract.delivery_terms,
        "settlement": contract.get_settlement_display(), "lines": lines_on(lines), **sums_on(lines, currency=contract.currency),
    }


def contract_context(contract: Contract, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """The contract in full."""
    terms = [
        {"share": row.share, "amount": row.amount, "after": row.get_after_display(), "days": row.days, "note": row.note}
        for row in contract.terms.all()
    ]
    own = ("main_terms", "starts_on", "ends_on", "our_signatory", "their_signatory", "signed_on", "change_reason")
    return {**_head(contract), "terms": terms, **{name: getattr(contract, name) for name in own}}


def review_context(contract: Contract, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What the review looked at, what each party said, and who approved it (F59.6, F64.8, F64.9)."""
    own = ("review_number", "special_reason", "noted", "proposal", "confirmed_by", "confirmed_on", "approval_opinion", "reviewed_at")
    return {
        **_head(contract), "heading": _heading(contract), "special": say("yes") if contract.special else say("no"),
        "taken": contract.get_taken_display(), "requirements": _requirements(contract), "opinions": _opinions(contract),
        "differences": list(contract.differences.values(*DIFFERENCE)), "supply": contract.get_supply_display(),
        "approver": str(contract.approver or "") if contract.approval != Level.NONE else "", "seller": str(contract.owner or ""),
        **{name: getattr(contract, name) for name in own},
    }


def _heading(contract: Contract) -> str:
    """What the marketing head approves is reviewed on the form before signing (F64.8); all else on the other (F59.6)."""
    return say("Review of a contract to be signed") if contract.approval == Level.HEAD else say("Contract review")


def _requirements(contract: Contract) -> list[dict[str, Any]]:
    return [
        {"nature": row.get_nature_display(), "text": row.text, "met": row.get_met_display(), "answer": row.answer}
        for row in contract.requirements.all()
    ]


def _opinions(contract: Contract) -> list[dict[str, Any]]:
    """The newest round: who has signed, and whose place is still empty."""
    rows = list(queries.opinions(contract))
    labels = dict(Party.choices)
    newest = [row for row in rows if (row.state, row.round) == (rows[0].state, rows[0].round)]
    return [
        {"party": str(labels.get(row.party, row.party)), "person": str(row.signed_by or row.todo.assignee),
         "verdict": row.get_verdict_display(), "opinion": row.opinion,
         "at": timezone.localdate(row.signed_at) if row.signed_at else ""}
        for row in newest
    ]


def contract_name(contract: Contract, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The serial number, what it is about, with whom (F59.4)."""
    customer = contract.customer.short_name or contract.customer.name
    return f"{contract.title_number} {contract.name}-{customer}"


def review_name(contract: Contract, *, at: datetime) -> str:  # noqa: ARG001  its number says when
    """The form's own number beside the contract's."""
    return f"{_heading(contract)} {contract.review_number or contract.title_number}"


def _not_submitted(contract: Contract) -> Any:
    return "" if contract.review_number else say("The review has not begun: submit the contract first.")


CONTRACT = Paper(
    key="contract", label=pgettext_lazy("paper", "Contract"), kind=KIND, context=contract_context, layout="contracts/papers/contract.typ",
    name=contract_name, fields=CONTRACT_FIELDS, shows=("amount",),
)
REVIEW = Paper(
    key="contract_review", label=_("Contract review"), kind=KIND, context=review_context, layout="contracts/papers/review.typ",
    name=review_name, fields=REVIEW_FIELDS, shows=("amount",), lacks=_not_submitted,
)

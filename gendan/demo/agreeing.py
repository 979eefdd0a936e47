"""Contracts of the made-up company: reviewed by the salesperson alone, by five parties, changed as a new version, and near their end."""

from collections.abc import Generator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gendan.demo.papers import paper
from gendan.demo.quoting import COUPLINGS, Wanted, rows_of, sent
from gendan.demo.stories import Teller, customer_of
from gendan.modules.catalog.models import Product
from gendan.modules.contracts import actions
from gendan.modules.contracts.models import Contract, ContractKind
from gendan.modules.customers.models import Customer

OURS, THEIRS = "方致远", "法定代表人"
PAYMENTS = ({"after": "signing", "share": Decimal(30), "days": 7}, {"after": "delivery", "share": Decimal(60), "days": 30},
            {"after": "warranty", "share": Decimal(10), "days": 0, "note": "质保 12 个月"})
STATED = ("端面跳动不超过 0.05 mm", "随货附材质报告和动平衡记录")
COLD = "联轴器在 -40 ℃ 户外使用，法兰按用户图纸"


def lines_of(wanted: Wanted) -> list[dict[str, Any]]:
    """Products at their prices."""
    known = {one.code: one for one in Product.objects.all()}
    return [
        {"product": (one := known[row.code]), "name": one.name, "specification": one.model, "unit": one.unit, "quantity": row.quantity,
         "price": row.price or one.list_price}
        for row in rows_of(wanted)
    ]


def complete(teller: Teller, contract: Contract, *, stated: Sequence[str] = STATED) -> Contract:
    """Payments, and an answer to each requirement."""
    actor = contract.owner
    assert actor is not None
    actions.set_terms(contract, terms=PAYMENTS, actor=actor, now=teller.then())
    rows = [{"nature": "stated", "text": text, "met": "yes", "answer": "按图控制"} for text in stated]
    rows += [{"nature": row.nature, "text": row.text, "met": "yes"} for row in contract.requirements.exclude(nature="stated")]
    actions.set_requirements(contract, requirements=rows, actor=actor, now=teller.then())
    contract.refresh_from_db()
    return contract


def reviewed(teller: Teller, contract: Contract) -> None:
    """Submitted; whoever is asked agrees, and where somebody has to approve, he does."""
    actor = contract.owner
    assert actor is not None
    actions.submit_contract(contract, actor=actor, now=teller.then())
    teller.sign(contract, "已看，可以签")
    if contract.state == "approval" and contract.approver is not None:
        teller.move(contract, "approve", contract.approver.username, opinion="同意")


def signed(teller: Teller, contract: Contract, *, on: date | None = None) -> None:
    """Both have signed, and the archive has the paper."""
    actor, scan = contract.owner, paper("pdf", teller.world.lot)
    assert actor is not None
    actions.sign_contract(
        contract, signed_on=on or teller.today, our_signatory=OURS, their_signatory=THEIRS, paper=scan, actor=actor, now=teller.then()
    )
    teller.move(contract, "file", "luo", archive_place=f"合同柜 A-{contract.pk % 20 + 1:02}")


def drafted(teller: Teller, login: str, customer: Customer, *, name: str, wanted: Wanted, **values: Any) -> Contract:
    """By itself, without a quotation before it."""
    facts = {"delivery_on": teller.today + timedelta(days=35)} | values
    contract = actions.draft_contract(customer, name=name, actor=teller.person(login), now=teller.then(), **facts)
    actions.set_lines(contract, lines=lines_of(wanted), actor=teller.person(login), now=teller.then())
    return complete(teller, contract)


def from_quote(teller: Teller) -> Generator[int, None, Contract | None]:
    """Quoted, accepted, reviewed by the salesperson alone, and signed some days later."""
    quote = sent(teller, "zhou", name="联轴器备件年度采购", wanted=COUPLINGS)
    yield 2
    if quote is None:
        return None
    teller.move(quote, "accept", "zhou", accepted_by="采购部主任", words="同意，请出合同")
    values = {"delivery_on": teller.today + timedelta(days=28)}
    contract = actions.draft_from_quote(quote, actor=teller.person("zhou"), now=teller.then(), **values)
    reviewed(teller, complete(teller, contract))
    yield 2
    signed(teller, contract)
    return contract


def special(teller: Teller, login: str, *, name: str = "低温联轴器配套") -> Generator[int, None, Contract | None]:
    """Something special: five parties look at it side by side, and the general manager approves."""
    customer = customer_of(teller, login)
    yield 0
    if customer is None:
        return None
    wanted = (("LZ-GICL8", 24),)
    contract = drafted(teller, login, customer, name=name, wanted=wanted, kind=ContractKind.objects.get(position=1), special=True, special_reason=COLD)
    reviewed(teller, contract)
    yield 3
    signed(teller, contract)
    return contract


def changed(teller: Teller, contract: Contract) -> Generator[int, None, Contract]:
    """A further version with its own review; it binds from its signature on."""
    actor = contract.owner
    assert actor is not None
    version = actions.amend_contract(contract, change_reason="顾客追加 6 套备件，交期不变", actor=actor, now=teller.then())
    wanted = (("LZ-GICL5", 18), *COUPLINGS[1:])
    actions.set_lines(version, lines=lines_of(wanted), actor=actor, now=teller.then())
    version.refresh_from_db()
    reviewed(teller, version)
    yield 1
    signed(teller, version)
    return version


# -- stories that end here ------------------------------------------------------------------------------------------------


def framework(teller: Teller) -> Generator[int, None, None]:
    """A framework of the year that ends soon: its owner is asked about the renewal."""
    customer = customer_of(teller, "lin")
    yield 0
    if customer is None:
        return
    ends = teller.world.until.date() + timedelta(days=21)
    values = {"starts_on": ends - timedelta(days=364), "ends_on": ends, "main_terms": "按季度下单，价格随年度价目"}
    contract = drafted(teller, "lin", customer, name="链条年度框架协议", wanted=(("LT-16A", 600), ("LT-24B", 400)), **values)
    reviewed(teller, contract)
    yield 1
    signed(teller, contract)
    actions.explain_no_order(contract, reason="框架协议，按季度另下订单", actor=teller.person("lin"), now=teller.then())


def under_review(teller: Teller) -> Generator[int, None, None]:
    """Some have given their opinion when somebody looks."""
    customer = customer_of(teller, "gao")
    yield 0
    if customer is None:
        return
    kind = ContractKind.objects.get(position=1)
    contract = drafted(teller, "gao", customer, name="起重机齿轮轴专机", wanted=(("ZC-CL60", 6),), kind=kind, special=True, special_reason="齿面硬度 60 HRC")
    actions.submit_contract(contract, actor=teller.person("gao"), now=teller.then())
    teller.sign(contract, "热处理要外协，周期加一周", most=2)


def differing(teller: Teller) -> Generator[int, None, None]:
    """Being written, with a point that both see differently."""
    customer = customer_of(teller, "chen")
    yield 0
    if customer is None:
        return
    contract = drafted(teller, "chen", customer, name="减速机采购合同", wanted=(("JS-P180", 6),))
    point = {"subject": "质保期", "ours": "发货后 12 个月", "theirs": "验收后 18 个月"}
    actions.raise_difference(contract, **point, actor=teller.person("chen"), now=teller.then())

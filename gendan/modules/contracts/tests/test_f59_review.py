"""F59: contracts are reviewed before they are signed, by the salesperson alone or by everybody, and changed only as new versions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.modules.contracts import actions, queries, rules
from gendan.modules.contracts.models import Contract
from gendan.modules.contracts.tests.factories import (
    BOTH,
    SPECIAL,
    draft,
    in_force,
    line,
    opinion,
    paper,
    product,
    reviewed,
    reviewers,
    signed,
)
from gendan.modules.customers.actions import change_owner
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities import actions as opportunities
from gendan.spine.messages.models import Message
from gendan.spine.org.actions import leave
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.refusal import NotAllowed, Refusal


def test_f59_1_a_review_begins_only_with_requirements_delivery_and_payment(cast, now):
    contract = draft(cast, now, complete=False, delivery_on=None)
    with pytest.raises(Refusal, match="还缺") as refused:
        actions.submit_contract(contract, actor=cast.he, now=now)
    assert all(word in str(refused.value.reason) for word in ("卖什么", "顾客的要求", "交货", "付款"))
    actions.set_lines(contract, lines=[line()], actor=cast.he, now=now)
    actions.set_terms(contract, terms=[{"share": Decimal(90)}], actor=cast.he, now=now)
    with pytest.raises(Refusal, match="100"):
        actions.submit_contract(contract, actor=cast.he, now=now)
    with pytest.raises(Refusal, match="100"):
        actions.set_terms(contract, terms=[{"share": Decimal(90)}, {"share": Decimal(20)}], actor=cast.he, now=now)


def test_f59_2_every_requirement_of_the_law_is_answered_before_the_review(cast, now):
    contract = draft(cast, now)
    rows = [{"nature": row.nature, "text": row.text, "met": "" if row.nature == "legal" else "yes"} for row in contract.requirements.all()]
    actions.set_requirements(contract, requirements=rows, actor=cast.he, now=now)
    with pytest.raises(Refusal, match="法律法规") as refused:
        actions.submit_contract(contract, actor=cast.he, now=now)
    assert refused.value.code == "unanswered"
    rows = [row | {"met": "no" if row["nature"] == "legal" else "yes"} for row in rows]
    actions.set_requirements(contract, requirements=rows, actor=cast.he, now=now)
    with pytest.raises(Refusal) as refused:
        actions.submit_contract(contract, actor=cast.he, now=now)
    assert refused.value.code == "cannot_be_met"


def test_f59_3_contracts_are_written_what_was_said_is_noted_and_the_paper_is_kept(cast, now):
    contract = draft(cast, now, taken="phone")
    with pytest.raises(Refusal, match="没有书面"):
        actions.submit_contract(contract, actor=cast.he, now=now)
    actions.change_contract(contract, noted="高总电话：十台，月底到货", actor=cast.he, now=now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    opinion(contract, "sales", cast.he, now=now)
    with pytest.raises(Exception, match="书面"):
        actions.sign_contract(contract, signed_on=now.date(), **BOTH, actor=cast.he, now=now)
    actions.sign_contract(contract, signed_on=now.date(), **BOTH, paper=paper(), actor=cast.he, now=now)
    assert contract.signed_paper.locked_by == cast.he


def test_f59_4_contracts_have_serial_numbers_and_the_archive_keeps_them(cast, now):
    archive = reviewers(cast)["archive"]
    first, second = signed(cast, now), draft(cast, now, at=customer(cast.he, now, "柏舟数控机床有限公司"))
    assert (first.number, second.number) == ("HT2609-0001", "HT2609-0002")
    assert (first.state, first.review_number) == ("signed", "PS2609-0001")
    todo = Todo.objects.get(record_kind="contracts.contract", record_id=first.pk, status="open", key="state.signed")
    assert todo.assignee == archive
    engine.perform(first, "file", actor=archive, data={"archive_place": "档案室 A-03"}, now=now)
    assert (first.state, first.archive_place, first.archived_by) == ("in_force", "档案室 A-03", archive)


def test_f59_5_a_regular_product_is_reviewed_by_the_salesperson_alone(cast, now):
    contract = draft(cast, now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    row = SignOff.objects.get(case=contract.case_id)
    assert (contract.state, contract.special, row.party, row.todo.assignee) == ("review", False, "sales", cast.he)
    with pytest.raises(NotAllowed):
        engine.sign(row, verdict="agreed", actor=cast.ma, now=now)
    opinion(contract, "sales", cast.he, now=now, words="库存充足，可以签订")
    assert (contract.state, contract.reviewed_at) == ("approved", now)
    assert queries.opinions(contract).get().opinion == "库存充足，可以签订"
    assert not doctor.run()


def test_f59_6_special_requirements_are_signed_by_all_and_approved_by_the_general_manager(cast, now):
    people = reviewers(cast)
    contract = draft(cast, now, special=True, special_reason="加长输出轴")
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert contract.parties == ["sales", "production", "technology", "quality", "finance"]
    for party, who in (("quality", cast.han), ("production", people["production"]), ("sales", cast.he), ("finance", cast.ding)):
        opinion(contract, party, who, now=now, words=f"{party} 同意")
        assert contract.state == "review_up"
    opinion(contract, "technology", people["technology"], now=now)
    assert (contract.state, contract.approver) == ("approval", cast.fang)
    with pytest.raises(NotAllowed):
        engine.perform(contract, "approve", actor=cast.lin, now=now)
    engine.perform(contract, "approve", actor=cast.fang, data={"opinion": "同意，注意交期"}, now=now)
    assert (contract.state, contract.approval_opinion) == ("approved", "同意，注意交期")


@pytest.mark.parametrize(("change", "why"), [
    ({"range_status": "suspended"}, "型谱"), ({"is_active": False}, "型谱"),
])
def test_f59_6_a_product_outside_the_range_makes_the_contract_special(cast, now, change, why):
    odd = product("JS-X", **change)
    contract = draft(cast, now, lines=[line(odd)])
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert (contract.state, contract.special) == ("review_up", True)
    assert why in contract.special_reason


def test_f59_a_refusal_becomes_a_difference_that_is_resolved_with_the_customer_first(cast, now):
    people = reviewers(cast)
    contract = draft(cast, now, of=SPECIAL)
    actions.submit_contract(contract, actor=cast.he, now=now)
    opinion(contract, "technology", people["technology"], now=now, verdict="refused", words="轴承温升做不到 40 度")
    assert contract.state == "resolving"
    assert not SignOff.objects.filter(case=contract.case_id, verdict="pending").exists()
    point = contract.differences.get()
    assert (point.ours, point.party) == ("轴承温升做不到 40 度", "technology")
    with pytest.raises(Refusal, match="1"):
        actions.submit_contract(contract, actor=cast.he, now=now)
    actions.close_difference(point, resolution="改为 50 度", evidence="9 月 24 日邮件", actor=cast.he, now=now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert contract.state == "review_up"
    assert queries.opinions(contract).filter(verdict="pending").count() == 5
    assert contract.review_number == "PS2609-0001"


def test_f59_nothing_is_written_while_it_is_under_review_or_approved(cast, now):
    contract = reviewed(cast, now)
    with pytest.raises(Refusal, match="重新打开"):
        actions.set_lines(contract, lines=[line(quantity=20)], actor=cast.he, now=now)
    engine.perform(contract, "reopen", actor=cast.he, data={"reason": "顾客加量"}, now=now)
    actions.set_lines(contract, lines=[line(quantity=20)], actor=cast.he, now=now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert contract.state == "review"


def test_f59_a_change_is_a_new_version_with_its_own_review_and_people_are_told(cast, now):
    archive = reviewers(cast)["archive"]
    contract = in_force(cast, now)
    change = actions.amend_contract(contract, change_reason="数量 10 台改为 12 台", actor=cast.he, now=now)
    assert (change.number, change.version, change.state, change.title_number) == (contract.number, 2, "draft", "HT2609-0001-V2")
    assert queries.standing(change) == contract
    with pytest.raises(Refusal, match="HT2609-0001-V2"):
        actions.amend_contract(contract, change_reason="再改", actor=cast.he, now=now)
    actions.set_lines(change, lines=[line(quantity=12)], actor=cast.he, now=now)
    actions.submit_contract(change, actor=cast.he, now=now)
    opinion(change, "sales", cast.he, now=now)
    later = now + timedelta(days=1)
    contract.refresh_from_db()
    assert (contract.state, contract.amount) == ("in_force", Decimal(10000))
    actions.sign_contract(change, signed_on=later.date(), **BOTH, paper=paper(), actor=cast.lin, now=later)
    contract.refresh_from_db()
    assert (contract.state, change.state, change.amount) == ("replaced", "signed", Decimal(12000))
    assert queries.standing(contract) == change
    told = set(Message.objects.filter(topic="contracts.news", title__contains="HT2609-0001-V2").values_list("recipient__username", flat=True))
    assert told == {"he"}
    assert archive.username not in told
    assert not doctor.run()


def test_f59_a_change_that_comes_to_nothing_leaves_the_contract_as_it_was(cast, now):
    contract = in_force(cast, now)
    change = actions.amend_contract(contract, change_reason="降价", actor=cast.he, now=now)
    engine.perform(change, "drop", actor=cast.he, data={"reason": "没有谈成"}, now=now)
    assert queries.standing(contract) == contract
    assert actions.amend_contract(contract, change_reason="延期", actor=cast.he, now=now).version == 3


def test_f59_7_the_warehouse_answers_and_it_is_shipped_or_produced(cast, now):
    keeper = reviewers(cast)["warehouse"]
    contract = reviewed(cast, now)
    todo = Todo.objects.get(record_kind="contracts.contract", record_id=contract.pk, key="stock", status="open")
    assert todo.assignee == keeper
    check = contract.stock_check
    with pytest.raises(NotAllowed, match="仓库"):
        actions.answer_stock(check, enough=True, qualified=True, actor=cast.he, now=now)
    actions.answer_stock(check, enough=True, qualified=True, note="A 库 15 台", actor=keeper, now=now)
    contract.refresh_from_db()
    assert contract.supply == "stock"
    other = reviewed(cast, now, at=customer(cast.he, now, "柏舟数控机床有限公司"))
    actions.answer_stock(other.stock_check, enough=True, qualified=False, note="待检", actor=keeper, now=now)
    other.refresh_from_db()
    assert other.supply == "produce"


def test_f59_the_warehouse_is_asked_again_when_the_paper_was_filed_first(cast, now):
    keeper = reviewers(cast)["warehouse"]
    contract = in_force(cast, now)
    assert Todo.objects.get(record_kind="contracts.contract", record_id=contract.pk, status="open").key == "stock"
    actions.answer_stock(contract.stock_check, enough=False, qualified=True, actor=keeper, now=now)
    assert not Todo.objects.filter(record_kind="contracts.contract", record_id=contract.pk, status="open").exists()


def test_f59_a_signed_contract_wins_its_opportunity(cast, now):
    at = customer(cast.he, now)
    deal = opportunities.draft_opportunity(actor=cast.he, now=now, customer=at, name="二期减速机", amount=Decimal(9000))
    deal = _in_the_funnel(deal, cast, now)
    contract = signed(cast, now, at=at, opportunity=deal, starts_on=now.date(), ends_on=now.date() + timedelta(days=365))
    deal.refresh_from_db()
    assert (deal.state, deal.contract_number, deal.contract_amount) == ("won", contract.number, Decimal(10000))
    assert (deal.runs_until, deal.signatory) == (contract.ends_on, "高鹏")


def _in_the_funnel(deal, cast, now):
    for name, value in (("contact_name", "高鹏"), ("phone", "13812345678"), ("source", "fair"), ("region", "苏州"), ("initiation", "展会")):
        setattr(deal, name, value)
    deal.save()
    opportunities.submit_opportunity(deal, actor=cast.he, now=now)
    engine.perform(deal, "approve", actor=cast.lin, now=now)
    return deal


def test_f59_nobody_approves_a_contract_of_his_own(cast, now):
    contract = draft(cast, now, of=2, actor=cast.lin, at=customer(cast.lin, now))
    actions.submit_contract(contract, actor=cast.lin, now=now)
    assert contract.approver == cast.fang
    opinion(contract, "sales", cast.lin, now=now)
    with pytest.raises(Refusal):
        engine.perform(contract, "approve", actor=cast.lin, now=now)
    engine.perform(contract, "approve", actor=cast.fang, now=now)
    assert contract.state == "approved"


def test_f59_who_owns_a_contract_is_asked_about_its_renewal_once_and_it_ends_by_itself(cast, now):
    contract = in_force(cast, now, starts_on=now.date(), ends_on=now.date() + timedelta(days=60))
    assert actions.ask_renewals(now=now) == 0
    near = now + timedelta(days=31)
    assert (actions.ask_renewals(now=near), actions.ask_renewals(now=near)) == (1, 0)
    todo = Todo.objects.get(key="renewal", status="open")
    assert todo.assignee == cast.he
    again = actions.renew_contract(contract, actor=cast.he, now=near)
    assert (again.renews, again.starts_on, again.version, again.amount) == (contract, contract.ends_on + timedelta(days=1), 1, Decimal(10000))
    assert not Todo.objects.filter(key="renewal", status="open").exists()
    with pytest.raises(Refusal):
        actions.renew_contract(contract, actor=cast.he, now=near)
    assert actions.end_past(now=now + timedelta(days=61)) == 1
    contract.refresh_from_db()
    assert contract.state == "ended"


def test_f59_why_a_signed_contract_has_no_order_is_written_down(cast, now):
    contract = signed(cast, now)
    assert contract in queries.without_order_reason(Contract.objects.all())
    actions.explain_no_order(contract, reason="框架合同，按月下单", actor=cast.he, now=now)
    assert not queries.without_order_reason(Contract.objects.all())


def test_a_contract_goes_with_its_customer_and_is_seen_by_those_who_review(cast, now):
    contract = draft(cast, now, special=True, special_reason="加长轴")
    assert not Contract.objects.visible_to(cast.han).exists()
    actions.submit_contract(contract, actor=cast.he, now=now)
    opinion(contract, "quality", cast.han, now=now)
    for who, sees in ((cast.he, True), (cast.lin, True), (cast.ma, False), (cast.han, True), (cast.ding, True), (cast.gu, False)):
        assert Contract.objects.visible_to(who).filter(pk=contract.pk).exists() is sees, who


def test_f59_what_is_in_force_changes_hands_with_its_customer_and_what_has_ended_stays(cast, now):
    contract = in_force(cast, now)
    ended = in_force(cast, now, at=contract.customer)
    engine.perform(ended, "terminate", actor=cast.he, data={"reason": "客户停产"}, now=now)
    change_owner(contract.customer, owner=cast.ma, reason="转外贸", actor=cast.lin, now=now)
    contract.refresh_from_db()
    ended.refresh_from_db()
    assert (contract.owner, contract.department, ended.owner) == (cast.ma, cast.export, cast.he)
    leave(cast.ma, successor=cast.zhou, actor=cast.fang, now=now)
    contract.refresh_from_db()
    assert contract.owner == cast.zhou
    assert not doctor.run(only="customers.owners")


@given(
    parts=st.lists(st.integers(1, 60), min_size=1, max_size=6), cents=st.integers(0, 10**10), currency=st.sampled_from(["CNY", "USD", "JPY"])
)
def test_payments_are_the_whole_amount_to_the_cent(parts, cents, currency):
    amount = Decimal(cents) if currency == "JPY" else Decimal(cents) / 100
    whole = [Decimal(part) for part in parts]
    whole[-1] = Decimal(100) - sum(whole[:-1])
    if whole[-1] > 0:
        assert sum(rules.shares(amount, whole, currency=currency)) == amount

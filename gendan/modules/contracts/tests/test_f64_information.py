"""F64: product information is checked and released, contracts go two tracks, and the day's information is assigned."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from gendan.modules.contracts import actions, reports
from gendan.modules.contracts.models import Contract, Summary
from gendan.modules.contracts.tests.factories import CONNECTED, SMART_KEY, draft, opinion, paper, reviewers, signed
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.samples.actions import ask_sample
from gendan.modules.samples.tests.story import PAYERS, SENT
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

TEXT = {"name": "新一代减速机", "media": "wechat", "audience": "机床厂多看公众号", "text": "噪声低 5 分贝"}


def test_f64_1_information_is_checked_by_technology_and_released_by_the_general_manager(cast, now):
    expert = reviewers(cast)["technology"]
    news = actions.write_release(None, values=TEXT, actor=cast.gao, now=now)
    engine.perform(news, "hand_in", actor=cast.gao, now=now)
    with pytest.raises(Refusal):
        actions.write_release(news, values={"text": "低 10 分贝"}, actor=cast.gao, now=now)
    assert Todo.objects.get(record_kind="contracts.release", status="open").assignee == expert
    engine.perform(news, "wrong", actor=expert, data={"reason": "是 3 分贝"}, now=now)
    actions.write_release(news, values={"text": "噪声低 3 分贝"}, actor=cast.gao, now=now)
    engine.perform(news, "hand_in", actor=cast.gao, now=now)
    engine.perform(news, "right", actor=expert, data={"opinion": "属实"}, now=now)
    with pytest.raises(NotAllowed):
        engine.perform(news, "release", actor=cast.lin, now=now)
    engine.perform(news, "release", actor=cast.fang, now=now)
    engine.perform(news, "published", actor=cast.gao, data={"published_on": "2026-09-25", "address": "公众号"}, now=now)
    news.refresh_from_db()
    assert (news.state, news.technical_opinion, news.approved_by, news.address) == ("published", "属实", cast.fang, "公众号")


def test_f64_2_samples_and_manuals_are_posted_and_asked_about_on_arrival(cast, now, client):
    at = customer(cast.he, now)
    client.force_login(cast.he)
    form = {"what": "校准系统手册", "arrives_at": "2099-01-05T10:00", "carrier": "顺丰 SF1"}
    assert client.post(reverse("followups:material", args=[at.pk]), form).status_code == 302
    todo = Todo.objects.get(key="material", record_id=at.pk)
    assert (todo.way, todo.assignee, at.materials.get().carrier) == ("call", cast.he, "顺丰 SF1")
    request = ask_sample(at, values={"origin": "stock", "what": "钥匙样件", "fee": 0, "freight": 20}, actor=cast.he, now=now)
    engine.perform(request, "decide", actor=cast.lin, data=PAYERS | {"maker": cast.han.pk}, now=now)
    engine.perform(request, "ready", actor=cast.han, data={"batch": "P1", "quantity": "1"}, now=now)
    engine.perform(request, "send", actor=cast.he, data=SENT, now=now)
    assert (request.state, request.rounds.get().waybill) == ("sent", "SF123")


def test_f64_3_calls_promote_and_a_question_is_answered_by_its_day(cast, now):
    at = customer(cast.he, now)
    step = NextStep("再联系", now + timedelta(days=3))
    log_activity(
        at, actor=cast.he, now=now, way="call", text="介绍新品", purpose="推广", next_step=step,
        promise_question="是否支持 2019 款？", promise_due_at=now + timedelta(days=1),
    )
    asked = at.promises.get()
    todo = Todo.objects.get(record_kind="followups.promise", status="open")
    assert (todo.assignee, todo.due_at) == (cast.he, now + timedelta(days=1))
    engine.perform(asked, "answer", actor=cast.he, data={"answer": "支持"}, now=now)
    asked.refresh_from_db()
    assert (asked.kept, asked.answer) == (True, "支持")


def test_f64_4_the_day_is_gathered_handed_in_and_assigned_by_the_head(cast, now):
    at = customer(cast.he, now)
    log_activity(at, actor=cast.he, now=now, text="想换一家供应商", next_step=NextStep("再联系", now + timedelta(days=1)))
    day = actions.begin_summary(day=now.date(), actor=cast.gao, now=now)
    again = actions.begin_summary(day=now.date(), actor=cast.gao, now=now)
    assert (again, day.lines.count()) == (day, 1)
    actions.add_information(day, who="展会来客", content="问减速机价格", actor=cast.gao, now=now)
    engine.perform(day, "hand_in", actor=cast.gao, now=now)
    assert Todo.objects.get(record_kind="contracts.summary", status="open").assignee == cast.lin
    with pytest.raises(Refusal, match="2"):
        engine.perform(day, "assigned", actor=cast.lin, now=now)
    first, second = day.lines.order_by("pk")
    actions.assign_information(first, assigned_to=cast.he, actor=cast.lin, now=now)
    actions.assign_information(second, assigned_to=None, actor=cast.lin, now=now)
    engine.perform(day, "assigned", actor=cast.lin, now=now)
    todo = Todo.objects.get(key="information")
    assert (todo.assignee, todo.record_id, day.state) == (cast.he, at.pk, "assigned")
    rows = reports.daily_information(Summary.objects.all())
    assert [(row["assigned_to"], row["done"]) for row in rows] == [("何苗", False), ("", False)]
    assert not doctor.run(only="procedures")


def test_f64_5_f64_6_the_kinds_of_contract_say_which_track_each_goes(cast, now):
    contract = draft(cast, now, of=SMART_KEY)
    assert [row.with_proposal for row in type(contract.kind).objects.order_by("position")] == [False, False, False, True]
    with pytest.raises(Refusal):
        actions.sign_contract(contract, signed_on=now.date(), our_signatory="a", their_signatory="b", attachment=None, paper=paper(),
                              actor=cast.he, now=now)
    contract.refresh_from_db()
    assert contract.state == "draft"




def test_f64_7_differences_are_removed_before_anything_is_signed(cast, now):
    contract = draft(cast, now)
    point = actions.raise_difference(contract, subject="交期", ours="30 天", theirs="20 天", actor=cast.he, now=now)
    with pytest.raises(Refusal, match="差异"):
        actions.submit_contract(contract, actor=cast.he, now=now)
    with pytest.raises(Refusal):
        actions.raise_difference(signed(cast, now, at=customer(cast.he, now, "柏舟数控机床有限公司")), subject="价格", actor=cast.he, now=now)
    actions.close_difference(point, resolution="25 天", evidence="9 月 24 日纪要", actor=cast.he, now=now)
    with pytest.raises(Refusal, match="关闭"):
        actions.close_difference(point, resolution="26 天", evidence="电话", actor=cast.he, now=now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert contract.state == "review"


def test_f64_8_smart_key_is_reviewed_by_sales_alone_and_approved_by_the_head(cast, now):
    contract = draft(cast, now, of=SMART_KEY)
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert (contract.state, contract.parties, contract.approver) == ("review_up", ["sales"], cast.lin)
    opinion(contract, "sales", cast.he, now=now, words="数量、价格、交期均可")
    assert contract.state == "approval"
    with pytest.raises(NotAllowed):
        engine.perform(contract, "approve", actor=cast.he, now=now)
    engine.perform(contract, "return", actor=cast.lin, data={"reason": "单价再核一次"}, now=now)
    assert (contract.state, contract.differences.get().ours) == ("resolving", "单价再核一次")
    actions.close_difference(contract.differences.get(), resolution="已核", evidence="报价单", actor=cast.he, now=now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    opinion(contract, "sales", cast.he, now=now)
    engine.perform(contract, "approve", actor=cast.lin, now=now)
    assert contract.state == "approved"


def test_f64_9_connected_products_begin_with_a_proposal_that_the_customer_confirms(cast, now):
    expert = reviewers(cast)["technology"]
    contract = draft(cast, now, of=CONNECTED)
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert contract.state == "proposal"
    engine.perform(contract, "proposal_ready", actor=expert, data={"proposal": "按招标要求，4G 模块"}, now=now)
    engine.perform(contract, "proposal_good", actor=cast.lin, now=now)
    engine.perform(contract, "proposal_again", actor=cast.he, data={"reason": "顾客要 5G"}, now=now)
    engine.perform(contract, "proposal_ready", actor=expert, data={"proposal": "5G 模块"}, now=now)
    engine.perform(contract, "proposal_good", actor=cast.lin, now=now)
    engine.perform(contract, "confirmed", actor=cast.he, data={"confirmed_by": "高鹏", "confirmed_on": "2026-09-24"}, now=now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    assert (contract.state, contract.parties) == ("review_up", ["sales", "technology"])
    opinion(contract, "technology", expert, now=now)
    opinion(contract, "sales", cast.he, now=now)
    engine.perform(contract, "approve", actor=cast.lin, now=now)
    assert (contract.state, contract.proposal, contract.confirmed_by) == ("approved", "5G 模块", "高鹏")


def test_report_20_says_how_long_reviews_take_and_how_many_are_special(cast, now):
    signed(cast, now)
    actions.submit_contract(draft(cast, now, at=customer(cast.he, now, "柏舟数控机床有限公司"), special=True, special_reason="长轴"), actor=cast.he, now=now)
    row = reports.reviews(Contract.objects.all())[0]
    assert (row["count"], row["passed"], row["special"], row["share"], row["amount"]) == (2, 1, 1, 0.5, Decimal(20000))
    assert row["took"].total_seconds() == 0


def test_a_day_and_information_on_their_pages(cast, now, client):
    client.force_login(cast.gao)
    assert client.post(reverse("contracts:summary_today"), {"sure": "1"}).status_code == 302
    day = Summary.objects.get()
    client.post(reverse("contracts:information_new", args=[day.pk]), {"who": "来电", "content": "问价"})
    assert "问价" in client.get(reverse("contracts:summary", args=[day.pk])).content.decode()
    client.post(reverse("contracts:release_new"), TEXT)
    assert TEXT["name"] in client.get(reverse("contracts:releases"), {"view": "all"}).content.decode()
    for name in ("summaries", "troubles"):
        assert client.get(reverse(f"contracts:{name}")).status_code == 200

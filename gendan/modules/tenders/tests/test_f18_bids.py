"""F18 without U6: strategic bids from the registration over tasks, scoring, people, rounds and the mock-up to the result."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.opportunities.models import Competitor
from gendan.modules.opportunities.tests.story import registered as opportunity
from gendan.modules.samples.actions import ask_sample
from gendan.modules.samples.models import SampleRequest
from gendan.modules.tenders import actions, mapping, queries, rules
from gendan.modules.tenders.models import Stakeholder, Tender
from gendan.modules.tenders.tests.story import CRITERIA, OFFER, SHORTLIST, evaluated, finish, quoted, registered
from gendan.modules.tenders.words import Public, work_of
from gendan.spine.org.models import NumberSetting
from gendan.spine.persons import declarations
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


@pytest.fixture
def firm(cast, now):
    return customer(cast.he, now, "滨江置业有限公司", state="maintain")


@pytest.fixture
def deal(firm, cast, now):
    return opportunity(firm, actor=cast.he, reviewer=cast.lin, now=now, amount=900000)


@pytest.fixture
def bid(firm, deal, cast, now):
    return registered(firm, cast.he, now, opportunity=deal)


def test_f18_a_the_tasks_before_the_tender_are_to_dos_and_all_are_done_before_the_shortlist(cast, now, bid):
    assert (bid.number, bid.state) == ("TB26-001", "registered")
    work = Todo.objects.filter(record_kind="tenders.tender", key__startswith="task.1", status="open")
    assert [todo.key[-1] for todo in work.order_by("due_at")] == list("ABCDEFGH")
    assert {todo.assignee for todo in work} == {cast.he}
    with pytest.raises(Refusal, match="A、B"):
        engine.perform(bid, "shortlist", actor=cast.he, data=SHORTLIST, now=now)
    task = bid.tasks.get(letter="A")
    with pytest.raises(ValidationError):
        actions.finish_task(task, state="left_out", note=" ", hours=0, actor=cast.he, now=now)
    with pytest.raises(NotAllowed):
        actions.finish_task(task, state="done", note="讲了", hours=2, actor=cast.ma, now=now)
    actions.finish_task(task, state="left_out", note="他们早就了解", hours=0, actor=cast.he, now=now)
    assert not work.filter(key="task.1A").exists()
    finish(bid, 1, cast.he, now, leave="A")
    engine.perform(bid, "shortlist", actor=cast.he, data=SHORTLIST, now=now)
    assert bid.state == "shortlisted"
    assert [task.letter for task in bid.tasks.filter(stage=2)] == list("ABDEF")  # C, rivals' prices by relations, is left out (U6)
    assert not doctor.run()


def test_f18_a_to_h_each_task_before_the_tender_says_what_was_done_and_for_what_the_effort_was(cast, now, bid, client):
    client.force_login(cast.he)
    page = client.get(f"/tenders/{bid.pk}?tab=tasks").content.decode()
    for task in bid.tasks.filter(stage=1):
        assert str(work_of(1, task.letter).title) in page
        actions.finish_task(task, state="done", note=f"做完了 {task.letter}", hours=3, actor=cast.he, now=now)
    assert [(one.letter, one.area) for one in bid.tasks.filter(stage=1, note__startswith="做完了", hours=3)] == [
        *((letter, "image") for letter in "ABCDEF"), ("G", "relation"), ("H", "relation"),
    ]


def test_f18_a_the_effort_is_shown_beside_eighty_to_twenty(cast, now, bid, client):
    for letter, hours in (("A", 12), ("G", 4)):
        actions.finish_task(bid.tasks.get(letter=letter), state="done", note="做完了", hours=hours, actor=cast.he, now=now)
    effort = queries.effort(bid, stage=1, now=now)
    assert (effort.share, effort.target, effort.target_relation) == (75, 80, 20)
    assert queries.effort(bid, stage=2, now=now).target == 20
    NumberSetting.objects.create(key="strategic_bid.image_first", value=70, valid_from=now, changed_at=now)
    assert queries.effort(bid, stage=1, now=now).target == 70
    client.force_login(cast.he)
    assert "应为形象" in client.get(f"/tenders/{bid.pk}?tab=tasks").content.decode()


def test_f18_2a_the_weights_are_a_hundred_together_before_anybody_quotes(cast, now, bid):
    finish(bid, 1, cast.he, now)
    engine.perform(bid, "shortlist", actor=cast.he, data=SHORTLIST, now=now)
    with pytest.raises(Refusal, match="评分"):
        engine.perform(bid, "quote", actor=cast.he, data=OFFER, now=now)
    with pytest.raises(ValidationError, match="90"):
        actions.set_criteria(bid, rows=CRITERIA[:2], actor=cast.he, now=now)
    actions.set_criteria(bid, rows=CRITERIA, actor=cast.he, now=now)
    assert queries.weighted(bid.criteria.all(), "estimate") == Decimal("77.00")
    assert queries.weighted(bid.criteria.all(), "score") is None
    engine.perform(bid, "quote", actor=cast.he, data=OFFER, now=now)
    assert (bid.state, bid.round_no) == ("quoted", 1)


@given(weights=st.lists(st.decimals("0.01", "100", places=2), min_size=1, max_size=6))
def test_f18_2a_only_weights_of_a_hundred_are_taken(weights):
    rows = [{"name": str(number), "weight": weight} for number, weight in enumerate(weights)]
    if sum(weights) == 100:
        rules.require_whole(rows)
    else:
        with pytest.raises(ValidationError):
            rules.require_whole(rows)


def test_f18_2b_only_public_prices_are_taken(cast, now, bid):
    rival = Competitor.objects.create(name="远岭")
    price = {"competitor": rival, "low": Decimal(800000), "high": Decimal(950000), "source": "notice", "place": "一期中标公示 2025-03", "seen_on": now.date()}
    actions.note_price(bid, values=price, actor=cast.he, now=now)
    assert queries.market(bid) == {"low": 800000, "high": 950000}
    for wrong in ({"source": "insider"}, {"place": " "}):
        with pytest.raises(Refusal) as refused:
            actions.note_price(bid, values=price | wrong, actor=cast.he, now=now)
        assert refused.value.code == "not_public"
    with pytest.raises(ValidationError):
        actions.note_price(bid, values=price | {"high": Decimal(1)}, actor=cast.he, now=now)


def test_u6_nothing_asks_for_prices_learned_through_insiders(cast, now, bid, client):
    assert set(Public.values) == {"notice", "list", "site", "fair", "report"}
    client.force_login(cast.he)
    form = client.get(f"/tenders/{bid.pk}/prices").content.decode()
    assert "只写公开信息" in form
    rival = Competitor.objects.create(name="远岭")
    wrong = {"competitor_id": rival.pk, "low": "1", "high": "2", "source": "insider", "place": "朋友说的", "seen_on": "2026-09-24"}
    assert client.post(f"/api/v1/bids/{bid.pk}/prices", wrong, content_type="application/json").status_code in (409, 422)


def test_f18_2d_a_mock_up_that_is_wanted_is_a_confirmed_sample(cast, now, bid, firm):
    finish(bid, 1, cast.he, now)
    engine.perform(bid, "shortlist", actor=cast.he, data=SHORTLIST | {"needs_mock_up": "on"}, now=now)
    actions.set_criteria(bid, rows=CRITERIA, actor=cast.he, now=now)
    with pytest.raises(Refusal, match="样板"):
        engine.perform(bid, "quote", actor=cast.he, data=OFFER, now=now)
    sample = ask_sample(firm, values={"origin": "new", "what": "样板间门窗"}, actor=cast.he, now=now)
    actions.link_mock_up(bid, mock_up=sample, actor=cast.he, now=now)
    with pytest.raises(Refusal, match="样板"):
        engine.perform(bid, "quote", actor=cast.he, data=OFFER, now=now)
    SampleRequest.objects.filter(pk=sample.pk).update(state="confirmed")
    engine.perform(bid, "quote", actor=cast.he, data=OFFER, now=now)
    assert bid.state == "quoted"


def test_f18_2e_further_rounds_say_what_changed_and_keep_what_was_offered(cast, now, bid):
    quoted(bid, cast.he, now)
    with pytest.raises(ValidationError):
        engine.perform(bid, "requote", actor=cast.he, data=OFFER | {"amount": "860000"}, now=now)
    engine.perform(bid, "requote", actor=cast.he, data=OFFER | {"amount": "860000", "change": "运费我方承担"}, now=now)
    assert (bid.state, bid.round_no, bid.amount) == ("quoted", 2, 860000)
    assert [row.amount for row in bid.offers.all()] == [880000, 860000]
    assert Todo.objects.filter(record_kind="tenders.tender", key__startswith="state", status="open").get().way == "call"
    assert not doctor.run()


def test_f18_2f_the_evaluation_stands_beside_our_estimate(cast, now, bid):
    quoted(bid, cast.he, now)
    with pytest.raises(Refusal, match="A、B、D、E"):
        engine.perform(bid, "evaluate", actor=cast.he, data={"result": "第一名"}, now=now)
    evaluated(bid, cast.he, now)
    assert bid.state == "evaluated"
    assert queries.weighted(bid.criteria.all(), "score") == Decimal("80.00")


def test_f18_g_the_map_shows_influence_attitude_and_who_introduced_whom(cast, now, bid, firm, client):
    hub = actions.write_stakeholder(
        bid, None, values={"name": "钱主任", "department": "采购部", "influence": 4, "attitude": 1, "is_hub": True}, actor=cast.he, now=now)
    person = contact(firm, cast.he, now)
    values = {"name": "孙总工", "department": "工程部", "influence": 5, "attitude": -1, "introduced_by": hub, "contact": person}
    actions.write_stakeholder(bid, None, values=values, actor=cast.he, now=now)
    nodes, lines = mapping.drawn(bid.stakeholders.all())
    assert len(nodes) == 2
    assert len(lines) == 1
    assert nodes[0].y < nodes[1].y  # who decides stands above
    assert nodes[0].x < nodes[1].x  # who is critical stands left
    client.force_login(cast.he)
    page = client.get(f"/tenders/{bid.pk}?tab=people").content.decode()
    assert page.count('class="bid-node"') == 2
    assert page.count('class="bid-led"') == 1
    assert client.post(f"/tenders/people/{hub.pk}", {"delete": "1"}).status_code == 302
    assert Stakeholder.objects.get().name == "孙总工"


def test_f18_h_visits_to_projects_and_the_factory_belong_to_the_bid(cast, now, bid, client):
    actions.plan_trip(bid, kind="factory", at=now + timedelta(days=3), focus="看生产线", actor=cast.he, now=now)
    assert bid.visits.get().visit.owner == cast.he
    client.force_login(cast.he)
    assert "看生产线" in client.get(f"/tenders/{bid.pk}?tab=prices").content.decode()


def test_f18_a_lost_bid_has_reason_and_lesson_and_the_opportunity_is_lost_with_it(cast, now, bid, deal):
    evaluated(quoted(bid, cast.he, now), cast.he, now)
    rival = Competitor.objects.create(name="远岭")
    with pytest.raises(ValidationError):
        engine.perform(bid, "lose", actor=cast.he, data={"loss_reason": "价高 3%"}, now=now)
    engine.perform(bid, "lose", actor=cast.he, data={"loss_reason": "价高 3%", "lost_to": rival.pk, "lesson": "早一步锁定成本"}, now=now)
    deal.refresh_from_db()
    assert (bid.state, deal.state, deal.lost_to, deal.lesson) == ("lost", "lost", rival, "早一步锁定成本")
    assert not doctor.run()


def test_f18_a_won_bid_leads_the_opportunity_to_the_signature(cast, now, bid, deal):
    evaluated(quoted(bid, cast.he, now), cast.he, now)
    engine.perform(bid, "win", actor=cast.he, data={"lesson": "样板间起了大作用"}, now=now)
    deal.refresh_from_db()
    assert (bid.state, deal.state) == ("won", "sign")
    assert Todo.objects.filter(record_kind="opportunities.opportunity", key="tender", assignee=cast.he).exists()
    with pytest.raises(Refusal):
        actions.set_criteria(bid, rows=CRITERIA, actor=cast.he, now=now)
    assert not doctor.run()


def test_f18_an_opportunity_that_ends_takes_its_bids_along(cast, now, bid, deal):
    data = {"loss_reason": "项目停了", "lesson": "先看资金", "summary": "停建"}
    engine.perform(deal, "lose", actor=cast.he, data=data, now=now)
    bid.refresh_from_db()
    assert (bid.state, bid.lesson) == ("lost", "先看资金")
    assert not Todo.objects.filter(record_kind="tenders.tender", status="open").exists()
    assert not doctor.run()


def test_f18_pages_and_rest(cast, now, bid, firm, deal, client):
    client.force_login(cast.he)
    assert client.get(f"/tenders/customers/{firm.pk}?opportunity={deal.pk}").status_code == 200
    assert client.post(f"/tenders/customers/{firm.pk}", {"name": "三期集采"}).status_code == 302
    for path in ("?view=all", "?layout=board", f"/{bid.pk}", f"/{bid.pk}?tab=scoring", f"/{bid.pk}?tab=data", f"/{bid.pk}/criteria",
                 f"/{bid.pk}/people", f"/{bid.pk}/visits", f"/{bid.pk}/mock-up", f"/{bid.pk}/edit"):
        assert client.get(f"/tenders{path}").status_code == 200, path
    assert client.get(f"/opportunities/{deal.pk}?tab=tenders").status_code == 200
    assert client.get("/reports/tenders").status_code == 200
    task = bid.tasks.get(letter="B")
    assert client.get(f"/tenders/tasks/{task.pk}").status_code == 200
    assert client.post(f"/tenders/tasks/{task.pk}", {"state": "done", "note": "讲了型谱", "hours": "3"}).status_code == 302
    api = f"/api/v1/bids/{bid.pk}"
    assert next(one for one in client.get(f"{api}/tasks").json() if one["letter"] == "B")["hours"] == "3.0"
    whole = [{"name": one["name"], "weight": str(one["weight"])} for one in CRITERIA]
    assert client.put(f"{api}/criteria", whole[:1], content_type="application/json").status_code == 422
    assert len(client.put(f"{api}/criteria", whole, content_type="application/json").json()) == 3
    page = f"/tenders/{bid.pk}/criteria"
    rows = [{"name": "价格", "weight": "70", "estimate": "80"}, {"name": "服务", "weight": "20"}, {"name": "", "weight": "", "estimate": ""}]
    form = {"criteria-TOTAL_FORMS": 3, "criteria-INITIAL_FORMS": 0, **{f"criteria-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}}
    assert client.post(page, form).status_code == 422, "90 of 100"
    assert client.post(page, form | {"criteria-1-weight": "30"}).status_code == 302
    assert [(one.name, one.weight) for one in bid.criteria.all()] == [("价格", 70), ("服务", 30)]
    made = client.post("/api/v1/bids", {"customer_id": firm.pk, "name": "四期"}, content_type="application/json").json()
    assert made["state"] == "registered"
    assert Tender.objects.count() == 3
    client.force_login(cast.ma)
    assert client.get(f"/tenders/{bid.pk}").status_code == 404
    assert client.get(api).status_code == 404


def test_u12_whoever_is_erased_leaves_the_map(cast, now, bid, firm):
    person = contact(firm, cast.he, now)
    values = {"name": person.name, "department": "采购部", "contact": person}
    actions.write_stakeholder(bid, None, values=values, actor=cast.he, now=now)
    held = next(one for one in declarations.holdings() if one.key == "tenders.stakeholder")
    rows = held.rows(declarations.person_of(person))
    assert rows.count() == 1
    held.remove([row.pk for row in rows], now)
    assert not Stakeholder.objects.exists()

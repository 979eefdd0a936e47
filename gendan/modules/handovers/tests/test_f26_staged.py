"""F26: two weeks for the consultant, one for the director, the file in between, and the region after it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.handovers import actions, queries, reports
from gendan.modules.handovers.models import Staged
from gendan.modules.opportunities.models import Opportunity, Payment
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.pools.tests.factories import pool
from gendan.spine.messages.models import Message
from gendan.spine.org import actions as org
from gendan.spine.procedures import doctor, engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

FILE = {"situation": "高二，数学弱", "consulting_plan": "先试听", "service_plan": "每周两次", "analysis": "父母共同决定"}


@pytest.fixture
def staged(cast, now):
    """He's customer, on its way in phase 1."""
    return actions.start_staged(customer(cast.he, now, state="follow"), actor=cast.he, now=now)


def call(record, actor, moment, **told):
    """A call that reached somebody."""
    step = NextStep("再约", moment + timedelta(days=30))
    log_activity(record.customer, actor=actor, now=moment, way="call", next_step=step, **({"text": "谈了需求"} | told))


def complete(record, cast, now):
    """The file with a follow-up."""
    actions.write_file(record, values=FILE, actor=cast.he, now=now)
    call(record, cast.he, now)
    record.refresh_from_db()


def test_f26_phase_1_is_the_consultants_for_two_weeks(cast, now, staged):
    todo = Todo.objects.get(record_kind="handovers.staged", status="open")
    assert (staged.state, todo.assignee, todo.due_at) == ("phase1", cast.he, now + timedelta(days=14))
    with pytest.raises(Refusal):
        actions.start_staged(staged.customer, actor=cast.he, now=now)
    assert not doctor.run()


def test_f26_day_12_warns_consultant_and_director(cast, now, staged):
    escalate.tick(now=now + timedelta(days=11, hours=23))
    assert not Message.objects.filter(url__contains="/todos/").filter(created_at__gt=now).exists()
    for _step in range(2):
        escalate.tick(now=now + timedelta(days=12, minutes=1))
    told = Message.objects.filter(created_at__gt=now + timedelta(days=11)).values_list("recipient", flat=True)
    assert set(told) >= {cast.he.pk, cast.lin.pk}


def test_f26_a_missing_file_blocks_the_hand_over_and_says_what_is_missing(cast, now, staged):
    with pytest.raises(Refusal, match="咨询方案"):
        engine.perform(staged, "hand_over", actor=cast.he, now=now)
    actions.expire(now=now + timedelta(days=14, minutes=1))
    staged.refresh_from_db()
    assert (staged.state, staged.owner) == ("filing", cast.he)
    actions.expire(now=now + timedelta(days=20))
    staged.refresh_from_db()
    assert staged.state == "filing"
    complete(staged, cast, now + timedelta(days=20))
    actions.expire(now=now + timedelta(days=20, hours=1))
    staged.refresh_from_db()
    assert staged.state == "phase2"


def test_f26_day_14_hands_a_complete_file_to_the_director(cast, now, staged):
    complete(staged, cast, now)
    business = registered(staged.customer, actor=cast.he, reviewer=cast.lin, now=now, amount=10000)
    actions.expire(now=now + timedelta(days=14, minutes=1))
    staged.refresh_from_db()
    row, at = Customer.objects.get(), now + timedelta(days=14, minutes=1)
    assert (staged.state, staged.owner, staged.director, staged.handed_over_at) == ("phase2", cast.lin, cast.lin, at)
    assert (row.owner, row.related_ids) == (cast.lin, [cast.he.pk])
    business.refresh_from_db()
    assert business.owner == cast.lin
    todo = Todo.objects.get(record_kind="handovers.staged", status="open")
    assert (todo.assignee, todo.due_at) == (cast.lin, at + timedelta(days=7))
    assert not doctor.run()


def test_f26_after_the_directors_week_long_term_follow_up(cast, now, staged):
    complete(staged, cast, now)
    engine.perform(staged, "hand_over", actor=cast.he, now=now + timedelta(days=3))
    actions.expire(now=now + timedelta(days=10, hours=1))
    staged.refresh_from_db()
    assert (staged.state, Customer.objects.get().state) == ("long_term", "dormant")
    assert staged.ended_at == now + timedelta(days=10, hours=1)
    assert not doctor.run()


def test_f26_or_the_regional_pool(cast, now, staged):
    complete(staged, cast, now)
    engine.perform(staged, "hand_over", actor=cast.he, now=now + timedelta(days=3))
    with pytest.raises(Refusal, match="公海"):
        engine.perform(staged, "to_pool", actor=cast.lin, now=now + timedelta(days=5))
    pool(cast)
    engine.perform(staged, "to_pool", actor=cast.lin, now=now + timedelta(days=5))
    assert (staged.state, Customer.objects.get().state) == ("regional", "pool")
    assert not doctor.run()


def test_f26_a_contract_signs_in_the_phase_in_which_it_was_won(cast, now, staged):
    complete(staged, cast, now)
    business = registered(staged.customer, actor=cast.he, reviewer=cast.lin, now=now, amount=10000)
    win(business, cast.he, now + timedelta(days=4))
    staged.refresh_from_db()
    assert (staged.state, staged.signed_phase) == ("signed", 1)
    assert not doctor.run()


def win(business, actor, moment):
    """Through the funnel to the contract."""
    data = {"contract_number": "HT-1", "contract_amount": "10000", "signed_on": moment.date().isoformat(), "signatory": "高鹏",
            "summary": "试听后签", "lesson": "早约试听"}
    for stage in ("won_chance", "need", "solution", "quote", "price", "sign"):
        engine.perform(business, f"to_{stage}", actor=actor, now=moment)
    engine.perform(business, "win", actor=actor, data=data, now=moment)


def test_f26_conversion_and_collection_by_phase(cast, now, staged):
    complete(staged, cast, now)
    call(staged, cast.he, now + timedelta(hours=1), text="", seconds=30)
    call(staged, cast.he, now + timedelta(hours=2), text="", seconds=90)
    call(staged, cast.he, now + timedelta(hours=3), result="no_answer")
    assert queries.calls_in_phase(staged, 1) == 2
    business = registered(staged.customer, actor=cast.he, reviewer=cast.lin, now=now, amount=10000)
    win(business, cast.he, now + timedelta(days=4))
    Payment.objects.create(opportunity=Opportunity.objects.get(), paid_on=now.date(), amount=9000, handler=cast.ding, recorded_at=now)
    (row,) = reports.phases(Staged.objects.all(), now=now + timedelta(days=5))
    assert (row["person"], row["phase"], row["contracts"], row["calls"]) == ("何苗", 1, 1, 2)
    assert (row["conversion"], row["signed"], row["collection"]) == (0.5, Decimal(10000), 0.9)
    assert reports.combined(0.7, 0.5) == pytest.approx(0.85)


def test_f26_report_6_lists_hand_overs_with_what_the_file_lacks(cast, now, staged):
    assert [(row["customer"], row["phase"], row["consultant"]) for row in reports.running(Staged.objects.all())] == [(str(staged.customer), 1, "何苗")]
    assert "、" in reports.running(Staged.objects.all())[0]["missing"]
    complete(staged, cast, now)
    assert reports.running(Staged.objects.all())[0]["missing"] == "—"


def test_f26_the_pages(cast, now, client, staged):
    client.force_login(cast.he)
    assert "青屿重工" in client.get("/handovers").content.decode()
    page = client.get(f"/handovers/{staged.pk}").content.decode()
    assert "资料" in page
    assert "咨询方案" in page
    assert client.post(f"/handovers/{staged.pk}/file", FILE).status_code == 302
    assert "先试听" in client.get(f"/handovers/{staged.pk}?tab=file").content.decode()
    assert f"/handovers/{staged.pk}" in client.get(f"/customers/{staged.customer_id}").content.decode()
    assert client.get("/reports/staged-phases").status_code == 200
    other = customer(cast.he, now, "柏舟数控机床有限公司")
    client.post(f"/handovers/start/{other.pk}")
    assert Staged.objects.filter(customer=other).exists()


def test_the_consultant_leaves_and_the_successor_goes_on(cast, now, staged):
    org.leave(cast.he, successor=cast.zhou, actor=cast.fang, now=now + timedelta(days=1))
    staged.refresh_from_db()
    assert (staged.owner, staged.case.owner) == (cast.zhou, cast.zhou)
    assert not doctor.run()

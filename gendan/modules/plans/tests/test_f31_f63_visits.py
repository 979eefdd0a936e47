"""F31 and F63: a contact is planned, prepared, arrived at and reported; what was promised has its day."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from gendan.modules.customers.actions import change_owner
from gendan.modules.customers.tests.factories import contact
from gendan.modules.followups.actions import NextStep
from gendan.modules.followups.models import Activity, Promise
from gendan.modules.plans import actions, words
from gendan.modules.plans.actions.visiting import Question, Where
from gendan.modules.plans.models import Visit
from gendan.modules.plans.tests.story import classed
from gendan.modules.plans.visit_page import punctuality
from gendan.spine.messages.models import Message
from gendan.spine.org import actions as org
from gendan.spine.procedures import doctor, engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.queries import attachments_of
from gendan.spine.timeline.tests.samples import upload


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def customer(cast, now):
    return classed(cast.he, now, "青屿重工（苏州）有限公司", "A", address="苏州吴中区 8 号")


@pytest.fixture
def visit(cast, now, customer):
    """He goes there tomorrow at two, hoping for two gear boxes."""
    return actions.plan_visit(
        customer, at=now + timedelta(days=4, hours=4), focus="谈年度框架", expected_items="减速箱 2 台", expected_amount=Decimal(180000),
        actor=cast.he, now=now,
    )


def step(now):
    return NextStep("送样件", now + timedelta(days=9))


def prepare(visit, cast, now):
    actions.tick_preparation(visit, ticked=words.needed("visit"), actor=cast.he, now=now)
    visit.refresh_from_db()


def test_f31_1_to_4_the_contact_plan_has_focus_order_frequency_and_time(cast, now, visit, customer):
    assert (visit.focus, visit.expected_items, visit.expected_amount) == ("谈年度框架", "减速箱 2 台", Decimal(180000))
    todo = Todo.objects.get(record_kind="plans.visit", record_id=visit.pk, status="open")
    assert (todo.assignee, todo.due_at, visit.place) == (cast.he, visit.at, customer.address)
    with pytest.raises(NotAllowed):
        actions.plan_visit(customer, at=visit.at, focus="x", actor=cast.ma, now=now)


def test_f31_5_to_9_all_five_are_ticked_before_it_is_prepared(cast, now, visit):
    assert len(words.PREPARATION) == 5
    actions.tick_preparation(visit, ticked=list(words.PREPARATION)[:4], actor=cast.he, now=now)
    visit.refresh_from_db()
    assert (visit.state, len(visit.ticked)) == ("planned", 4)
    with pytest.raises(Refusal):
        engine.perform(visit, "prepare", actor=cast.he, now=now)
    prepare(visit, cast, now)
    assert (visit.state, visit.prepared_at) == ("prepared", now)


def test_f31_a_call_needs_no_route(cast, now, customer):
    row = actions.plan_visit(customer, at=now + timedelta(days=1), focus="催合同", way="call", actor=cast.he, now=now)
    actions.tick_preparation(row, ticked=list(words.PREPARATION), actor=cast.he, now=now)
    row.refresh_from_db()
    assert row.state == "prepared"


def test_f31_forecast_and_order_stand_side_by_side(cast, now, visit):
    actions.report(
        visit, text="定了一台", next_step=step(now), told={"actual_items": "减速箱 1 台", "actual_amount": Decimal(90000)},
        actor=cast.he, now=now,
    )
    visit.refresh_from_db()
    assert (visit.state, visit.expected_amount, visit.actual_amount) == ("reported", Decimal(180000), Decimal(90000))


def test_f63_1_pre_checks_belong_to_a_visit(cast, now, visit):
    actions.tick_preparation(visit, ticked=list(words.PREPARATION), actor=cast.he, now=now)
    visit.refresh_from_db()
    assert visit.state == "planned"
    prepare(visit, cast, now)
    assert visit.state == "prepared"


def test_f63_3_the_arrival_has_time_place_and_photo(cast, now, visit, client):
    prepare(visit, cast, now)
    client.force_login(cast.he)
    page = client.get(reverse("plans:arrive", args=[visit.pk])).content.decode()
    assert "geo:" in page
    photo = upload("门口.png")
    sent = {"place": "南门", "latitude": "31.29834", "longitude": "120.58319", "accuracy": "12", "photo": photo}
    false = client.post(reverse("plans:arrive", args=[visit.pk]), sent | {"photo": upload("门口.png", b"no picture")})
    assert false.status_code == 422
    assert client.post(reverse("plans:arrive", args=[visit.pk]), sent).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.arrived_place, visit.accuracy) == ("under_way", "南门", 12)
    assert attachments_of(visit).count() == 1


def test_f63_3_ten_minutes_early_is_good_an_hour_is_not(cast, now, visit):
    for minutes, words_ in ((10, "提前 10 分钟"), (60, "太早"), (-5, "晚到 5 分钟")):
        visit.arrived_at = visit.at - timedelta(minutes=minutes)
        assert words_ in punctuality(visit)


def test_f63_arrival_and_report_end_what_was_to_be_done(cast, now, visit, customer):
    actions.arrive(visit, where=Where("南门"), actor=cast.he, now=visit.at)
    with pytest.raises(Refusal):
        actions.arrive(visit, actor=cast.he, now=visit.at)
    visit.refresh_from_db()
    actions.report(visit, text="看了新产线", next_step=step(visit.at), actor=cast.he, now=visit.at + timedelta(hours=1))
    written = Activity.objects.get(customer=customer)
    visit.refresh_from_db()
    assert (visit.activity, written.purpose, written.way, written.at) == (written, "谈年度框架", "visit", visit.at)
    assert not Todo.objects.filter(record_kind="plans.visit", status="open").exists()
    assert Todo.objects.filter(record_id=customer.pk, title="送样件", status="open").exists()
    assert not doctor.run()


def test_f63_13_and_17_open_questions_have_an_owner_and_a_day(cast, now, visit):
    due = now + timedelta(days=3)
    actions.report(visit, text="技术问题带回", next_step=step(now), questions=[Question("能否做 R0.8 圆角", due)], actor=cast.he, now=now)
    promise = Promise.objects.get()
    visit.refresh_from_db()
    assert (promise.owner, promise.due_at, promise.activity) == (cast.he, due, visit.activity)


def test_f63_8_participants_and_topics_are_kept_with_the_form(cast, now, visit, client):
    client.force_login(cast.he)
    sent = {
        "text": "见了采购和设备部", "next_title": "发方案", "next_due_at": "2099-10-10T10:00", "participants": "高鹏 – 采购\n沈立 – 设备",
        "topics": "框架、交期", "urgency": "plain", "question_1": "交期能否 20 天",
    }
    url = reverse("plans:report", args=[visit.pk])
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert client.post(url, sent | {"answer_by_1": "2099-10-09T10:00"}).status_code == 302
    visit.refresh_from_db()
    assert (visit.participants.splitlines()[0], visit.topics) == ("高鹏 – 采购", "框架、交期")


def test_f72_no_visit_ends_without_a_next_step_or_the_reason(cast, now, visit):
    with pytest.raises(Exception, match=r"下一步"):
        actions.report(visit, text="聊了聊", next_step=NextStep(), actor=cast.he, now=now)
    visit.refresh_from_db()
    assert (visit.state, Activity.objects.count()) == ("planned", 0)


def test_f63_an_appointment_is_put_off_with_its_reason_or_called_off(cast, now, visit):
    later = visit.at + timedelta(days=7)
    actions.put_off(visit, at=later, reason="客户出差", actor=cast.he, now=now)
    assert Todo.objects.get(record_kind="plans.visit", status="open").due_at == later
    engine.perform(visit, "cancel", actor=cast.he, data={"reason": "项目停了"}, now=now)
    assert not doctor.run()


def test_f31_who_goes_is_reminded_to_prepare(cast, now, visit):
    for _turn in range(2):
        escalate.tick(visit.at - timedelta(hours=2))
    assert Message.objects.filter(recipient=cast.he, created_at__gt=now).exists()


def test_f63_appointments_go_with_the_customer(cast, now, visit, customer):
    change_owner(customer, owner=cast.zhou, reason="调整", actor=cast.lin, now=now)
    visit.refresh_from_db()
    assert (visit.owner, visit.main_owner) == (cast.zhou, cast.zhou)
    org.leave(cast.zhou, successor=cast.lin, actor=cast.fang, now=now)
    visit.refresh_from_db()
    assert visit.owner == cast.lin
    assert not doctor.run()


def test_f31_f32_6_the_page_shows_what_to_read_before(cast, now, visit, customer, client):
    visit.contact = contact(customer, cast.he, now, position="采购部长")
    visit.save(update_fields=["contact"])
    client.force_login(cast.he)
    page = client.get(reverse("plans:visit", args=[visit.pk])).content.decode()
    assert "采购部长" in page
    assert 'name="ticked"' in page
    answer = client.post(reverse("plans:prepare", args=[visit.pk]), {"ticked": list(words.ALL)})
    assert answer.status_code == 302
    assert Visit.objects.get().state == "prepared"

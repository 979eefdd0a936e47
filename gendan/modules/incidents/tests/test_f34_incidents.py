"""F34: tell first, bill later; both behaviours of the freight case, and every branch of the procedure."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.customers.actions import change_owner
from gendan.modules.customers.models import Consent
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.incidents import actions, queries
from gendan.modules.incidents.models import Incident, Notice, Word
from gendan.modules.incidents.tests.conftest import NEWS
from gendan.modules.mails import actions as mails
from gendan.modules.mails.models import Mail
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.orders.tests.factories import order
from gendan.spine.messages.models import Message
from gendan.spine.org.actions.leaving import leave
from gendan.spine.procedures import doctor, engine, escalate, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

TOLD = {"channel": "phone", "text": "船在釜山相碰，我们正在问船公司", "insured": "yes", "policy": "PICC-1"}
SAID = {"channel": "phone", "text": "明天出查勘结果"}
ASKED = {"channel": "phone", "with_whom": "船公司李经理", "text": "二舱的货怎么样"}
ANSWER = {"way": "answered", "channel": "email", "with_whom": "船公司李经理", "text": "甲方的货没有湿"}


def notice_of(incident, customer) -> Notice:
    return incident.notices.get(customer=customer)


def collecting(customer) -> Todo:
    return Todo.objects.get(record_kind="customers.customer", record_id=customer.pk, key="state.collect", status__in=("open", "paused"))


def move(record, key, actor, now, **data):
    record.refresh_from_db()
    engine.perform(record, key, actor=actor, data=data, now=now)
    record.refresh_from_db()
    return record


def told_all(incident, cast, now):
    for notice in incident.notices.filter(state="untold"):
        move(notice, "tell", notice.owner, now, **TOLD)


def assessed(incident, cast, now, **data):
    told_all(incident, cast, now)
    move(incident, "ask", cast.bai, now, **ASKED)
    actions.note_enquiry(incident, values=ANSWER, actor=cast.bai, now=now)
    return move(incident, "assess", cast.bai, now, **({"damage": "none"} | data))


def test_f34_1_a_notice_of_the_carrier_opens_an_incident_on_all_affected_orders(cast, now, scene):
    incident = scene.opened(cast, now)
    assert (incident.state, incident.number) == ("noticed", "SG2609-001")
    assert set(queries.orders_of(incident)) == {scene.order_a, scene.order_b}
    assert {one.owner for one in incident.notices.all()} == {cast.he, cast.ma}
    assert set(queries.of("orders.order", scene.order_a.pk)) == {incident}
    assert set(Incident.objects.visible_to(cast.he)) == {incident}
    assert [one.customer for one in Notice.objects.visible_to(cast.he)] == [scene.a]
    more = order(cast, now, owner=cast.zhou, firm="丙方减速机有限公司")
    actions.add_orders(incident, orders=[more, scene.order_a], actor=cast.bai, now=now)
    assert incident.notices.count() == 3
    with pytest.raises(ValidationError):
        actions.add_orders(incident, orders=[more], actor=cast.bai, now=now)
    assert not doctor.run()


def test_f34_2_every_customer_is_told_at_once_or_it_climbs(cast, now, scene):
    incident = scene.opened(cast, now)
    row = notice_of(incident, scene.a)
    work = Todo.objects.get(record_kind="incidents.notice", record_id=row.pk)
    assert (work.assignee, work.due_at, work.way) == (cast.he, now + timedelta(minutes=15), "call")
    escalate.carry_out(now + timedelta(minutes=16))
    assert Message.objects.filter(recipient=cast.lin, url=f"/todos/{work.pk}").exists()
    later = now.replace(hour=14, minute=30)
    escalate.carry_out(later)
    assert Message.objects.filter(recipient=cast.fang, url=f"/todos/{work.pk}").exists()
    move(row, "tell", cast.he, later, **TOLD)
    word = row.told.get()
    assert (word.channel, word.at, word.by, row.state) == ("phone", later, cast.he, "told")
    move(row, "feedback", cast.he, later, **SAID)
    assert (row.state, row.told.count()) == ("told", 2)
    assert Todo.objects.filter(record_kind="incidents.notice", record_id=row.pk, status="open").exists()


def test_f34_2_a_mail_leaves_at_once_where_the_customer_agreed_to_mail(cast, now, scene):
    for one in (cast.he, cast.ma):
        mailbox_of(one, now, is_active=True)
    scene.a.person.email = "gao@jia.example"
    scene.a.person.save(update_fields=["email"])
    Consent.objects.create(contact=scene.a.person, channel="email", given=True, at=now, recorded_by=cast.he)
    incident = scene.opened(cast, now)
    mail = Mail.objects.get(incoming=False)
    assert mail.to == [[scene.a.person.name, "gao@jia.example"]]
    assert "海鸥 9" in mail.text
    assert "保单" in mail.text
    word = Word.objects.get()
    assert (word.notice.customer, word.channel, word.by) == (scene.a, "email", None)
    assert notice_of(incident, scene.a).state == "untold"  # the personal word is still to be said


def test_f34_3_whether_the_cargo_is_insured_is_never_left_open(cast, now, scene):
    with pytest.raises(ValidationError) as refused:
        scene.opened(cast, now, insured=None)
    assert "insured" in refused.value.message_dict
    row = notice_of(scene.opened(cast, now), scene.b)
    with pytest.raises(ValidationError) as refused:
        engine.perform(row, "tell", actor=cast.ma, data=TOLD | {"insured": ""}, now=now)
    assert "insured" in refused.value.message_dict
    move(row, "tell", cast.ma, now, **TOLD | {"insured": "no", "policy": ""})
    assert row.insured is False


def test_f34_4_the_carrier_is_asked_and_every_answer_is_in_the_log(cast, now, scene):
    incident = scene.opened(cast, now)
    work = Todo.objects.get(record_kind="incidents.incident", status="open")
    assert (work.assignee, work.due_at) == (cast.bai, now + timedelta(hours=1))
    move(incident, "ask", cast.bai, now, **ASKED)
    with pytest.raises(Refusal, match="还没有告知"):
        engine.perform(incident, "assess", actor=cast.bai, data={"damage": "none"}, now=now)
    told_all(incident, cast, now)
    with pytest.raises(Refusal, match="承运人"):
        engine.perform(incident, "assess", actor=cast.bai, data={"damage": "none"}, now=now)
    actions.note_enquiry(incident, values=ANSWER, actor=cast.bai, now=now)
    with pytest.raises(ValidationError):
        engine.perform(incident, "assess", actor=cast.bai, data={"damage": "part"}, now=now)
    move(incident, "assess", cast.bai, now, damage="part", damage_text="外箱 6 件受潮")
    assert [one.way for one in incident.enquiries.all()] == ["answered", "asked"]
    assert {one.state for one in incident.notices.all()} == {"news"}
    with pytest.raises(NotAllowed):
        actions.note_enquiry(incident, values=ANSWER, actor=cast.he, now=now)


def test_f34_5_dunning_is_held_until_the_incident_is_closed(cast, now, scene):
    assert not queries.hold(scene.order_a)
    incident = scene.opened(cast, now)
    held = queries.hold(scene.order_a)
    assert (held.held, held.who, held.pk) == (True, "白露", incident.pk)
    assert incident.number in held.why
    work = collecting(scene.a)
    assert (work.status, work.due_at) == ("paused", None)
    for try_it in (
        lambda: todos.complete(work, actor=cast.he, now=now), lambda: todos.postpone(work, due_at=now + timedelta(days=1), reason="x", actor=cast.he, now=now),
    ):
        with pytest.raises(Refusal) as refused:
            try_it()
        assert (refused.value.code, refused.value.who) == ("dunning_held", "白露")
    escalate.carry_out(now + timedelta(days=400))
    assert collecting(scene.a).status == "paused"
    assessed(incident, cast, now)
    with pytest.raises(Refusal, match="还不知道"):
        engine.perform(incident, "close", actor=cast.bai, data={"result": "船方已交货"}, now=now)
    for one in incident.notices.all():
        move(one, "report", one.owner, now, **SAID)
    move(incident, "close", cast.bai, now, result="船方已交货")
    assert not queries.hold(scene.order_a)
    assert collecting(scene.a).status == "open"
    assert {one.state for one in incident.notices.all()} == {"settled"}
    assert not doctor.run()


def test_f34_5_a_customer_who_comes_to_be_dunned_meanwhile_is_held_as_well(cast, now, scene):
    incident = scene.opened(cast, now)
    scene.b.refresh_from_db()
    engine.perform(scene.b, "opportunity_won", actor=None, now=now)
    assert collecting(scene.b).status == "paused"
    assert not doctor.run()
    Todo.objects.filter(pk=collecting(scene.b).pk).update(status="open", due_at=now)
    assert [(one.check, one.ids) for one in doctor.run() if one.check == "incidents"] == [("incidents", (scene.b.pk,))]
    Todo.objects.filter(pk=collecting(scene.b).pk).update(status="paused", due_at=None)
    move(incident, "dismiss", cast.bai, now, reason="不是这条船")
    assert collecting(scene.b).status == "open"
    assert not doctor.run()


@pytest.mark.parametrize("asleep_first", [True, False])
def test_f34_5_a_customer_who_rests_is_neither_held_nor_asked_for_money_afterwards(cast, now, scene, asleep_first):
    if asleep_first:
        move(scene.a, "sleep", cast.he, now, reason="停产检修")
    incident = scene.opened(cast, now)
    if not asleep_first:
        move(scene.a, "sleep", cast.he, now, reason="停产检修")
    assert not doctor.run()
    move(incident, "dismiss", cast.bai, now, reason="不是这条船")
    assert collecting(scene.a).status == "paused"
    assert not doctor.run()


def test_f34_behaviour_a_who_collects_first_and_tells_afterwards_is_stopped_u16(cast, now, scene):
    scene.opened(cast, now)
    step = NextStep("问样件", now + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        log_activity(scene.a, actor=cast.he, now=now, purpose="催收运费和货款", text="请付款", next_step=step)
    assert (refused.value.field, refused.value.code) == ("purpose", "dunning_held")
    with pytest.raises(Refusal):
        log_activity(scene.a, actor=cast.he, now=now, text="聊了聊", next_step=NextStep("催款", now + timedelta(days=1)))
    other = order(cast, now, owner=cast.he, at=scene.a)
    log_activity(scene.a, actor=cast.he, now=now, subject=other, purpose="催款：另一张订单", text="约了周五", next_step=step)
    log_activity(scene.a, actor=cast.he, now=now, purpose="告知船期事故", text="已说明", next_step=step)


def test_f34_behaviour_a_a_mail_that_asks_for_money_does_not_leave(cast, now, scene):
    mailbox_of(cast.he, now, is_active=True)
    draft = mails.begin(actor=cast.he, now=now, customer=scene.a, contact=scene.a.person)
    mails.keep_draft(draft, values={"to": "gao@jia.example", "subject": "运费结清", "text": "请尽快付款。"}, actor=cast.he, now=now)
    scene.opened(cast, now)
    with pytest.raises(ValidationError) as refused:
        mails.send(draft, actor=cast.he, now=now)
    assert "白露" in str(refused.value.message_dict["text"])


def test_f34_behaviour_b_who_tells_at_once_asks_coordinates_and_collects_afterwards(cast, now, scene):
    """B informed at once, asked about insurance, coordinated, gave feedback, and collected after it was solved."""
    incident = scene.opened(cast, now)
    mine = notice_of(incident, scene.b)
    move(mine, "tell", cast.ma, now, **TOLD)
    move(notice_of(incident, scene.a), "tell", cast.he, now, **TOLD)
    move(incident, "ask", cast.bai, now, **ASKED)
    tomorrow = now + timedelta(days=1)
    move(mine, "feedback", cast.ma, tomorrow, **SAID)
    with pytest.raises(Refusal):
        engine.perform(mine, "report", actor=cast.ma, data=SAID, now=tomorrow)  # the carrier has not said it yet
    actions.note_enquiry(incident, values=ANSWER, actor=cast.bai, now=tomorrow)
    move(incident, "assess", cast.bai, tomorrow, damage="none")
    for one in incident.notices.all():
        move(one, "report", one.owner, tomorrow, channel="phone", text="货没有损坏，后天到港")
    move(incident, "close", cast.bai, tomorrow, result="货完好到港")
    assert [one.channel for one in mine.told.all()] == ["phone"] * 3
    step = NextStep("感谢信", tomorrow + timedelta(days=1))
    log_activity(scene.b, actor=cast.ma, now=tomorrow, purpose="收款", text="当天付清", next_step=step)
    assert not doctor.run()


def test_f34_the_notice_follows_the_customer_and_nobody_is_left_without(cast, now, scene):
    incident = scene.opened(cast, now)
    change_owner(scene.a, owner=cast.zhou, reason="调整", actor=cast.lin, now=now)
    assert notice_of(incident, scene.a).owner == cast.zhou
    incident.refresh_from_db()
    assert cast.zhou.pk in incident.related_ids
    leave(cast.bai, successor=cast.gu, actor=cast.fang, now=now)
    incident.refresh_from_db()
    assert incident.owner == cast.gu
    assert not doctor.run()


def test_f34_pages_and_rest_say_the_same(cast, now, scene, client):
    client.force_login(cast.bai)
    form = {key: value for key, value in NEWS.items() if key != "insured"} | {"occurred_at": "2026-09-24T07:00", "orders": f"{scene.order_a.number}，{scene.order_b.number}"}
    assert client.get(f"/incidents/new?order={scene.order_a.pk}").status_code == 200
    left_open = client.post("/incidents/new", form)
    assert left_open.status_code == 422 or "insured" in left_open.content.decode()
    assert not Incident.objects.exists()
    assert client.post("/incidents/new", form | {"insured": "yes"}).status_code == 302
    incident = Incident.objects.get()
    row = notice_of(incident, scene.a)
    for path in ("/incidents?view=all", "/incidents/notices?view=all", f"/incidents/{incident.pk}", f"/incidents/{incident.pk}?tab=carrier",
                 f"/incidents/notices/{row.pk}", f"/incidents/notices/{row.pk}?tab=said", "/reports/incidents"):
        assert client.get(path).status_code == 200, path
    for path in (f"/orders/{scene.order_a.pk}", f"/customers/{scene.a.pk}"):
        assert 'data-card="hold"' in client.get(path).content.decode(), path
    assert client.post(f"/incidents/{incident.pk}/enquiry", ANSWER | {"at": "2026-09-24T08:00"}).status_code == 302
    api = "/api/v1/incidents"
    assert client.get(f"{api}/orders/{scene.order_a.pk}/hold").json()["held"] is True
    assert client.get(f"{api}/{incident.pk}/enquiries").json()[0]["way"] == "answered"
    body = NEWS | {"occurred_at": "2026-09-24T07:00:00+08:00", "order_ids": [scene.order_b.pk]}
    assert client.post(api, {key: value for key, value in body.items() if key != "insured"}, content_type="application/json").status_code == 422
    assert client.post(api, body, content_type="application/json").json()["state"] == "noticed"
    client.force_login(cast.zhou)
    assert client.get(f"/incidents/{incident.pk}").status_code == 404
    assert client.get(f"{api}/{incident.pk}").status_code == 404

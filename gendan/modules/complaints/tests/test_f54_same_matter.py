"""The same matter is found, shown while somebody is on the line, joined and separated (F54.4); goods and people who complain elsewhere (F56, F106.7)."""

from datetime import timedelta

import pytest

from gendan.modules.complaints import actions, candidates
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.tests.story import answered, closed, decided, done, found, opinion, told, verified
from gendan.modules.returns import actions as returns
from gendan.modules.returns import queries as returned
from gendan.modules.returns.models import Return
from gendan.modules.returns.tests.conftest import VERDICT, move
from gendan.modules.samples.tests.story import asked
from gendan.spine.messages.models import Message
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.procedures import doctor, engine

CLOCKS = ("views.answering", "views.complaints", "views.outside")


@pytest.fixture(autouse=True)
def _today(monkeypatch, now):
    for one in CLOCKS:
        monkeypatch.setattr(f"gendan.modules.complaints.{one}.timezone.now", lambda: now)


def test_f54_4_the_same_matter_is_found_by_customer_or_telephone_near_in_time(client, cast, now, staff, firm):
    first = told(cast.xu, now, firm)
    second = told(cast.xu, now + timedelta(days=2), None, channel="letter", phone=first.phone)
    told(cast.xu, now, None, phone="13900009999")
    assert candidates.same_as(Complaint.objects.all(), second) == [first]
    far = told(cast.xu, now + timedelta(days=40), firm)
    assert candidates.same_as(Complaint.objects.all(), far) == []
    client.force_login(cast.xu)
    assert first.number in client.get(f"/complaints/{second.pk}").content.decode()


def test_f54_4_it_is_suggested_while_somebody_is_on_the_line(client, cast, now, staff, firm, monkeypatch):
    monkeypatch.setattr("gendan.modules.complaints.views.answering.timezone.now", lambda: now)
    first = told(cast.xu, now, firm)
    client.force_login(cast.xu)
    assert first.number in client.get(f"/complaints/similar?phone={first.phone}").content.decode()
    assert first.number not in client.get("/complaints/similar?phone=13900000000").content.decode()
    assert client.get("/complaints/similar?customer=99999999999999999999999").status_code == 200


def test_f54_4_what_is_the_same_is_joined_and_separated_again(client, cast, now, staff, firm):
    first, second = told(cast.xu, now, firm), told(cast.xu, now, firm)
    client.force_login(cast.xu)
    assert client.post(f"/complaints/{second.pk}/join", {"to": first.pk}).status_code == 302
    second.refresh_from_db()
    assert (second.state, second.joined_to) == ("joined", first)
    row = actions.separate_complaint(second, reason="不是同一批", actor=cast.xu, now=now)
    assert (row.state, row.joined_to) == ("received", None)
    assert row.next_todo_id


def test_f54_4_another_batch_is_another_matter_and_the_same_defect_comes_first(cast, now, staff, firm):
    one, two = (told(cast.xu, now - timedelta(days=day), firm, batch="H1", defect=defect) for day, defect in ((3, "裂纹"), (1, "锈蚀")))
    other = told(cast.xu, now, firm, batch="H2")
    rows = Complaint.objects.all()
    assert list(candidates.same_matter(rows, customer_id=firm.pk, batch="H1", defect="裂纹", at=now)) == [one, two]
    assert other in candidates.same_matter(rows, customer_id=firm.pk, at=now)


def test_f54_4_a_number_is_the_same_however_it_is_written(cast, now, staff):
    row = told(cast.xu, now, None, phone="138 0000 1111")
    assert list(candidates.same_matter(Complaint.objects.all(), phone="13800001111", at=now)) == [row]


def test_f54_4_how_far_apart_is_a_setting(cast, now, staff, firm):
    told(cast.xu, now - timedelta(days=10), firm)
    assert candidates.same_matter(Complaint.objects.all(), customer_id=firm.pk, at=now).exists()
    set_number("complaint.same_days", 7, actor=cast.fang, now=now)
    assert not candidates.same_matter(Complaint.objects.all(), customer_id=firm.pk, at=now).exists()


def test_f54_4_whoever_calls_again_is_joined_instead_of_opening_a_new_one(client, cast, now, staff, firm):
    first = told(cast.han, now, firm)
    client.force_login(cast.xu)
    page = client.get(f"/complaints/similar?phone={firm.phone}").content.decode()
    assert f'name="join" value="{first.pk}"' in page
    answer = client.post("/complaints/new", {"join": first.pk, "phone": firm.phone, "text": "又裂了一件", "channel": "phone", "grade": "2"})
    assert (answer.status_code, answer["Location"]) == (302, f"/complaints/{first.pk}")
    row = Complaint.objects.exclude(pk=first.pk).get()
    assert (row.state, row.joined_to, row.customer, row.klass, row.text) == ("joined", first, firm, "quality", "又裂了一件")
    assert Message.objects.filter(recipient=cast.han, topic="complaints.came").exists()
    assert not doctor.run()


def test_f54_4_a_closed_or_hidden_complaint_is_not_joined(client, cast, now, staff, firm):
    first = told(cast.han, now, firm)
    Complaint.objects.filter(pk=first.pk).update(state="closed", state_kind="won")
    client.force_login(cast.xu)
    assert client.post("/complaints/new", {"join": first.pk, "phone": firm.phone, "channel": "phone", "grade": "2"}).status_code == 422
    assert Complaint.objects.count() == 1


def test_from_an_order_a_sample_or_goods_the_form_knows_what_is_known(client, cast, now, staff, scene):
    bought, firm = scene.order, scene.order.customer
    sample = asked(firm, cast.he, now)
    goods = scene.registered()
    client.force_login(cast.he)
    for page, about in ((f"/orders/{bought.pk}", f"order={bought.pk}"), (f"/samples/requests/{sample.pk}", f"sample={sample.pk}"),
                        (f"/returns/{goods.pk}", f"return={goods.pk}")):
        assert f"/complaints/new?{about}" in client.get(page).content.decode(), page
    form = client.get(f"/complaints/new?sample={sample.pk}").context["form"]
    assert (form["customer"].value(), form["subject"].value(), form["klass"].value()) == (firm.pk, sample.what, "quality")
    form = client.get(f"/complaints/new?order={bought.pk}").context["form"]
    assert (form["order"].value(), form["customer"].value(), bool(form["product"].value())) == (bought.pk, bought.customer_id, True)
    form = client.get(f"/complaints/new?return={goods.pk}").context["form"]
    assert (form["batch"].value(), form["channel"].value(), form["klass"].value()) == ("P2609", "return", "trade")
    assert client.get("/complaints/new?return=99999999999999999999").status_code == 200


def test_f56_goods_that_came_back_belong_to_the_complaint_that_is_written_for_them(client, cast, now, staff, scene):
    goods = scene.registered()
    client.force_login(cast.he)
    new = {"klass": "trade", "subject": "孔径超差", "channel": "return", "grade": "2", "customer": goods.customer_id, "batch": "P2609", "defect": "孔径超差"}
    assert client.post(f"/complaints/new?return={goods.pk}", new).status_code == 302
    row = Complaint.objects.get()
    assert list(returned.of("complaints.complaint", row.pk)) == [goods]
    assert f"/complaints/new?return={goods.pk}" not in client.get(f"/returns/{goods.pk}").content.decode()


def test_f56_quality_writes_it_for_goods_of_a_customer_that_it_does_not_see(client, cast, now, staff, scene):
    goods = scene.registered()
    client.force_login(cast.han)
    form = client.get(f"/complaints/new?return={goods.pk}").context["form"]
    assert not form["phone"].value()
    new = {"klass": "trade", "subject": "孔径超差", "channel": "return", "grade": "2", "customer": goods.customer_id, "batch": "P2609", "defect": "孔径超差"}
    assert client.post(f"/complaints/new?return={goods.pk}", new).status_code == 302
    assert Complaint.objects.get().customer == goods.customer


def test_f56_the_return_of_goods_is_a_way_of_complaining(client, cast, now, staff, scene):
    client.force_login(cast.he)
    customer = scene.order.customer
    given = {"order": scene.order.pk, "what": "轴承", "quantity": "4", "reason": "孔径超差", "batch": "P1", "complains": "on"}
    assert client.post(f"/returns/customers/{customer.pk}/new", given).status_code == 302
    goods, row = Return.objects.get(), Complaint.objects.get()
    assert (row.channel, row.klass, row.order, row.batch, row.state, row.owner) == ("return", "trade", scene.order, "P1", "verification", cast.he)
    assert list(returned.of("complaints.complaint", row.pk)) == [goods]
    assert client.post(f"/returns/customers/{customer.pk}/new", given | {"quantity": "2"}).status_code == 302
    assert Complaint.objects.count() == 1
    assert len(returned.of("complaints.complaint", row.pk)) == 2
    assert client.post(f"/returns/customers/{customer.pk}/new", given | {"complains": "", "batch": "P2"}).status_code == 302
    assert Complaint.objects.count() == 1
    assert not doctor.run()


def test_f56_7_whoever_does_not_accept_the_verdict_on_his_goods_complains(cast, now, staff, scene):
    goods = move(scene.inspected(), "not_ours", cast.han, now, fault="misuse", **VERDICT)
    move(goods, "object", cast.he, now, reason="不认可，要求复检")
    row = Complaint.objects.get()
    assert (row.text, row.channel, goods.source_id) == ("不认可，要求复检", "return", row.pk)
    assert not doctor.run()


def test_f56_7_a_closed_complaint_is_opened_again_when_its_goods_are_objected_to(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="quality")
    found(row, cast.han, now, "assay")
    row = decided(opinion(verified(row, cast.han, now), "quality", cast.han, now), cast.he, now, needs_capa="", no_capa_reason="个案")
    row = closed(done(answered(row, now), now), now + timedelta(days=4))
    goods = returns.open_return(firm, values={"what": "联轴器", "quantity": 2, "reason": "裂纹"}, source=row, actor=cast.he, now=now)
    actions.goods_complained(record=goods, text="复检结论不认", actor=cast.he, now=now)
    row.refresh_from_db()
    assert (row.state, row.reopened_times) == ("verification", 1)


def test_f106_7_what_the_desk_cannot_settle_becomes_a_complaint_of_the_company(client, cast, now, morning, staff, shop):
    shop.opened(morning)
    voice = returns.hear(values={"text": "要求三倍赔偿", "name": "李先生", "phone": "13600004444"}, actor=shop.tan, now=now)
    move(voice, "pass_on", shop.tan, now)
    row = Complaint.objects.get()
    assert (row.phone, row.complainant_name, row.state, row.channel) == ("13600004444", "李先生", "received", "oral")
    assert (voice.state, voice.result) == ("passed_on", f"投诉 {row.number}")
    again = returns.hear(values={"text": "还没人联系我", "name": "李先生", "phone": "136 0000 4444"}, actor=shop.tan, now=now)
    move(again, "pass_on", shop.tan, now)
    assert Complaint.objects.exclude(pk=row.pk).get().joined_to == row
    assert again.result == f"投诉 {row.number}"
    assert not doctor.run()


def test_f106_7_what_the_desk_settles_itself_stays_there(cast, now, morning, staff, shop):
    shop.opened(morning)
    voice = returns.hear(values={"text": "等太久", "name": "孙女士", "phone": "13700003333"}, actor=shop.tan, now=now)
    engine.perform(voice, "settle", actor=shop.tan, data={"result": "致歉"}, now=now)
    assert not Complaint.objects.exists()

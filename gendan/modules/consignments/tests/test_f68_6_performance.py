"""F68.6, F68.7: the factory is pushed, goods are packed, cargo space is booked, and the customer has the shipping data."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from gendan.modules.complaints.models import Complaint
from gendan.modules.consignments import actions
from gendan.modules.consignments.models import Consignment
from gendan.modules.consignments.papers import advice_context, list_context, note_context
from gendan.modules.consignments.tests.conftest import NOTE, packages
from gendan.modules.mails.models import Mail
from gendan.modules.orders.actions import ask_change
from gendan.modules.orders.tests.factories import move, noticed, order, product
from gendan.modules.samples.tests.story import asked, decided, sent
from gendan.spine.documents import papering
from gendan.spine.links import actions as links
from gendan.spine.messages.models import Message
from gendan.spine.org.actions.leaving import leave
from gendan.spine.procedures import doctor, engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.models import Entry

BOOKED = {
    "carrier": "远航海运", "vessel": "海鸥 9", "voyage": "0921E", "booking_number": "BK-20931", "sails_on": "2026-10-28", "arrives_on": "2026-11-30",
}
LOADED = {"loaded_on": "2026-10-27", "container": "MSKU 123456-7", "seal": "CN88231", "bill_number": "SHHAM26110018"}


def todo_of(row) -> Todo:
    return Todo.objects.get(case=row.case_id, status="open")


def packed(scene, cast, now) -> Consignment:
    row = move(scene.consignment, "finish", cast.he, now, finished_on="2026-10-20")
    actions.write_packing(row, rows=[packages()], actor=cast.he, now=now)
    return move(row, "pack", cast.he, now)


def booked(scene, cast, now) -> Consignment:
    row = packed(scene, cast, now)
    actions.write_note(row, values=NOTE, actor=cast.he, now=now)
    move(row, "hand_over", cast.he, now, clerk=scene.clerk.pk)
    return move(row, "book", scene.clerk, now, **BOOKED)


def test_f68_6_the_notice_of_an_export_order_has_its_factory_pushed_every_few_days(cast, now, scene):
    row = scene.consignment
    assert (row.state, row.owner, row.customer, row.marks) == ("producing", cast.he, scene.customer, "PO-88123")
    work = todo_of(row)
    assert (work.assignee, work.way) == (cast.he, "call")
    move(row, "push", cast.he, now, text="毛坯已到，下周粗加工", expected_on="2026-10-20")
    assert (row.pushes.get().by, row.expected_on.isoformat(), row.state) == (cast.he, "2026-10-20", "producing")
    again = todo_of(row)
    escalate.carry_out(again.due_at + timedelta(minutes=1))
    assert Message.objects.filter(recipient=cast.lin, url=f"/todos/{again.pk}").exists()
    at_home = noticed(order(cast, now, at=scene.customer, market="domestic"), scene.works, cast, now)
    assert not Consignment.objects.filter(order=at_home).exists()
    assert not doctor.run()


def test_f68_6_the_factory_makes_what_the_confirmed_sample_says(cast, now, scene):
    request = sent(decided(asked(scene.customer, cast.he, now), cast, now), cast, now)
    engine.perform(request, "confirm", actor=cast.he, data={"accepted_by": "Buyer", "stated": "与样一致"}, now=now)
    goods = product("EX-2", "出口端盖", in_export_range=True, batch_notice="PC-2025-08")
    made = noticed(order(cast, now, (goods, 10, None), at=scene.customer), scene.works, cast, now)
    row = Consignment.objects.get(order=made)
    assert row.sample == request
    with pytest.raises(ValidationError) as refused:
        engine.perform(row, "finish", actor=cast.he, data={"finished_on": "2026-10-20"}, now=now)
    assert "as_sample" in refused.value.message_dict
    assert move(row, "finish", cast.he, now, finished_on="2026-10-20", as_sample="on").state == "packing"


def test_f68_6_the_packing_list_is_complete_before_anything_is_booked(cast, now, scene):
    row = move(scene.consignment, "finish", cast.he, now, finished_on="2026-10-20")
    with pytest.raises(Refusal, match="装箱单还是空的"):
        engine.perform(row, "pack", actor=cast.he, now=now)
    actions.write_packing(row, rows=[packages(quantity=60, packages=12)], actor=cast.he, now=now)
    with pytest.raises(Refusal, match="出口轴承座 40 件"):
        engine.perform(row, "pack", actor=cast.he, now=now)
    with pytest.raises(ValidationError):
        actions.write_packing(row, rows=[packages() | {"gross_kg": 1}], actor=cast.he, now=now)
    with pytest.raises(ValidationError):
        actions.write_packing(row, rows=[packages(7)], actor=cast.he, now=now)
    actions.write_packing(row, rows=[packages(quantity=90, packages=18), packages(quantity=20, packages=4)], actor=cast.he, now=now)
    with pytest.raises(Refusal, match="超过订单"):
        engine.perform(row, "pack", actor=cast.he, now=now)
    actions.write_packing(row, rows=[packages(quantity=90, packages=18), packages(quantity=10, packages=1)], actor=cast.he, now=now)
    assert move(row, "pack", cast.he, now).state == "noting"
    shown = list_context(row, language="zh-hans")
    assert [one["cases"] for one in shown["rows"]] == ["1–18", "19"]
    assert (shown["sums"]["packages"], shown["sums"]["net_kg"]) == (19, 1200)


def test_f68_6_a_part_leaves_first_and_the_rest_follows(cast, now, scene):
    with pytest.raises(Refusal, match="分批"):
        actions.begin_consignment(scene.order, part=True, actor=cast.he, now=now)
    row = move(scene.consignment, "finish", cast.he, now, finished_on="2026-10-20")
    actions.write_note(row, values={"part": True}, actor=cast.he, now=now)
    actions.write_packing(row, rows=[packages(quantity=60)], actor=cast.he, now=now)
    assert move(row, "pack", cast.he, now).state == "noting"
    rest = actions.begin_consignment(scene.order, actor=cast.he, now=now)
    move(rest, "finish", cast.he, now, finished_on="2026-11-20")
    actions.write_packing(rest, rows=[packages(quantity=40)], actor=cast.he, now=now)
    assert move(rest, "pack", cast.he, now).state == "noting"


def test_f68_6_the_document_clerk_books_by_a_complete_note_alone(cast, now, scene):
    row = packed(scene, cast, now)
    with pytest.raises(Refusal, match="目的港"):
        engine.perform(row, "hand_over", actor=cast.he, data={"clerk": scene.clerk.pk}, now=now)
    actions.write_note(row, values=NOTE, actor=cast.he, now=now)
    move(row, "hand_over", cast.he, now, clerk=scene.clerk.pk)
    assert (row.state, row.clerk, row.handed_at, todo_of(row).assignee) == ("booking", scene.clerk, now, scene.clerk)
    with pytest.raises(Refusal) as refused:
        actions.write_note(row, values={"to_port": "鹿特丹"}, actor=cast.he, now=now)
    assert "单静" in refused.value.who
    move(row, "return_note", scene.clerk, now, reason="缺通知人")
    actions.write_note(row, values={"notify": "同收货人"}, actor=cast.he, now=now)
    move(row, "hand_over", cast.he, now, clerk=scene.clerk.pk)
    said = note_context(row, language="zh-hans")
    assert (said["freight"], said["notify"], said["clerk"]) == ("运费预付", "同收货人", "单静")
    with pytest.raises(ValidationError):
        engine.perform(row, "book", actor=scene.clerk, data=BOOKED | {"arrives_on": "2026-10-01"}, now=now)
    move(row, "book", scene.clerk, now, **BOOKED)
    assert (row.state, row.vessel, todo_of(row).due_at.date().isoformat()) == ("booked", "海鸥 9", "2026-10-28")
    move(row, "rebook", scene.clerk, now, reason="甩柜")
    assert move(row, "book", scene.clerk, now, **BOOKED | {"vessel": "海鸥 11"}).vessel == "海鸥 11"
    leave(scene.clerk, successor=cast.gu, actor=cast.fang, now=now)
    row.refresh_from_db()
    assert (row.clerk, todo_of(row).assignee) == (cast.gu, cast.gu)
    assert not doctor.run()


def test_f68_6_after_loading_the_customer_has_the_shipping_data_by_mail(cast, now, scene, reader):
    row = move(booked(scene, cast, now), "load", scene.clerk, now, **LOADED)
    assert (row.state, row.told_at) == ("told", now)
    mail = Mail.objects.get(incoming=False)
    assert mail.to == [[reader.name, "buyer@meridian.example"]]
    for said in ("PO-88123", "海鸥 9 0921E", "SHHAM26110018", "MSKU 123456-7", "Nov. 30, 2026"):
        assert said in mail.text
    assert todo_of(row).due_at.date().isoformat() == "2026-11-30"
    move(row, "receive", cast.he, now, received_on="2026-12-01")
    assert (row.state, row.received_on.isoformat()) == ("received", "2026-12-01")


def test_f68_6_who_may_not_be_written_to_is_told_by_the_salesperson_or_it_climbs(cast, now, scene):
    row = move(booked(scene, cast, now), "load", scene.clerk, now, **LOADED)
    work = todo_of(row)
    assert (row.state, work.assignee, work.way) == ("loaded", cast.he, "call")
    escalate.carry_out(work.due_at + timedelta(minutes=1))
    assert Message.objects.filter(recipient=cast.lin, url=f"/todos/{work.pk}").exists()
    move(row, "tell", cast.he, now, channel="phone", text="船名、提单号已报")
    assert (row.state, row.told_how) == ("told", "电话：船名、提单号已报")
    assert advice_context(row, language="en")["bill_number"] == "SHHAM26110018"


def test_f68_6_the_page_of_the_customer_shows_how_his_goods_travel(cast, now, scene):
    path = links.issue(scene.order, purpose="order", expires_at=now + timedelta(days=90), actor=cast.he, now=timezone.now())
    outside = Client()
    assert "data-shipping" not in outside.get(path).content.decode(), "nothing is booked yet"
    row = booked(scene, cast, now)
    papering.make(row, paper="packing_list", actor=cast.he, now=now, language="en")
    page = outside.get(path).content.decode()
    for said in ('data-shipping="booked"', "远航海运", "海鸥 9", "BK-20931", "汉堡"):
        assert said in page
    assert "data-papers" not in page, "until it is loaded the packing list may change"
    move(row, "load", scene.clerk, now, **LOADED)
    for paper in ("packing_list", "consignment_note", "shipping_advice"):
        papering.make(row, paper=paper, actor=cast.he, now=now)
    page = outside.get(path).content.decode()
    for said in ("MSKU 123456-7", "CN88231", "SHHAM26110018", "20 · 1,300.00 kg", "装船通知"):
        assert said in page
    assert "出口托运单" not in page, "what the clerk books by is ours"
    token = path.rsplit("/", 1)[-1]
    papers = {made.paper: made.pk for made in papering.made_for(row).filter(language="zh-hans")}
    answer = outside.get(f"/consignments/open/{token}/{papers['shipping_advice']}.pdf")
    assert (answer.status_code, answer["Content-Type"], answer.getvalue()[:4]) == (200, "application/pdf", b"%PDF")
    assert outside.get(f"/consignments/open/{token}/{papers['consignment_note']}.pdf").status_code == 404


def test_f68_6_its_papers_are_made_once_there_is_something_to_say(cast, now, scene):
    with pytest.raises(Refusal, match="装箱单还是空的"):
        papering.make(scene.consignment, paper="packing_list", actor=cast.he, now=now)
    row = booked(scene, cast, now)
    for key in ("packing_list", "consignment_note"):
        made = papering.make(row, paper=key, actor=cast.he, now=now, language="en")
        assert made.number == row.number
    with pytest.raises(Refusal, match="装船后"):
        papering.make(row, paper="shipping_advice", actor=cast.he, now=now)


def test_f68_6_a_cancelled_order_is_not_shipped(cast, now, scene):
    change = ask_change(scene.order, kind="cancel", reason="项目取消", actor=cast.he, now=now)
    move(change, "agree", scene.works.tao, now)
    move(change, "confirm", cast.he, now, confirmed_by="Buyer", confirmed_how="邮件")
    assert scene.consignment.state == "dropped"
    assert not doctor.run()


def test_f68_7_an_objection_reaches_the_manager_at_once_and_becomes_a_complaint(cast, now, scene):
    row = scene.consignment
    actions.object_to(row, objection="样品与大货颜色不一致", actor=cast.he, now=now)
    complaint = Complaint.objects.get()
    assert (complaint.order, complaint.owner, complaint.state) == (scene.order, cast.he, "verification")
    told = Message.objects.get(topic="complaints.objected", channel="in_app")
    assert (told.recipient, told.created_at, told.url) == (cast.lin, now, f"/complaints/{complaint.pk}")
    assert scene.order.number in told.title
    assert Entry.objects.filter(verb="consignments.objected", object_id=row.pk).exists()


def test_f68_6_pages_and_rest_say_the_same(cast, now, scene, client):
    row = scene.consignment
    client.force_login(cast.he)
    assert 'data-card="consignments"' in client.get(f"/orders/{scene.order.pk}").content.decode()
    page = f"/consignments/{row.pk}"
    form = {"packed-TOTAL_FORMS": 1, "packed-INITIAL_FORMS": 0, **{f"packed-0-{name}": value for name, value in packages().items()}}
    assert "出口轴承座" in client.get(f"{page}/packing").content.decode()
    assert client.post(f"{page}/packing", form | {"packed-0-gross_kg": "1"}).status_code == 422
    assert client.post(f"{page}/packing", form).status_code == 302
    assert client.post(f"{page}/note", NOTE).status_code == 302
    for path in ("/consignments?view=all", "/consignments?layout=board", page, f"{page}?tab=packing", f"{page}?tab=shipping", f"{page}?tab=papers"):
        assert client.get(path).status_code == 200, path
    api = f"/api/v1/consignments/{row.pk}"
    assert client.get(api).json()["to_port"] == "汉堡"
    assert client.get(f"{api}/packing").json()[0]["packages"] == 20
    assert client.patch(api, {"to_port": "鹿特丹"}, content_type="application/json").json()["to_port"] == "鹿特丹"
    assert client.patch(api, {"sample_id": 1}, content_type="application/json").status_code == 404, "no sample that he confirmed"
    body = [{name: str(value) for name, value in packages(quantity=100, packages=10).items()}]
    assert client.put(f"{api}/packing", body, content_type="application/json").json()[0]["packages"] == 10
    assert client.post(f"{page}/objection", {"objection": "短装一箱"}).status_code == 302
    assert client.post(f"{api}/objection", {"objection": "短装一箱"}, content_type="application/json").status_code == 200
    client.force_login(cast.zhou)
    assert (client.get(page).status_code, client.get(api).status_code) == (404, 404)

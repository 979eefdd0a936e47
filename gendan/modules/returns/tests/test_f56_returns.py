"""F56.5 … F56.8: isolated, inspected, judged, agreed upon, carried out; every branch."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.returns import actions, queries
from gendan.modules.returns.models import Return
from gendan.modules.returns.papers import LABEL, REPORT
from gendan.modules.returns.tests.conftest import LINES, VERDICT, move
from gendan.spine import events
from gendan.spine.documents import papering
from gendan.spine.documents.tests.shapes import check_shape
from gendan.spine.messages.models import Message
from gendan.spine.org.actions.leaving import leave
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.procedures import doctor, engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

DONE = {"document": "BH-2609-01", "goods": "scrap", "result": "补货 12 件，旧件报废"}
WISH = {"wish": "replenish", "said": "尽快补货", "promised_on": "2026-10-09"}


def task(row: Return) -> Todo:
    return Todo.objects.get(record_kind="returns.return", record_id=row.pk, status="open")


def test_f56_5_the_warehouse_isolates_and_labels_and_quality_has_copies_of_the_papers(cast, now, scene, keeper):
    row = scene.registered()
    assert (row.number, row.state, row.what, task(row).assignee) == ("TH2609-0001", "announced", scene.order.name, keeper)
    with pytest.raises(NotAllowed):
        engine.perform(row, "receive", actor=cast.ma, data={"quantity": 12, "received_on": "2026-09-24", "papers": "x"}, now=now)
    move(row, "receive", keeper, now, quantity=12, received_on="2026-09-24", papers="送货单 0931")
    for left_out in ("labelled", "copied", "place"):
        data = {"place": "B-2", "labelled": True, "copied": True} | {left_out: ""}
        with pytest.raises(ValidationError) as refused:
            engine.perform(row, "isolate", actor=keeper, data=data, now=now)
        assert left_out in refused.value.message_dict
    move(row, "isolate", keeper, now, place="隔离区 B-2", labelled=True, copied=True)
    assert (row.isolated_at, row.copied_at, task(row).assignee) == (now, now, cast.han)
    said = check_shape(LABEL, row)
    assert (said["place"], said["batch"], said["quantity"], said["inspection"]) == ("隔离区 B-2", "P2609", "12", "全检")
    assert papering.make(row, paper="isolation_label", actor=keeper, now=now).name.startswith(row.number)
    assert not doctor.run()


def test_f56_6_a_batch_is_sampled_and_a_small_lot_is_inspected_whole_a25(cast, now, scene):
    small, batch = scene.isolated(49), scene.isolated(50)
    assert (small.size, small.inspection, batch.size, batch.inspection) == ("small", "full", "batch", "sampling")
    with pytest.raises(Refusal, match="还没有"):
        engine.perform(small, "inspected", actor=cast.han, data={"defective": 0, "finding": "合格"}, now=now)
    for row, too_few, enough in ((small, 48, 49), (batch, 4, 5)):
        actions.write_inspection(row, rows=[LINES[1] | {"inspected": too_few}], actor=cast.han, now=now)
        with pytest.raises(Refusal, match=str(enough)):
            engine.perform(row, "inspected", actor=cast.han, data={"defective": 0, "finding": "合格"}, now=now)
        actions.write_inspection(row, rows=[LINES[1] | {"inspected": enough}], actor=cast.han, now=now)
        move(row, "inspected", cast.han, now, defective=1, finding="一件划伤")
    assert (small.report_number, batch.report_number) == ("JY2609-0001", "JY2609-0002")
    assert (float(small.defect_rate), float(batch.defect_rate)) == (2.04, 20)


def test_a25_from_how_many_pieces_a_return_is_a_batch_is_a_setting(cast, now, scene):
    set_number("goods_return.batch_from", 10, actor=cast.fang, now=now)
    assert scene.isolated(12).size == "batch"


def test_f56_6_the_inspection_is_recorded_in_a_report_on_paper(cast, now, scene):
    row = scene.isolated()
    for wrong in ({"inspected": 13}, {"defective": 13}, {"defect": ""}):
        with pytest.raises(ValidationError):
            actions.write_inspection(row, rows=[LINES[0] | wrong], actor=cast.han, now=now)
    with pytest.raises(NotAllowed):
        actions.write_inspection(row, rows=LINES, actor=cast.ma, now=now)
    actions.write_inspection(row, rows=LINES, actor=cast.han, now=now)
    with pytest.raises(ValidationError):
        engine.perform(row, "inspected", actor=cast.han, data={"defective": 13, "finding": "x"}, now=now)
    move(row, "inspected", cast.han, now, defective=3, finding="3 件孔径超上差")
    said = check_shape(REPORT, row)
    assert (said["report"], said["rate"], said["inspector"], len(said["lines"])) == ("JY2609-0001", "25.00", "韩青", 2)
    with pytest.raises(Refusal):
        actions.write_inspection(row, rows=LINES, actor=cast.han, now=now)


@pytest.mark.parametrize(("wish", "more"), [("replenish", {}), ("refund", {"amount": "1200"}), ("exchange", {}), ("other", {})])
def test_f56_7_our_cause_the_customer_is_asked_replenish_or_another_way(cast, now, scene, keeper, wish, more, monkeypatch):
    told = []
    monkeypatch.setitem(events._listeners, "returns.finished", (lambda record, **_facts: told.append(record.number),))
    row = move(scene.inspected(), "ours", cast.han, now, **VERDICT)
    assert (row.fault, row.state, task(row).assignee, task(row).way) == ("ours", "asking", cast.he, "call")
    with pytest.raises(NotAllowed):
        engine.perform(row, "settle", actor=cast.ma, data={}, now=now)
    data = WISH | {"wish": wish, "doer": keeper.pk} | more
    if wish == "refund":
        with pytest.raises(ValidationError):
            engine.perform(row, "wish", actor=cast.he, data=data | {"amount": ""}, now=now)
        data.pop("doer")
    move(row, "wish", cast.he, now, **data)
    assert (row.wish, row.state) == (wish, "carrying")
    assert row.doer == (cast.ding if wish == "refund" else keeper)
    assert task(row).assignee == row.doer
    move(row, "carry_out", row.doer, now, **DONE)
    assert (row.state, row.goods, row.document) == ("done", "scrap", "BH-2609-01")
    assert told == [row.number]
    assert not doctor.run()


@pytest.mark.parametrize(("fault", "settlement"), [("not_ours", "sent_back"), ("misuse", "rework_paid"), ("not_ours", "goodwill"), ("misuse", "scrapped")])
def test_f56_7_not_our_cause_business_contacts_the_customer_to_handle(cast, now, scene, keeper, fault, settlement):
    row = scene.inspected()
    with pytest.raises(ValidationError):
        engine.perform(row, "not_ours", actor=cast.han, data=VERDICT | {"fault": "ours"}, now=now)
    move(row, "not_ours", cast.han, now, fault=fault, **VERDICT)
    assert (row.fault, row.state, task(row).assignee) == (fault, "contacting", cast.he)
    move(row, "settle", cast.he, now, settlement=settlement, said="同意", doer=keeper.pk, promised_on="2026-10-09")
    move(row, "carry_out", keeper, now, **DONE | {"goods": "customer"})
    assert (row.settlement, row.state) == (settlement, "done")
    assert not doctor.run()


def test_f56_7_a_customer_who_objects_has_his_goods_inspected_again(cast, now, scene):
    row = move(scene.inspected(), "not_ours", cast.han, now, fault="misuse", **VERDICT)
    move(row, "object", cast.he, now, reason="客户不认可，要求复检")
    assert (row.state, row.fault, row.report_number, row.lines.count()) == ("isolated", "", "", 0)
    with pytest.raises(Refusal):
        engine.perform(row, "inspected", actor=cast.han, data={"defective": 0, "finding": "合格"}, now=now)
    assert not doctor.run()


def test_f56_8_papers_are_kept_so_long_and_what_is_over_is_found(cast, now, scene, keeper):
    row = move(scene.inspected(), "ours", cast.han, now, **VERDICT)
    move(row, "wish", cast.he, now, **WISH | {"doer": keeper.pk})
    move(row, "carry_out", keeper, now, **DONE)
    assert row.keep_until == now.date() + timedelta(days=1096)
    assert not queries.to_destroy(Return.objects.all(), on=row.keep_until).exists()
    assert queries.to_destroy(Return.objects.all(), on=row.keep_until + timedelta(days=1)).get() == row


def test_f56_a_return_is_registered_by_itself_from_an_order_or_from_another_record(cast, now, scene):
    alone = actions.open_return(scene.order.customer, values={"what": "轴承", "quantity": 3, "reason": "发错货"}, actor=cast.he, now=now)
    assert (alone.source_kind, alone.owner) == ("", cast.he)
    asked = actions.open_return(scene.order.customer, values={"what": "轴承", "quantity": 3, "reason": "x"}, source=scene.order, actor=cast.he, now=now)
    assert list(queries.of("orders.order", scene.order.pk)) == [asked]
    for wrong in ({"what": ""}, {"quantity": 0}, {"reason": ""}):
        with pytest.raises(ValidationError):
            actions.open_return(scene.order.customer, values={"what": "轴承", "quantity": 3, "reason": "x"} | wrong, actor=cast.he, now=now)
    move(alone, "withdraw", cast.he, now, reason="客户自己留用")
    assert alone.state_kind == "lost"


def test_f56_what_is_late_climbs_and_whoever_leaves_hands_it_on(cast, now, scene, keeper):
    row = scene.inspected()
    escalate.carry_out(now + timedelta(days=20))
    assert Message.objects.filter(recipient=cast.fang, url=f"/todos/{task(row).pk}").exists()
    move(row, "ours", cast.han, now, **VERDICT)
    move(row, "wish", cast.he, now, **WISH | {"doer": keeper.pk})
    leave(keeper, successor=cast.xu, actor=cast.fang, now=now)
    row.refresh_from_db()
    assert (row.doer, task(row).assignee) == (cast.xu, cast.xu)
    assert not doctor.run()


def test_f56_the_doctor_finds_a_return_finished_without_inspection(cast, now, scene):
    row = scene.registered()
    Return.objects.filter(pk=row.pk).update(state="done")
    assert any(one.check == "returns" and one.ids == (row.pk,) for one in doctor.run())


def test_f56_pages_rest_and_report_32_say_the_same(cast, now, scene, client):
    row = scene.inspected()
    client.force_login(cast.he)
    customer = scene.order.customer
    assert client.get(f"/returns/customers/{customer.pk}/new?order={scene.order.pk}").status_code == 200
    made = client.post(f"/returns/customers/{customer.pk}/new?kind=orders.order&id={scene.order.pk}", {"what": "轴承", "quantity": "4", "reason": "磕碰"})
    assert made.status_code == 302
    assert Return.objects.get(what="轴承").source_kind == "orders.order"
    for path in ("/returns?view=all", "/returns?layout=board", f"/returns/{row.pk}", f"/returns/{row.pk}?tab=data", "/reports/returns",
                 "/reports/return-causes", f"/customers/{customer.pk}", f"/orders/{scene.order.pk}"):
        assert client.get(path).status_code == 200, path
    assert row.number in client.get(f"/customers/{customer.pk}?tab=service").content.decode()
    client.force_login(cast.han)
    other = scene.isolated()
    assert client.get(f"/returns/{other.pk}/lines").status_code == 200
    api = f"/api/v1/returns/{other.pk}"
    assert client.put(f"{api}/inspection", LINES, content_type="application/json").status_code == 200
    assert len(client.get(f"{api}/inspection").json()) == 2
    assert client.get(f"/api/v1/returns/{row.pk}").json()["report_number"] == "JY2609-0001"
    client.force_login(cast.ma)
    assert client.get(f"/returns/{row.pk}").status_code == 404
    assert client.get(f"/api/v1/returns/{row.pk}").status_code == 404

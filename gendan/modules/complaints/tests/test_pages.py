"""The desk, the record, the settings, REST, the importer, and what happens with the customer."""

from gendan.modules.complaints import actions
from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.modules.complaints.soundness import check
from gendan.modules.complaints.tests.story import found, task, told
from gendan.modules.customers.actions import change_owner
from gendan.modules.orders.actions import enter_order
from gendan.spine.imports import actions as imports
from gendan.spine.imports import working
from gendan.spine.imports.tests.sheets import csv_bytes
from gendan.spine.org.actions.leaving import leave

NEW = {"klass": "quality", "subject": "键槽裂纹", "complainant_name": "沈工", "phone": "0510-88889999", "channel": "hotline", "grade": "2"}


def test_f90_at_the_desk_four_fields_register_a_complaint(client, cast, now, staff, firm):
    client.force_login(cast.xu)
    assert "先安抚" in client.get("/complaints/new").content.decode()
    answer = client.post("/complaints/new", NEW)
    row = Complaint.objects.get()
    assert (answer.status_code, row.customer, row.state, row.channel) == (302, firm, "verification", "hotline")
    assert "键槽裂纹" in client.get(f"/complaints/{row.pk}").content.decode()
    assert "键槽裂纹" in client.get("/complaints?view=all").content.decode()


def test_f90_who_is_calling_is_seen_while_the_number_is_typed(client, cast, now, staff, firm):
    told(cast.xu, now, firm)
    client.force_login(cast.xu)
    page = client.get("/complaints/caller", {"phone": "051088889999"}).content.decode()
    assert f'data-caller="{firm.pk}"' in page
    assert "TS2609-001" in page
    assert "data-caller" not in client.get("/complaints/caller", {"phone": "13900000000"}).content.decode()


def test_without_anybody_it_is_not_registered(client, cast, now, staff):
    client.force_login(cast.xu)
    assert "填姓名或电话就行" in client.post("/complaints/new", {"klass": "quality", "subject": "x", "channel": "phone", "grade": "2"}).content.decode()


def test_from_an_order_the_customer_and_the_order_are_known(client, cast, now, staff, firm):
    order = enter_order(firm, actor=cast.he, now=now, name="联轴器")
    client.force_login(cast.he)
    assert str(firm.pk) in client.get(f"/complaints/new?order={order.pk}").content.decode()
    client.post(f"/complaints/new?order={order.pk}", NEW | {"customer": firm.pk, "order": order.pk, "channel": "phone"})
    assert Complaint.objects.get().order == order


def test_findings_and_major_are_written_on_the_page(client, cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    client.force_login(cast.han)
    client.post(f"/complaints/{row.pk}/finding", {"kind": "assay", "result": "confirmed", "document": "HY-1", "value": "0.6"})
    assert row.findings.get().document == "HY-1"
    client.post(f"/complaints/{row.pk}/major", {"reason": "停产"})
    row.refresh_from_db()
    assert row.is_major
    page = client.get(f"/complaints/{row.pk}?tab=verification").content.decode()
    assert 'data-finding="assay"' in page
    assert "HY-1" in page


def test_it_is_handed_over_with_its_steps(client, cast, now, staff, firm):
    row = actions.take_complaint({"subject": "x", "customer": firm}, actor=cast.xu, now=now)
    client.force_login(cast.bai)
    client.post(f"/complaints/{row.pk}/assign", {"owner": staff.service_head.pk, "reason": "休假"})
    row.refresh_from_db()
    assert (row.owner, task(row).assignee) == (staff.service_head, staff.service_head)


def test_a_customer_is_named_later(client, cast, now, staff, firm):
    row = told(cast.xu, now, None)
    client.force_login(cast.xu)
    client.post(f"/complaints/{row.pk}/customer", {"customer_name": firm.name})
    row.refresh_from_db()
    assert (row.customer, row.main_owner) == (firm, cast.he)


def test_complaints_follow_the_customer_to_its_next_owner(cast, now, staff, firm):
    mine, desk = told(cast.he, now, firm), told(cast.xu, now, firm, subject="另一件")
    change_owner(firm, owner=cast.zhou, reason="调整", actor=cast.lin, now=now)
    mine.refresh_from_db()
    desk.refresh_from_db()
    assert (mine.owner, desk.owner) == (cast.zhou, cast.xu)
    assert Complaint.objects.visible_to(cast.zhou).count() == 2


def test_what_a_leaver_was_to_verify_goes_to_the_successor(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    leave(cast.han, successor=staff.technology, actor=cast.fang, now=now)
    row.refresh_from_db()
    assert row.verifier == staff.technology


def test_costs_are_hidden_from_those_who_may_not_see_them(client, cast, now, staff, firm):
    row = told(cast.he, now, firm)
    Complaint.objects.filter(pk=row.pk).update(cost_cny=18600)
    client.force_login(cast.he)
    assert client.get(f"/api/v1/complaints/{row.pk}").json()["cost_cny"] is None
    client.force_login(cast.han)
    assert client.get(f"/api/v1/complaints/{row.pk}").json()["cost_cny"] == "18600.00"


def test_over_rest_a_complaint_is_registered_verified_and_moved(client, cast, now, staff, firm):
    client.force_login(cast.xu)
    ask = {"content_type": "application/json"}
    made = client.post("/api/v1/complaints", {"subject": "裂纹", "klass": "quality", "phone": "0510-88889999"}, **ask)
    assert made.status_code == 200, made.content
    pk = made.json()["id"]
    assert (made.json()["customer_id"], made.json()["state"]) == (firm.pk, "verification")
    for wrong in ({"subject": "x", "klass": "nonsense", "phone": "1390000"}, {"subject": "x", "klass": "quality"}, {"subject": "x", "klass": "quality", "phone": "1", "channel": "smoke-signals"}):
        assert client.post("/api/v1/complaints", wrong, **ask).status_code in (400, 409, 422)
    client.force_login(cast.han)
    assert client.post(f"/api/v1/complaints/{pk}/findings", {"kind": "assay", "result": "confirmed", "document": "1", "value": "2"}, **ask).status_code == 200
    assert client.post(f"/api/v1/complaints/{pk}/findings", {"kind": "tea", "result": "confirmed", "text": "x"}, **ask).status_code in (400, 422)
    moved = client.post(f"/api/v1/complaints/{pk}/moves/verified", {"data": {"verdict_text": "属实", "parties": ["quality"]}}, **ask)
    assert moved.status_code == 200, moved.content
    call = client.post("/api/v1/enquiries", {"matter": "demand", "subject": "样本", "caller": "王"}, **ask)
    assert call.status_code == 200
    client.force_login(cast.ma)
    assert client.get(f"/api/v1/complaints/{pk}").status_code == 404


def test_a_call_is_taken_and_turned_into_a_complaint_on_the_page(client, cast, now, staff, firm):
    client.force_login(cast.xu)
    client.post("/enquiries/new", {"matter": "information", "subject": "货裂了", "caller": "沈工", "phone": "13800001111", "channel": "hotline"})
    call = Enquiry.objects.get()
    assert "货裂了" in client.get(f"/enquiries/{call.pk}").content.decode()
    assert "沈工" in client.get(f"/enquiries/{call.pk}/complain").content.decode()
    client.post(f"/enquiries/{call.pk}/complain", NEW)
    call.refresh_from_db()
    assert call.complaint == Complaint.objects.get()


def test_the_doctor_finds_what_was_closed_without_proof(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    found(row, cast.han, now, "assay")
    Complaint.objects.filter(pk=row.pk).update(state="closed", state_kind="won")
    assert len([one for one in check() if row.pk in one.ids]) == 3


def test_complaints_come_from_a_file_and_go_again(cast, now, staff, firm):
    rows = (
        ["投诉事由", "类别", "客户", "电话", "受理时间"],
        ["键槽裂纹", "产品质量", "青屿重工（苏州）有限公司", "", "2026-09-23 09:00"],
        ["态度生硬", "服务态度", "", "13800002222", ""],
        ["亏载", "亏载短重", "", "13800003333", ""],
    )
    batch = imports.open_file(csv_bytes(*rows), name="投诉.csv", importer="complaints.complaints", actor=cast.xu, now=now)
    batch = working.work(imports.start_check(batch, now=now).pk, now=now)
    batch = working.work(imports.start_run(batch, now=now).pk, now=now)
    assert (batch.created, Complaint.objects.count()) == (2, 2), ";".join(f"{r.line}{r.errors}{r.warnings}{r.outcome}{r.reason}" for r in batch.rows.all())
    row = Complaint.objects.get(subject="键槽裂纹")
    assert (row.customer, row.state, row.verifier, row.respond_due_at.day) == (firm, "verification", cast.han, 28)
    working.work(imports.start_undo(batch, now=now).pk, now=now)
    assert not Complaint.objects.exists()


def test_one_department_alone_may_be_asked_on_the_page(client, cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    found(row, cast.han, now, "assay")
    client.force_login(cast.han)
    answer = client.post(f"/do/complaints.complaint/{row.pk}/verified", {"verdict_text": "属实", "parties": ["quality"]})
    row.refresh_from_db()
    assert (answer.status_code, row.state, row.parties) == (302, "opinions", ["quality"])

"""Each family of routes by HTTP with a token: the happy way, the refusal, and what is out of scope."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.opportunities.tests.story import COMPLETE, draft
from gendan.spine.messages.actions import tell
from gendan.spine.procedures.models import Todo


@pytest.fixture
def soon():
    """Two days from the real now."""
    return (timezone.now() + timedelta(days=2)).isoformat()


def ok(answer, status: int = 200):
    assert answer[0] == status, answer
    return answer[1]


def refused(answer, status: int, code: str = ""):
    assert answer[0] == status, answer
    assert answer[1]["message"]
    assert not code or answer[1]["code"] == code
    return answer[1]


def test_customers_are_registered_changed_and_refused_as_duplicates(cast, program, now):
    he = program(cast.he)
    made = ok(he("POST", "/customers", {"customer": {"name": "青屿重工（苏州）有限公司"}, "contact": {"name": "高鹏"}}))
    path = f"/customers/{made['id']}"
    twice = refused(program(cast.ma)("POST", "/customers", {"customer": {"name": "青屿重工(苏州)有限公司"}}), 409)
    assert twice["hits"][0]["masked"]
    assert ok(he("PATCH", path, {"revision": made["revision"], "customer": {"industry": "机械"}}))["industry"] == "机械"
    stale = refused(he("PATCH", path, {"revision": made["revision"], "customer": {"industry": "起重"}}), 409)
    assert stale["current"]["industry"] == "机械"
    assert ok(he("GET", f"{path}/contacts"))[0]["name"] == "高鹏"
    hits = ok(he("GET", "/customers/duplicates?name=青屿重工"))
    assert hits[0]["customer"] == made["id"]
    refused(program(cast.ma)("PATCH", path, {"revision": 1, "customer": {}}), 404, "not_found")
    problem = refused(program(cast.ding)("PATCH", path, {"revision": 1, "customer": {"city": "x"}}), 403)
    assert cast.he.name in problem["who"]


def test_people_of_a_customer_classes_prospect_and_validity(cast, program, now):
    path, he = f"/customers/{customer(cast.he, now).pk}", program(cast.he)
    refused(program(cast.zhou)("GET", path), 404)
    ok(he("POST", f"{path}/related", {"employee_ids": [cast.zhou.pk]}))
    assert ok(program(cast.zhou)("GET", path))["id"]
    refused(program(cast.zhou)("POST", f"{path}/classes", {"abc": "A"}), 403)
    ok(he("DELETE", f"{path}/related/{cast.zhou.pk}"), 204)
    refused(program(cast.zhou)("GET", path), 404)
    assert ok(he("POST", f"{path}/classes", {"abc": "A", "rating": 4}))["abc"] == "A"
    assert ok(he("POST", f"{path}/prospect", {"state": "negotiating", "reason": "谈价"}))["prospect_state"] == "negotiating"
    assert ok(he("POST", f"{path}/suspect", {"reason": "只问工艺"}))["prospect_state"] == "suspected"
    assert ok(he("POST", f"{path}/clear", {"qualification_received": True, "reason": "已核实"}))["not_competitor"]
    assert not ok(he("POST", f"{path}/valid", {"valid": False, "reason": "已注销"}))["valid"]
    refused(he("POST", f"{path}/valid", {"valid": True, "reason": ""}), 422)
    refused(he("POST", f"{path}/owner", {"owner_id": cast.zhou.pk, "reason": "换区"}), 403)
    ok(program(cast.lin)("POST", f"{path}/owner", {"owner_id": cast.zhou.pk, "reason": "换区"}))
    assert ok(program(cast.lin)("GET", f"{path}/owners"))[0]["owner_id"] == cast.zhou.pk
    asked = ok(he("POST", f"{path}/collaboration", {"reason": "老同学"}))
    assert asked["name"] == cast.zhou.name


def test_pm_02_the_recycle_bin_over_rest(cast, program, now):
    made = customer(cast.he, now)
    path, he, lin = f"/customers/{made.pk}", program(cast.he), program(cast.lin)
    refused(he("POST", f"{path}/bin", {"reason": "重复"}), 403)
    ok(lin("POST", f"{path}/bin", {"reason": "重复"}), 204)
    refused(lin("GET", path), 404)
    assert [one["id"] for one in ok(lin("GET", "/customers/bin"))["items"]] == [made.pk]
    assert ok(he("GET", "/customers/bin"))["items"] == []
    refused(he("POST", f"{path}/restore"), 404)
    assert ok(lin("POST", f"{path}/restore"))["state"] == "search"
    refused(lin("DELETE", f"{path}/bin"), 404)
    ok(lin("POST", f"{path}/bin", {"reason": "重复"}), 204)
    ok(lin("DELETE", f"{path}/bin"), 204)
    assert not Customer.objects.filter(pk=made.pk).exists()


def test_contacts_and_their_consent(cast, program, now):
    person = contact(customer(cast.he, now), cast.he, now)
    path, he = f"/contacts/{person.pk}", program(cast.he)
    changed = ok(he("PATCH", path, {"revision": 1, "contact": {"position": "采购"}}))
    assert changed["position"] == "采购"
    refused(he("PATCH", path, {"revision": 1, "contact": {"position": "x"}}), 409)
    ok(he("POST", f"{path}/consent", {"channel": "email", "given": True, "how": "电话里说的"}), 204)
    ok(he("POST", f"{path}/left"), 204)
    assert not ok(he("GET", path))["is_active"]
    refused(program(cast.ma)("GET", path), 404)


def test_followups_are_written_corrected_and_promises_made(cast, program, now, soon):
    made, he = customer(cast.he, now), program(cast.he)
    written = ok(he("POST", "/followups", {
        "customer_id": made.pk, "way": "visit", "text": "看样件", "next_title": "送样件", "next_due_at": soon,
    }))
    refused(he("POST", "/followups", {"customer_id": made.pk, "text": "无下一步"}), 422)
    refused(program(cast.ma)("POST", "/followups", {"customer_id": made.pk, "text": "x"}), 404)
    path = f"/followups/{written['id']}"
    assert ok(he("PATCH", path, {"text": "看了样件"}))["text"] == "看了样件"
    assert ok(he("GET", f"/followups?customer_id={made.pk}"))["items"][0]["text"] == "看了样件"
    ok(he("POST", f"{path}/comments", {"text": "带上报告"}))
    assert ok(he("POST", "/followups/materials", {"customer_id": made.pk, "what": "样本", "arrives_at": soon}))["todo_id"]
    promise = ok(he("POST", "/promises", {"customer_id": made.pk, "question": "交期几天", "due_at": soon}))
    moves = ok(he("GET", f"/promises/{promise['id']}/moves"))
    assert {one["key"] for one in moves}


def test_opportunities_run_by_the_same_moves_as_on_the_pages(cast, program, now):
    made, he, lin = customer(cast.he, now), program(cast.he), program(cast.lin)
    new = ok(he("POST", "/opportunities", {"name": "轴承座配套", "customer_id": made.pk, **COMPLETE}))
    path = f"/opportunities/{new['id']}"
    product = Product.objects.create(line=ProductLine.objects.create(name="丝杠"), code="S1", name="滚珠丝杠")
    assert ok(he("PUT", f"{path}/lines", [{"product_id": product.pk, "quantity": "2", "price": "100.50"}]))["amount"] == "201.00"
    assert ok(he("GET", f"{path}/lines"))[0]["product_id"] == product.pk
    ok(he("POST", f"{path}/competitors", {"name": "北辰传动", "note": "低价"}))
    assert ok(he("GET", f"{path}/competitors"))[0]["name"] == "北辰传动"
    assert ok(he("POST", f"{path}/moves/submit", {}))["state"] == "submitted"
    refused(he("POST", f"{path}/moves/approve", {}), 403)
    assert ok(lin("POST", f"{path}/moves/approve", {}))["state"] == "target"
    assert ok(lin("GET", f"{path}/checks"))[0]["decision"]
    off = next(one for one in ok(he("GET", f"{path}/moves")) if one["key"] == "win")
    assert off["allowed"]
    assert "contract" in str(refused(he("POST", f"{path}/moves/win", {}), 422)["fields"])
    refused(he("POST", f"{path}/assign", {"owner_id": cast.zhou.pk, "reason": "x"}), 403)
    assert ok(lin("POST", f"{path}/assign", {"owner_id": cast.zhou.pk, "reason": "换人"}))["owner_id"] == cast.zhou.pk
    refused(program(cast.ma)("GET", path), 404)


def test_an_opportunity_without_customer_gets_one(cast, program, now):
    new = draft(None, actor=cast.he, now=now)
    made, he = customer(cast.he, now), program(cast.he)
    assert ok(he("GET", "/opportunities?without_customer=true"))["items"][0]["id"] == new.pk
    assert ok(he("POST", f"/opportunities/{new.pk}/customer", {"customer_id": made.pk}))["customer_id"] == made.pk
    other = customer(cast.ma, now, "远汀泵业有限公司")
    refused(he("POST", f"/opportunities/{new.pk}/customer", {"customer_id": other.pk}), 404)


def test_todos_are_planned_done_postponed_handed_on_and_paused(cast, program, now, soon):
    made, he = customer(cast.he, now), program(cast.he)
    path = f"/customers/{made.pk}"
    todo = ok(he("POST", f"{path}/todos", {"title": "回电", "due_at": soon}))
    mine = f"/todos/{todo['id']}"
    assert todo["id"] in {one["id"] for one in ok(he("GET", "/todos?mine=true"))["items"]}
    assert todo["id"] in {one["id"] for one in ok(program(cast.lin)("GET", "/todos"))["items"]}
    refused(program(cast.ma)("POST", f"{mine}/complete", {}), 404)
    refused(he("POST", f"{mine}/postpone", {"due_at": soon, "reason": ""}), 422)
    ok(he("POST", f"{mine}/postpone", {"due_at": soon, "reason": "客户出差"}))
    assert ok(he("POST", f"{mine}/pause", {"reason": "等图纸", "wakes_at": soon}))["status"] == "paused"
    assert ok(he("POST", f"{mine}/reassign", {"assignee_id": cast.gao.pk, "reason": "出差"}))["assignee_id"] == cast.gao.pk
    done = ok(he("POST", f"{mine}/complete", {"outcome": "已回", "next_title": "送样", "next_due_at": soon}))
    assert done["status"] == "done"
    refused(he("POST", f"{mine}/complete", {}), 409, "moved_on")
    for one in Todo.objects.filter(record_id=made.pk, status="open"):
        last = he("POST", f"/todos/{one.pk}/complete", {})
    assert refused(last, 409, "next_step_needed")["field"]
    assert ok(he("POST", f"{path}/no-next-step", {"reason": "明年再说", "wakes_at": soon}))["status"] == "paused"


def test_comments_are_changed_and_deleted_by_their_author(cast, program, now):
    path, he, lin = f"/customers/{customer(cast.he, now).pk}", program(cast.he), program(cast.lin)
    comment = ok(lin("POST", f"{path}/comments", {"text": "盯紧"}))
    refused(he("PATCH", f"/comments/{comment['id']}", {"text": "x"}), 403)
    assert ok(lin("PATCH", f"/comments/{comment['id']}", {"text": "盯紧交期"}))["text"] == "盯紧交期"
    refused(program(cast.ma)("DELETE", f"/comments/{comment['id']}"), 404)
    ok(he("DELETE", f"/comments/{comment['id']}"), 204)
    assert ok(he("GET", f"{path}/comments")) == []
    assert ok(he("GET", f"{path}/timeline"))["items"]


def test_pm_04_to_08_attachments_over_rest(cast, program, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    path, he, lin = f"/customers/{customer(cast.he, now).pk}", program(cast.he), program(cast.lin)
    upload = SimpleUploadedFile("报告.txt", "硬度合格".encode(), "text/plain")
    answer = he.client.post(f"/api/v1{path}/attachments", {"file": upload})
    assert answer.status_code == 200, answer.content
    one = f"/attachments/{answer.json()['id']}"
    assert b"".join(he.client.get(f"/api/v1{one}/content").streaming_content).decode() == "硬度合格"
    assert ok(he("POST", f"{one}/lock"))["locked_by_id"] == cast.he.pk
    refused(lin("DELETE", one), 409)
    refused(lin("POST", f"{one}/unlock"), 403)
    refused(program(cast.ma)("GET", one), 404)
    refused(program(cast.ma)("GET", f"{one}/content"), 404)
    ok(he("POST", f"{one}/unlock"))
    ok(he("DELETE", one), 204)
    bad = he.client.post(f"/api/v1{path}/attachments", {"file": SimpleUploadedFile("a.exe", b"MZ\x90")})
    assert bad.status_code == 422


def test_messages_are_listed_and_read_by_their_recipient_alone(cast, program, now, django_capture_on_commit_callbacks):
    tell(cast.he, topic="customers.duplicate", title="有一家很像", now=now)
    he, ma = program(cast.he), program(cast.ma)
    message = ok(he("GET", "/messages?unread=true"))["items"][0]
    assert message["title"] == "有一家很像"
    assert ok(ma("POST", "/messages/read", {"ids": [message["id"]]}))["count"] == 0
    assert ok(he("POST", "/messages/read", {"ids": [message["id"]]}))["count"] == 1
    assert ok(he("GET", "/messages?unread=true"))["items"] == []


def test_people_products_procedures_imports_and_me(cast, program):
    he = program(cast.he)
    assert ok(he("GET", "/me"))["roles"] == ["salesperson"]
    assert ok(he("GET", "/people?q=周砚"))["items"][0]["id"] == cast.zhou.pk
    assert ok(he("GET", f"/people/{cast.zhou.pk}"))["name"] == "周砚"
    product = Product.objects.create(line=ProductLine.objects.create(name="丝杠"), code="S1", name="滚珠丝杠")
    assert ok(he("GET", f"/products/{product.pk}"))["code"] == "S1"
    assert ok(he("GET", "/products"))["items"]
    keys = {one["key"] for one in ok(he("GET", "/procedures"))}
    assert {"customer_tracking", "opportunity"} <= keys
    assert {one["key"] for one in ok(he("GET", "/procedures/opportunity"))["states"]} >= {"draft", "won", "lost"}
    refused(he("GET", "/procedures/none"), 404)
    assert ok(he("GET", "/imports"))["items"] == []
    refused(he("GET", "/imports/1"), 404)
    refused(he("GET", "/signoffs/1"), 404)

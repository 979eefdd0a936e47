"""Products, competitors, visit reports and meetings are read and written by programs, under the same rights."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gendan.modules.catalog.models import Product
from gendan.modules.opportunities.models import Competitor
from gendan.modules.plans.models import VisitReport
from gendan.spine.fields import actions as fields
from gendan.spine.procedures.models import Todo


@pytest.fixture
def keeper(program, cast):
    """Lin keeps the catalogue."""
    return program(cast.lin)


def test_a_product_is_added_and_changed(keeper, program, cast):
    status, made = keeper("POST", "/products", {"code": "G-1", "name": "齿轮箱", "new_line": "减速", "list_price": "1200.00"})
    assert status == 200, made
    assert (made["code"], made["list_price"]) == ("G-1", "1200.00")
    assert keeper("GET", "/products/lines")[1][0]["name"] == "减速"
    changed = keeper("PATCH", f"/products/{made['id']}", {"list_price": "1300.00"})[1]
    assert (changed["name"], changed["list_price"]) == ("齿轮箱", "1300.00")
    assert program(cast.he)("PATCH", f"/products/{made['id']}", {"name": "x"})[0] == 403
    assert program(cast.he)("POST", "/products", {"code": "G-9", "name": "x", "line_id": made["line_id"]})[0] == 403


def test_what_cannot_be_a_product_is_named_field_by_field(keeper):
    status, answer = keeper("POST", "/products", {"code": "G-1", "name": "齿轮箱"})
    assert (status, list(answer["fields"])) == (422, ["line"])
    line = keeper("POST", "/products", {"code": "G-1", "name": "齿轮箱", "new_line": "减速"})[1]["line_id"]
    status, answer = keeper("POST", "/products", {"code": "G-1", "name": "另一", "line_id": line})
    assert (status, list(answer["fields"]), Product.objects.count()) == (422, ["code"], 1)


def test_own_fields_of_products_are_written_with_them_or_nothing_is(keeper, cast, now):
    fields.add_field(kind="catalog.product", key="ral", type="text", values={"title": "色号", "required": True}, actor=cast.fang, now=now)
    product = {"code": "G-1", "name": "齿轮箱", "new_line": "减速"}
    status, answer = keeper("POST", "/products", product)
    assert (status, list(answer["fields"]), Product.objects.count()) == (422, ["own.ral"], 0)
    assert keeper("POST", "/products", {**product, "own": {"ral": "7035"}})[1]["own"] == {"ral": "7035"}


def test_f39_5_competitors_are_added_and_changed(keeper):
    made = keeper("POST", "/competitors", {"name": "远岭", "strengths": "交期短"})[1]
    assert keeper("PATCH", f"/competitors/{made['id']}", {"price_range": "8–9 万"})[1]["strengths"] == "交期短"
    assert keeper("POST", "/competitors", {"name": "远岭"})[0] == 422
    assert [one["name"] for one in keeper("GET", "/competitors")[1]["items"]] == ["远岭"]
    assert Competitor.objects.get().price_range == "8–9 万"


def test_f50_a_visit_report_is_begun_written_and_submitted(program, cast, now):
    call = program(cast.he)
    today = now.date()
    status, made = call("POST", "/visit-reports", {"day": today - timedelta(days=6), "until": today, "text": "三家"})
    assert (status, made["kind"], made["state"]) == (200, "periodic", "draft")
    assert call("PATCH", f"/visit-reports/{made['id']}", {"text": "四家"})[1]["text"] == "四家"
    assert call("POST", f"/visit-reports/{made['id']}/moves/submit", {})[0] == 200
    assert call("PATCH", f"/visit-reports/{made['id']}", {"text": "五家"})[0] == 409
    assert call("GET", "/visit-reports?state=draft")[1]["items"] == []
    assert program(cast.ma)("GET", f"/visit-reports/{made['id']}")[0] == 404
    daily = call("POST", "/visit-reports", {"day": today, "daily": True, "text": "今天"})[1]
    assert call("POST", "/visit-reports", {"day": today, "daily": True})[1]["id"] == daily["id"], "one for each day"
    assert VisitReport.objects.count() == 2


def test_f50_a_meeting_leaves_its_decisions_as_todos(program, cast, now):
    decision = {"title": "查岚石的交期", "assignee_id": cast.he.pk, "due_at": timezone.now() + timedelta(days=2)}
    told = {"kind": "weekly", "held_at": now - timedelta(days=90), "notes": "交期", "people_ids": [cast.he.pk], "decisions": [decision]}
    status, made = program(cast.lin)("POST", "/meetings", told)
    assert (status, made["related_ids"]) == (200, [cast.he.pk])
    assert Todo.objects.get(key="decision").assignee == cast.he
    assert program(cast.he)("GET", f"/meetings/{made['id']}")[0] == 200
    assert program(cast.he)("GET", f"/meetings/{made['id']}/todos")[1][0]["title"] == "查岚石的交期"
    assert program(cast.ma)("GET", f"/meetings/{made['id']}")[0] == 404

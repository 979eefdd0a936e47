"""The API as a whole: every operation asks who calls, is described, and refuses like the pages."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from ninja.constants import NOT_SET

from gendan.api.actions import make_token
from gendan.desk.rest.site import api
from gendan.modules.customers.tests.factories import customer
from gendan.spine.access.models import Mask
from gendan.spine.org.models import Role

METHODS = {"get", "post", "put", "patch", "delete"}


def operations():
    """(path, operation) of every route."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield f"{prefix}{path}", operation


def test_every_operation_asks_who_calls():
    found = list(operations())
    assert len(found) > 100
    assert api.auth
    assert [path for path, operation in found if operation.auth_param is not NOT_SET] == [], "nobody opts out"


def test_nobody_is_let_in_without_a_name(db):
    for path, operation in operations():
        url = "/api/v1" + path.replace("{pk}", "1").replace("{key}", "x").replace("{employee_id}", "1").rstrip("/")
        for method in operation.methods:
            response = Client().generic(method, url, data=b"{}", content_type="application/json")
            assert response.status_code == 401, (method, url)


def test_the_document_is_openapi_3_1_and_says_what_each_operation_does(client, cast):
    client.force_login(cast.he)
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    found = [one for path in document["paths"].values() for method, one in path.items() if method in METHODS]
    assert all(one["summary"] and one["tags"] and one["responses"] for one in found)
    ids = [one["operationId"] for one in found]
    assert len(ids) == len(set(ids))
    schemas = document["components"]["schemas"]
    assert all(name.rsplit("/", 1)[-1] in schemas for name in references(document))


def references(node):
    """Every $ref of a document."""
    if isinstance(node, dict):
        found = [node["$ref"]] if "$ref" in node else []
        return found + [one for value in node.values() for one in references(value)]
    return [one for value in node for one in references(value)] if isinstance(node, list) else []


def test_a_read_only_token_reads_and_never_writes(cast, program, now):
    made = customer(cast.he, now)
    reader = program(cast.he, read_only=True)
    assert reader("GET", f"/customers/{made.pk}")[0] == 200
    status, problem = reader("POST", f"/customers/{made.pk}/comments", {"text": "x"})
    assert status == 403
    assert problem["code"]
    assert problem["message"]
    assert reader("DELETE", f"/customers/{made.pk}/bin")[0] == 403


def test_an_expired_token_and_one_of_somebody_who_left_are_refused(cast, program):
    old = program(cast.he, expires_at=timezone.now() - timedelta(seconds=1))
    assert old("GET", "/me")[0] == 401
    ma = program(cast.ma)
    assert ma("GET", "/me")[0] == 200
    cast.ma.status = "left"
    cast.ma.save()
    assert ma("GET", "/me")[0] == 401


def test_a_session_reads_and_writes_only_with_the_csrf_token(cast, now):
    made = customer(cast.he, now)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.he)
    assert browser.get(f"/api/v1/customers/{made.pk}").status_code == 200
    url, body = f"/api/v1/customers/{made.pk}/comments", {"text": "按会话写的"}
    assert browser.post(url, body, content_type="application/json").status_code == 403
    browser.get("/me")
    token = browser.cookies["csrftoken"].value
    answer = browser.post(url, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 200


def test_what_the_caller_does_not_see_is_not_there(cast, program, now):
    made = customer(cast.he, now)
    stranger = program(cast.ma)
    for path in ("", "/moves", "/todos", "/timeline", "/comments", "/attachments", "/contacts", "/related", "/owners"):
        status, problem = stranger("GET", f"/customers/{made.pk}{path}")
        assert (status, problem["code"]) == (404, "not_found"), path
    assert stranger("GET", "/customers")[1]["items"] == []


def test_a_masked_field_is_masked_here_too(cast, program, now):
    made = customer(cast.he, now, phone="0512-66881234")
    Mask.objects.create(role=Role.objects.get(key="finance"), kind="customers.customer", field="phone")
    assert "****" in program(cast.ding)("GET", f"/customers/{made.pk}")[1]["phone"]
    assert program(cast.he)("GET", f"/customers/{made.pk}")[1]["phone"] == "0512-66881234"


def test_input_that_is_wrong_is_told_by_field(cast, program):
    status, problem = program(cast.he)("POST", "/customers", {"customer": {"name": "", "mobile": "123"}})
    assert (status, problem["code"]) == (422, "invalid")
    assert {"name", "mobile"} <= set(problem["fields"])
    status, problem = program(cast.he)("POST", "/customers", {})
    assert (status, problem["code"]) == (422, "invalid")


def test_pages_of_a_list_go_on_by_key(cast, program, now):
    made = [customer(cast.he, now, name) for name in ("柏舟数控机床有限公司", "远汀泵业有限公司", "松陵起重机械有限公司")]
    he = program(cast.he)
    _status, first = he("GET", "/customers?limit=2")
    _status, second = he("GET", f"/customers?limit=2&before={first['next']}")
    assert [one["id"] for one in first["items"] + second["items"]] == [one.pk for one in reversed(made)]
    assert second["next"] is None


def test_the_reference_and_the_tokens_have_their_pages(cast, client):
    client.force_login(cast.he)
    page = client.get("/api").content.decode()
    assert "/api/v1/customers/{pk}/moves/{key}" in page
    made = client.post("/me/tokens", {"name": "报表", "read_only": "on"}).content.decode()
    assert "data-secret" in made
    _token, secret = make_token(employee=cast.zhou, name="x", now=timezone.now())
    assert secret[:10] not in client.get("/me/tokens").content.decode()

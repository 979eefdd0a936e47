"""The company's own fields over REST: served, written, filtered and documented like built-in ones."""

import pytest

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.fields import actions

KIND = "customers.customer"


@pytest.fixture
def fields(cast, now):
    """A choice, a number, a person, and a text that only heads see."""
    for key, kind, more in (
        ("tier", "choice", {}), ("seats", "number", {}), ("keeper", "employee", {}), ("secret", "text", {"view_roles": ["sales_head"]}),
    ):
        actions.add_field(
            kind=KIND, key=key, type=kind, values={"title": key, "indexed": True, **more}, actor=cast.fang, now=now,
            options=["金牌", "银牌"] if kind == "choice" else (),
        )


@pytest.fixture
def he(program, cast):
    return program(cast.he)


def change(call, record, **own):
    revision = Customer.objects.get(pk=record.pk).revision
    return call("PATCH", f"/customers/{record.pk}", {"revision": revision, "customer": {"own": own}})


def test_own_fields_are_served_and_written(fields, he, cast, now):
    record = customer(cast.he, now)
    status, found = he("GET", f"/customers/{record.pk}")
    assert (status, found["own"]) == (200, {"tier": None, "seats": None, "keeper": None})
    status, found = change(he, record, tier="o1", seats="12.5", keeper=cast.zhou.pk)
    assert (status, found["own"]) == (200, {"tier": "o1", "seats": "12.5", "keeper": cast.zhou.pk})
    assert found["revision"] == Customer.objects.get(pk=record.pk).revision
    assert he("GET", "/customers")[1]["items"][0]["own"]["seats"] == "12.5"


def test_own_fields_are_refused_by_name(fields, he, cast, now):
    record = customer(cast.he, now)
    for own, name in (({"tier": "o9"}, "own.tier"), ({"secret": "x"}, "own.secret"), ({"nothing": 1}, "own.nothing")):
        status, problem = change(he, record, **own)
        assert (status, list(problem["fields"])) == (422, [name])
    assert Customer.objects.get(pk=record.pk).own is None


def test_a_new_record_has_to_hold_what_is_required(fields, he, cast, now):
    actions.add_field(kind=KIND, key="must", type="text", values={"title": "必填", "required": True}, actor=cast.fang, now=now)
    status, problem = he("POST", "/customers", {"customer": {"name": "远汀泵业有限公司"}})
    assert (status, list(problem["fields"])) == (422, ["own.must"])
    assert not Customer.objects.exists()
    status, found = he("POST", "/customers", {"customer": {"name": "远汀泵业有限公司", "own": {"must": "有"}}})
    assert (status, found["own"]["must"]) == (200, "有")


@pytest.mark.parametrize(
    ("query", "found"),
    [("own.tier=o1", 1), ("own.tier=%E9%93%B6%E7%89%8C", 1), ("own.tier=none", 1), ("own.seats=10..20", 1),
     ("own.seats=10..", 2), ("own.seats=12.50", 1), ("own.tier=o1&own.seats=..5", 0)],
)
def test_a_list_is_narrowed_by_own_fields(fields, he, cast, now, query, found):
    for name, own in (("远汀泵业有限公司", {"tier": "o1", "seats": 12.5}), ("青屿重工有限公司", {"tier": "o2", "seats": 100})):
        actions.put(customer(cast.he, now, name), own, actor=cast.he, now=now)
    customer(cast.he, now, "柏舟数控机床有限公司")
    status, page = he("GET", f"/customers?{query}")
    assert (status, len(page["items"])) == (200, found)


def test_conditions_on_fields_that_are_not_seen_are_refused(fields, he):
    assert he("GET", "/customers?own.secret=x")[0] == 422
    assert he("GET", "/customers?own.seats=many")[0] == 422


def test_the_document_names_the_fields_that_everybody_sees(fields, he):
    _status, document = he("GET", "/openapi.json")
    own = document["components"]["schemas"]["CustomerOut"]["properties"]["own"]["properties"]
    assert set(own) == {"tier", "seats", "keeper"}
    assert own["tier"]["enum"] == ["o1", "o2"]
    assert own["seats"]["format"] == "decimal"
    names = {one["name"] for one in document["paths"]["/api/v1/customers"]["get"]["parameters"]}
    assert {"own.tier", "own.seats", "own.keeper", "limit"} <= names
    assert "x-own" not in str(document)

"""Lists over REST: the same views, conditions, groups and rights as on their pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.fields import actions as fields
from gendan.ui.listing.saved import save_view
from gendan.ui.tests.test_list_page import customer as a_row


@pytest.fixture
def call(program, cast, now):
    """He calls; five customers are his or somebody else's."""
    for owner, name, abc, city in (
        (cast.he, "远汀泵业有限公司", "A", "苏州"), (cast.he, "青屿重工有限公司", "B", "常州"), (cast.he, "柏舟机床有限公司", "", "苏州"),
        (cast.ma, "霁海船用有限公司", "A", "苏州"),
    ):
        Customer.objects.filter(pk=customer(owner, now, name).pk).update(abc=abc, city=city)
    return program(cast.he)


def titles(answer) -> list[str]:
    return sorted(one["title"][:2] for one in answer["items"])


def test_a_program_learns_what_a_list_can_be_asked(call):
    status, found = call("GET", "/lists")
    assert status == 200
    assert "customers" in [one["key"] for one in found]
    about = call("GET", "/lists/customers")[1]
    assert {"owner", "state", "abc", "city"} <= {one["key"] for one in about["groups"]}
    assert next(one for one in about["filters"] if one["key"] == "abc")["options"][0]["key"] == "A"
    assert call("GET", "/lists/nothing")[0] == 404


def test_rows_obey_conditions_brackets_and_rights(call):
    assert titles(call("GET", "/lists/customers/rows")[1]) == ["柏舟", "远汀", "青屿"]
    assert titles(call("GET", "/lists/customers/rows?f1.abc=B&f1.city=苏州")[1]) == ["柏舟", "远汀", "青屿"]
    assert titles(call("GET", "/lists/customers/rows?f.abc=A&f1.abc=B&f1.city=苏州")[1]) == ["远汀"]
    assert titles(call("GET", "/lists/customers/rows?either=1&f.abc=B&f1.abc=A&f1.city=苏")[1]) == ["远汀", "青屿"]
    row = call("GET", "/lists/customers/rows?f.abc=A&cols=city.owner")[1]["items"][0]
    assert row["cells"] == {"owner": str(Customer.objects.get(pk=row["id"]).owner), "city": "苏州"}


def test_a_program_is_told_of_what_cannot_be_read(call):
    assert call("GET", "/lists/customers/rows?f.nothing=1")[0] == 422
    assert call("GET", "/lists/customers/rows?f.rating=viel")[0] == 422


def test_groups_and_the_rows_of_one(call):
    status, found = call("GET", "/lists/customers/groups?group=city")
    assert (status, [(one["title"], one["number"]) for one in found]) == (200, [("苏州", 2), ("常州", 1)])
    assert titles(call("GET", "/lists/customers/rows?group=city&of=苏州")[1]) == ["柏舟", "远汀"]
    assert call("GET", "/lists/customers/rows?group=city")[0] == 422
    assert call("GET", "/lists/customers/groups")[0] == 422


def test_a_saved_view_is_asked_by_its_key(call, cast, now):
    view = save_view("customers", name="A", query="f1.abc=A&f1.city=常", actor=cast.he, now=now)
    assert titles(call("GET", f"/lists/customers/rows?view=s{view.pk}")[1]) == ["远汀", "青屿"]
    assert f"s{view.pk}" in [one["key"] for one in call("GET", "/lists/customers")[1]["views"]]


def test_own_fields_are_shown_to_who_sees_them(program, call, cast, now):
    values = {"title": "档次", "view_roles": ["sales_head"], "on_list": True}
    fields.add_field(kind="customers.customer", key="tier", type="text", values=values, actor=cast.fang, now=now)
    assert "own-tier" not in call("GET", "/lists/customers/rows")[1]["items"][0]["cells"]
    assert call("GET", "/lists/customers/rows?f.own-tier=x")[0] == 422


def test_pages_follow_each_other_and_the_number_of_queries_stays(call, cast, now):
    with CaptureQueriesContext(connection) as few:
        call("GET", "/lists/customers/rows")
    for number in range(60):
        a_row(cast.he, f"公司{number}")
    with CaptureQueriesContext(connection) as many:
        first = call("GET", "/lists/customers/rows")[1]
    assert len(many) == len(few)
    second = call("GET", f"/lists/customers/rows?after={first['next']}")[1]
    ids = [one["id"] for one in (*first["items"], *second["items"])]
    assert len(ids) == 63 == len(set(ids))

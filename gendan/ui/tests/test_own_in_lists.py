"""Own fields written where they are seen: in a cell of the list, and on many records at once."""

import pytest

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.fields import actions
from gendan.ui.models import Job
from gendan.ui.tasks import do_job

KIND = "customers.customer"
NAMES = ("远汀泵业有限公司", "青屿重工有限公司", "柏舟数控机床有限公司")


@pytest.fixture
def add(cast, now):
    def add(kind: str, key: str = "one", **values):
        return actions.add_field(
            kind=KIND, key=key, type=kind, values={"title": f"一项{key}", "on_list": True, **values}, actor=cast.fang, now=now,
            options=["甲", "乙"] if kind == "choice" else (), target=KIND if kind == "record" else "",
        )

    return add


@pytest.fixture
def made(cast, client, now):
    client.force_login(cast.he)
    return [customer(cast.he, now, name) for name in NAMES]


def own(record) -> dict:
    return Customer.objects.get(pk=record.pk).own or {}


@pytest.mark.parametrize(
    ("kind", "sent", "stored", "shown"),
    [("text", "KH-1", "KH-1", "KH-1"), ("number", "12.50", "12.5", "12.5"), ("date", "2026-09-23", "2026-09-23", "9-23"),
     ("choice", "o2", "o2", "乙"), ("employee", "zhou", "", "周砚")],
)
def test_a_cell_is_opened_written_and_shown(client, cast, add, made, kind, sent, stored, shown):
    add(kind)
    url = f"/lists/customers/cell/{made[0].pk}/own-one"
    assert f'hx-get="{url}"' in client.get("/customers?view=all").content.decode()
    assert 'name="value"' in client.get(url).content.decode()
    person = {"zhou": str(cast.zhou.pk)}
    written = client.post(url, {"value": person.get(sent, sent)})
    assert (written.status_code, shown in written.content.decode()) == (200, True)
    assert own(made[0]) == {"one": person.get(sent, stored)}
    assert shown in client.get(f"{url}?show=1").content.decode()


def test_a_cell_says_what_is_wrong_and_keeps_what_was_typed(client, add, made):
    add("number")
    answer = client.post(f"/lists/customers/cell/{made[0].pk}/own-one", {"value": "viel"})
    assert answer.status_code == 422
    assert 'value="viel"' in answer.content.decode()
    assert own(made[0]) == {}


def test_only_who_fills_a_field_in_finds_its_cells_open(client, cast, add, made):
    add("text", edit_roles=["sales_head"])
    url = f"/lists/customers/cell/{made[0].pk}/own-one"
    assert client.get(url).status_code == 404
    assert client.post(url, {"value": "x"}).status_code == 404
    assert url not in client.get("/customers?view=all").content.decode()
    client.force_login(cast.lin)
    assert client.post(url, {"value": "x"}).status_code in (200, 404)


def test_a_field_that_is_not_asked_for_here_is_refused_in_its_cell(client, add, made):
    add("choice", key="kind")
    add("text", key="why", shown_field="own.kind", shown_values=["o1"])
    refused = client.post(f"/lists/customers/cell/{made[0].pk}/own-why", {"value": "x"})
    assert refused.status_code == 422
    client.post(f"/lists/customers/cell/{made[0].pk}/own-kind", {"value": "o1"})
    assert client.post(f"/lists/customers/cell/{made[0].pk}/own-why", {"value": "x"}).status_code == 200
    assert own(made[0]) == {"kind": "o1", "why": "x"}


def test_many_records_get_a_value_and_each_refusal_names_its_row(client, cast, add, made, now):
    add("choice", key="kind")
    add("text", key="why", shown_field="own.kind", shown_values=["o1"])
    actions.put(made[0], {"kind": "o1"}, actor=cast.he, now=now)
    page = client.get("/lists/customers/bulk/own?view=all", {"id": made[0].pk}).content.decode()
    assert "一项why" in page
    answer = client.post("/lists/customers/bulk/own?view=all", {"all": "1", "field": "own.why", "own.why": "展会"})
    told = answer.content.decode()
    assert [own(one).get("why") for one in made] == ["展会", None, None]
    assert "青屿" in told
    assert "远汀" not in told


def test_more_than_a_hundred_are_a_job_with_a_result_for_each_row(client, cast, add, made, now, monkeypatch):
    monkeypatch.setattr("gendan.ui.listing.bulk_pages.AT_ONCE", 2)
    add("money")
    client.post("/lists/customers/bulk/own?view=all", {"all": "1", "field": "own.one", "own.one": "1200"})
    job = Job.objects.get()
    do_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.done, job.failed, job.rows.filter(ok=True).count()) == (3, 0, 3)
    assert {own(one)["one"] for one in made} == {"1200.00"}
    assert "填写字段" in client.get(f"/jobs/{job.pk}").content.decode()


def test_unique_fields_and_those_of_others_are_not_filled_in_together(client, cast, add, made):
    add("text", unique=True)
    assert client.get("/lists/customers/bulk/own?view=all").status_code == 404
    add("text", key="two", edit_roles=["sales_head"])
    assert client.get("/lists/customers/bulk/own?view=all").status_code == 404

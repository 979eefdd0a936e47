"""Hand-overs over REST: the same rules and refusals as on the pages."""

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer

FILE = {"situation": "高二，数学弱", "consulting_plan": "先试听", "service_plan": "每周两次", "analysis": "父母共同决定"}


def send(client, way, url, data):
    return getattr(client, way)(f"/api/v1{url}", data, content_type="application/json")


def test_all_customers_of_a_person_go_over_or_none(cast, now, client):
    customer(cast.he, now)
    data = {"to_id": cast.zhou.pk, "reason": "调岗"}
    client.force_login(cast.zhou)
    assert send(client, "post", f"/hand-overs/of/{cast.he.pk}", data).status_code == 403
    client.force_login(cast.lin)
    same = send(client, "post", f"/hand-overs/of/{cast.he.pk}", data | {"to_id": cast.he.pk})
    assert (same.status_code, same.json()["field"]) == (409, "to")
    assert send(client, "post", f"/hand-overs/of/{cast.he.pk}", data).json() == {"customers": 1}
    assert Customer.objects.get().owner == cast.zhou


def test_a_staged_follow_up_is_begun_filed_and_moved(cast, now, client):
    row = customer(cast.he, now, state="follow")
    client.force_login(cast.zhou)
    assert send(client, "post", f"/staged-follow-ups/start/{row.pk}", {}).status_code == 404
    client.force_login(cast.he)
    begun = send(client, "post", f"/staged-follow-ups/start/{row.pk}", {"situation": "高二"}).json()
    assert (begun["state"], begun["consultant_id"], begun["situation"]) == ("phase1", cast.he.pk, "高二")
    place = f"/staged-follow-ups/{begun['id']}"
    assert send(client, "post", f"/staged-follow-ups/start/{row.pk}", {}).json()["code"] == "started"
    assert send(client, "patch", place, FILE).json()["service_plan"] == "每周两次"
    assert client.get(f"/api/v1{place}").json()["analysis"] == "父母共同决定"
    assert client.get(f"/api/v1{place}/moves").status_code == 200
    assert [one["id"] for one in client.get("/api/v1/staged-follow-ups").json()["items"]] == [begun["id"]]

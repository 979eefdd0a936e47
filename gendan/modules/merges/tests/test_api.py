"""Merging over REST: the same rules and refusals as on the pages."""

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.merges.finding import find_groups


def pair(cast, now):
    one = customer(cast.he, now, phone="0512-66882207")
    other = customer(cast.zhou, now, "青屿重工有限公司", industry="起重机械", phone="0512-66882207", duplicate_reason="另一采购")
    return one, other


def post(client, url, data):
    return client.post(f"/api/v1/merges{url}", data, content_type="application/json")


def test_groups_are_found_and_dismissed(cast, now, client):
    one, other = pair(cast, now)
    find_groups(now=now)
    client.force_login(cast.he)
    assert client.get("/api/v1/merges/groups").status_code == 403
    client.force_login(cast.bai)
    (group,) = client.get("/api/v1/merges/groups").json()["items"]
    assert {row["id"] for row in group["customers"]} == {one.pk, other.pk}
    assert "phone" in group["reasons"]
    assert post(client, f"/groups/{group['id']}/dismiss", {"reason": "两家工厂"}).status_code == 204
    assert client.get("/api/v1/merges/groups").json()["items"] == []


def test_customers_are_merged_field_by_field_and_parted_again(cast, now, client):
    one, other = pair(cast, now)
    wanted = {"ids": [one.pk, other.pk], "survivor_id": one.pk, "take": {"industry": other.pk, "owner": other.pk}, "reason": "同一家"}
    client.force_login(cast.he)
    assert post(client, "", wanted).status_code == 404
    client.force_login(cast.bai)
    assert post(client, "", wanted | {"reason": ""}).status_code == 422
    (made,) = post(client, "", wanted).json()
    one.refresh_from_db()
    assert (one.industry, one.owner, made["loser_id"]) == ("起重机械", cast.zhou, other.pk)
    assert [row["id"] for row in client.get("/api/v1/merges").json()["items"]] == [made["id"]]
    assert post(client, f"/{made['id']}/undo", {}).json()["undone_at"]
    assert Customer.objects.get(pk=other.pk).deleted_at is None
    assert post(client, f"/{made['id']}/undo", {}).status_code == 409

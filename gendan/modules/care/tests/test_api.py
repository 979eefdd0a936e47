"""Care over REST: the same records, rules and refusals as on the pages."""

from gendan.modules.care.models import CareDate, Gift
from gendan.modules.care.tests.factories import receiver


def post(client, path, payload):
    return client.post(f"/api/v1/care{path}", payload, content_type="application/json")


def test_days_gifts_and_referrals_by_rest(cast, now, client):
    gao = receiver(cast, now, role="official")
    client.force_login(cast.he)
    day = {"contact_id": gao.pk, "relation": "child", "month": 8, "day": 16, "lunar": True}
    assert post(client, f"/customers/{gao.customer_id}/dates", day).status_code == 422
    assert post(client, f"/customers/{gao.customer_id}/dates", day | {"data_consent": "当面"}).json()["colour"] == "yellow"
    assert client.get("/api/v1/care/dates").json()["items"][0]["id"] == CareDate.objects.get().pk
    gift = {"contact_id": gao.pk, "kind": "cake", "what": "蛋糕", "cost": "60", "reason": "生日"}
    refused = post(client, "/gifts", gift)
    assert refused.status_code in (409, 422)
    assert "公职人员" in str(refused.json())
    assert not Gift.objects.exists()
    made = post(client, "/referrals", {"contact_id": gao.pk, "introduced_name": "江岳矿山"}).json()
    moves = client.get(f"/api/v1/care/referrals/{made['id']}/moves").json()
    assert {one["key"] for one in moves} >= {"contacted", "no_deal"}
    client.force_login(cast.ma)
    assert client.get("/api/v1/care/referrals").json()["items"] == []

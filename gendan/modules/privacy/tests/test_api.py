"""Personal data over REST: the same rules as on the pages."""

from datetime import date

import pytest

from gendan.modules.privacy.tests.factories import gao_peng
from gendan.spine.persons.models import Look

V1 = "/api/v1"


def post(client, path, data):
    return client.post(f"{V1}{path}", data, content_type="application/json")


@pytest.fixture
def gao(cast, now):
    return gao_peng(cast, now, birthday=date(1980, 9, 28))


def test_u12_what_is_held_is_read_and_sensitive_groups_stay_closed(client, cast, gao):
    client.force_login(cast.he)
    answer = client.get(f"{V1}/persons/{gao.pk}")
    assert "1980" not in answer.content.decode()
    found = {one["group"]["key"]: one for one in answer.json()}
    assert found["birthday"]["consent"] is True
    assert found["birthday"]["holdings"][0]["closed"] is True
    assert {"field": "mobile", "label": "手机", "value": "13812345678"} in found["ways"]["holdings"][0]["lines"][0]["values"]
    assert {one["key"] for one in client.get(f"{V1}/persons/groups").json()} >= {"ways", "family"}


def test_u12_a_group_is_shown_for_a_reason_and_logged(client, cast, gao):
    client.force_login(cast.he)
    assert post(client, f"/persons/{gao.pk}/show/birthday", {"why": ""}).status_code == 422
    assert post(client, f"/persons/{gao.pk}/show/nothing", {"why": "看看"}).status_code == 404
    assert "1980-09-28" in post(client, f"/persons/{gao.pk}/show/birthday", {"why": "订蛋糕"}).content.decode()
    assert Look.objects.get().why == "订蛋糕"
    assert client.get(f"{V1}/persons/{gao.pk}/log").json()["items"][0]["employee_id"] == cast.he.pk
    assert client.get(f"{V1}/persons/log").status_code == 403


def test_u12_consent_is_given_and_taken_back_for_a_group(client, cast, gao):
    client.force_login(cast.he)
    word = {"channel": "birthday", "given": False, "how": "来电"}
    assert post(client, f"/contacts/{gao.pk}/consent", word).status_code == 204
    gao.refresh_from_db()
    assert gao.birthday is None
    assert post(client, f"/contacts/{gao.pk}/consent", {"channel": "data", "given": True, "how": "?"}).status_code == 422


def test_u12_requests_are_taken_exported_and_answered(client, cast, gao):
    client.force_login(cast.he)
    assert post(client, f"/persons/{gao.pk}/export", {"why": "看看"}).status_code == 403
    taken = post(client, f"/persons/{gao.pk}/requests", {"what": "copy", "asked_on": "2026-09-24"}).json()
    client.force_login(cast.bai)
    assert post(client, f"/persons/{gao.pk}/export", {"why": "本人要求"}).json()["person"] == "高鹏"
    assert client.get(f"{V1}/persons/log").json()["items"][0]["how"] == "exported"
    data = {"data": {"verified": "回拨", "handed_over": "当面"}}
    assert post(client, f"/privacy-requests/{taken['id']}/moves/hand_over", data).status_code == 200
    assert client.get(f"{V1}/privacy-requests/{taken['id']}").json()["state"] == "answered"
    assert client.get(f"{V1}/privacy-requests").json()["items"][0]["number"] == taken["number"]

"""Complaints over REST: the same matter joined, joint meetings, public forms, summaries."""

from datetime import timedelta

import pytest
from django.test import Client

from gendan.modules.complaints.models import Complaint, Digest, Meeting
from gendan.modules.complaints.tests.story import told
from gendan.spine.procedures.models import Todo

ASK = {"content_type": "application/json"}
HOME = "/api/v1"


@pytest.fixture(autouse=True)
def _today(monkeypatch, now):
    for one in ("complaints", "digests", "forms"):
        monkeypatch.setattr(f"gendan.modules.complaints.api.{one}.timezone.now", lambda: now)


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def test_f54_4_over_rest_the_same_matter_is_found_and_joined(cast, now, staff, firm):
    first, desk = told(cast.han, now, firm, batch="H1"), as_(cast.xu)
    found = desk.get(f"{HOME}/complaints/similar", {"phone": first.phone, "batch": "H1"}).json()
    assert [one["id"] for one in found] == [first.pk]
    assert desk.get(f"{HOME}/complaints/similar", {"phone": first.phone, "batch": "H2"}).json() == []
    again = desk.post(f"{HOME}/complaints/{first.pk}/again", {"text": "又裂了"}, **ASK)
    assert again.status_code == 200, again.content
    assert (again.json()["state"], again.json()["joined_to_id"]) == ("joined", first.pk)
    third = told(cast.xu, now, firm)
    assert desk.post(f"{HOME}/complaints/{third.pk}/join", {"to_id": first.pk}, **ASK).json()["id"] == first.pk
    assert desk.post(f"{HOME}/complaints/{first.pk}/join", {"to_id": third.pk}, **ASK).status_code == 409
    assert as_(cast.ma).post(f"{HOME}/complaints/{first.pk}/again", {"text": "x"}, **ASK).status_code == 404


def test_f35_4_over_rest_the_meeting_is_called_and_its_minutes_are_written(cast, now, staff, firm):
    row, quality = told(cast.xu, now, firm), as_(cast.han)
    path = f"{HOME}/complaints/{row.pk}/meetings"
    wanted = {"at": (now + timedelta(hours=4)).isoformat(), "participant_ids": [cast.han.pk, staff.production.pk]}
    assert quality.post(path, wanted | {"participant_ids": [cast.han.pk]}, **ASK).status_code == 422
    made = quality.post(path, wanted, **ASK)
    assert made.status_code == 200, made.content
    task = {"title": "换刀", "assignee_id": staff.production.pk, "due_at": (now + timedelta(days=2)).isoformat()}
    said = {"minutes": "刀具崩刃", "fault": "ours", "verdict": "圆角过小", "tasks": [task]}
    written = quality.post(f"{path}/{made.json()['id']}", said, **ASK)
    assert written.status_code == 200, written.content
    assert (Meeting.objects.get().written_by, Todo.objects.get(title="换刀").assignee) == (cast.han, staff.production)
    assert sorted(quality.get(path).json()[0]["participant_ids"]) == sorted([cast.han.pk, staff.production.pk])
    assert quality.post(f"{path}/{made.json()['id']}", said, **ASK).status_code == 409
    assert as_(cast.ma).get(path).status_code == 404


def test_over_rest_public_forms_are_opened_listed_and_closed(cast, now, staff, firm):
    seller, head = as_(cast.he), as_(staff.service_head)
    made = seller.post(f"{HOME}/complaint-forms", {"customer_id": firm.pk}, **ASK)
    assert made.status_code == 200, made.content
    path = made.json()["address"].split("testserver")[1]
    assert Client().get(path).status_code == 200
    assert seller.post(f"{HOME}/complaint-forms", {}, **ASK).status_code == 403  # the company's own
    assert head.post(f"{HOME}/complaint-forms", {}, **ASK).status_code == 200
    assert seller.get(f"{HOME}/complaint-forms").status_code == 403
    rows = head.get(f"{HOME}/complaint-forms").json()
    assert len(rows) == 2
    of_firm = next(one for one in rows if one["of"] == str(firm))
    assert head.post(f"{HOME}/complaint-forms/{of_firm['id']}/close").status_code == 204
    assert Client().get(path).status_code in (404, 410)


def test_f76_4_f59_over_rest_summaries_are_begun_handed_in_and_published(cast, now, staff, firm):
    told(cast.xu, now - timedelta(days=3), firm)
    Complaint.objects.update(cost_cny=900)
    boss = as_(cast.fang)
    span = {"since": "2026-09-01", "until": "2026-09-30"}
    assert as_(cast.he).post(f"{HOME}/complaint-summaries", span, **ASK).status_code == 403
    made = boss.post(f"{HOME}/complaint-summaries", span, **ASK)
    assert made.status_code == 200, made.content
    path = f"{HOME}/complaint-summaries/{made.json()['id']}"
    assert (made.json()["figures"]["count"], made.json()["cost_cny"]) == (1, "900.00")
    assert as_(cast.xu).get(path).json()["cost_cny"] is None
    assert [one["id"] for one in as_(cast.han).get(f"{HOME}/complaint-summaries").json()["items"]] == [made.json()["id"]]
    moved = boss.post(f"{path}/moves/hand_in", {"data": {"text": "一起", "measures": "换刀"}}, **ASK)
    assert moved.status_code == 200, moved.content
    assert as_(staff.management_representative).post(f"{path}/moves/publish", {"data": {}}, **ASK).status_code == 200
    assert Digest.objects.get().state == "published"
    assert as_(cast.ma).get(path).status_code == 404

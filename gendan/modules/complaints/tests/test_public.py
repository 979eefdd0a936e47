"""The public complaint form: simple for whoever complains, and without harm by whoever attacks it."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gendan.modules.complaints.forms.photos import LARGEST, MOST, drawn
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.tests.story import answered, decided, done, found, opinion, verified
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Attachment

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}{% load x %}"


@pytest.fixture(autouse=True)
def _today(monkeypatch, now):
    for place in ("gendan.modules.complaints.views.outside", "gendan.spine.links.pages"):
        monkeypatch.setattr(f"{place}.timezone.now", lambda: now)


@pytest.fixture
def address(cast, now, firm):
    return links.issue(firm, purpose="complaint_form", expires_at=now + timedelta(days=365), actor=cast.he, now=now)


def photo(name="a.jpg", size=(40, 30), form="JPEG", **more):
    target = io.BytesIO()
    Image.new("RGB", size, "red").save(target, form, **more)
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")


def says(**more):
    return {"text": "联轴器开裂\n昨天装机后就断了", "name": "沈工", "phone": "13800001111"} | more


def sent(address, **more):
    return Client().post(address, says(**more))


def test_f33_1_somebody_complains_without_an_account_and_hears_number_and_when(cast, now, firm, address):
    client = Client()
    page = client.get(address).content.decode()
    assert "投诉" in page or "出了什么问题" in page
    answer = client.post(address, says(photos=[photo(), photo("b.png", form="PNG")], goods="GICL-5"))
    row = Complaint.objects.get()
    assert (row.channel, row.customer, row.owner, row.state) == ("online", firm, cast.xu, "received")
    assert (row.subject, "GICL-5" in row.text) == ("联轴器开裂", True)
    shown = client.get(answer.headers["Location"]).content.decode()
    assert row.number in shown
    assert "data-hears" in shown
    assert Attachment.objects.filter(kind="complaints.complaint", object_id=row.pk, media_type="image/jpeg").count() == 2
    assert Message.objects.filter(recipient=cast.xu, topic="complaints.came").exists()
    assert Todo.objects.filter(record_kind="complaints.complaint", record_id=row.pk, status="open", assignee=cast.xu).exists()


def test_f33_1_the_form_of_an_order_and_of_the_company(client, cast, now, firm):
    client.force_login(cast.fang)
    for query in ("", f"?customer={firm.pk}"):
        shown = client.post(f"/complaints/forms/new{query}").content.decode()
        assert "data:image/svg+xml" in shown
        assert "http://testserver/c/" in shown
    assert Link.objects.filter(purpose="complaint_form").count() == 2
    assert str(firm) in client.get("/complaints/forms").content.decode()
    link = Link.objects.first()
    assert client.post(f"/complaints/forms/{link.pk}/close").status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_f54_5_the_page_shows_the_answer_and_asks_how_it_ended(cast, now, staff, firm, address):
    status = sent(address).headers["Location"]
    row = Complaint.objects.get()
    engine.perform(row, "register", actor=cast.xu, data={"klass": "quality", "grade": "2"}, now=now)
    row.refresh_from_db()
    found(row, cast.han, now, "assay")
    verified(row, cast.han, now, ["quality"])
    opinion(row, "quality", cast.han, now)
    decided(row, cast.xu, now, needs_capa="", no_capa_reason="单件")
    answered(row, now)
    done(row, now)
    page = Client().get(status).content.decode()
    assert "data-outcome" in page
    assert "今天下午我们开会讨论" in page
    for secret in ("键槽根部圆角过小", "HY-0921", "300"):
        assert secret not in page, secret
    assert Client().post(status, {"score": "2", "text": "还是漏油"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.level, row.reopened_times, row.outcome_score) == ("verification", 1, 1, 2)
    assert Client().post(status, {"score": "5", "text": ""}).status_code == 422


# -- attacked ---------------------------------------------------------------------------------------------------------


def test_attack_script_in_every_field_is_shown_as_text(client, cast, address):
    status = sent(address, text=SCRIPT, name=SCRIPT[:60], goods=SCRIPT, phone=SCRIPT[:40], email="a@b.cn").headers["Location"]
    row = Complaint.objects.get()
    client.force_login(cast.xu)
    for page in (Client().get(status), client.get(f"/complaints/{row.pk}"), client.get("/complaints?view=all")):
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "14" not in text.split("onerror")[0][-20:]


@pytest.mark.parametrize("field", ["text", "name", "goods", "phone", "email", "once", "website"])
def test_attack_oversized_fields_are_refused_or_ignored(address, field):
    assert sent(address, **{field: "长" * 200_000}).status_code in (200, 422)
    assert not Complaint.objects.exists()


def test_attack_a_body_that_is_too_large_is_turned_away_unread(address):
    answer = Client().post(address, data=b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(10**10))
    assert answer.status_code == 413
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(("name", "content"), [
    ("a.jpg", b"<svg onload=alert(1)>"), ("a.jpg", b"MZ\x90\x00" + b"\0" * 200), ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50), ("a.jpg", b"\xff\xd8\xff" + b"x" * 90),
    ("a.html", b"<script>alert(1)</script>"), ("a.pdf", b"%PDF-1.7 x"), ("a.gif", b"GIF89a" + b"\0" * 30), ("a.svg", b"<svg/>"),
])
def test_attack_files_that_are_no_photographs_are_refused(address, name, content):
    answer = sent(address, photos=[SimpleUploadedFile(name, content, content_type="image/jpeg")])
    assert answer.status_code == 422
    assert not Complaint.objects.exists()
    assert not Attachment.objects.exists()


def test_attack_too_many_or_too_large_photographs_are_refused(address):
    assert sent(address, photos=[photo() for _ in range(MOST + 1)]).status_code == 422
    big = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"\0" * LARGEST, content_type="image/jpeg")
    assert sent(address, photos=[big]).status_code == 422
    assert not Complaint.objects.exists()


def test_attack_a_picture_made_to_eat_memory_is_refused(address):
    bomb = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")
    answer = sent(address, photos=[SimpleUploadedFile("a.png", bomb.getvalue(), content_type="image/png")])
    assert answer.status_code == 422


def test_attack_what_hides_behind_a_picture_does_not_come_along():
    exif = Image.Exif()
    exif[0x010E] = "<script>secret place</script>"
    hidden = photo(exif=exif)
    hidden = SimpleUploadedFile("a.jpg", hidden.read() + b"<?php system(1) ?>", content_type="image/jpeg")
    clean = drawn(hidden)
    assert b"secret place" not in clean
    assert b"<?php" not in clean


def test_attack_a_thousand_posts_a_minute_make_a_handful_of_complaints(cast, now, address):
    client = Client()
    answers = [client.post(address, says(text=f"第 {place} 次")).status_code for place in range(1000)]
    assert Complaint.objects.count() == 5
    assert answers.count(302) == 5
    assert set(answers[5:]) == {429}
    assert Message.objects.filter(topic="complaints.came").count() == 5


def test_attack_from_many_addresses_one_form_takes_thirty_a_minute(address):
    codes = [Client(REMOTE_ADDR=f"10.0.{place // 250}.{place % 250}").post(address, says()).status_code for place in range(60)]
    assert codes.count(302) == Complaint.objects.count() == 30


def test_attack_a_machine_that_fills_the_hidden_field_is_thanked_and_forgotten(address):
    answer = sent(address, website="https://spam.example")
    assert answer.status_code == 200
    assert "data-thanks" in answer.content.decode()
    assert not Complaint.objects.exists()


def test_attack_a_form_that_is_sent_twice_is_one_complaint(address):
    once = "9f0d6a4e-8a53-4a38-8a51-5d0f3f2b5f10"
    assert [sent(address, once=once).status_code for _ in range(2)] == [302, 200]
    assert Complaint.objects.count() == 1


def test_attack_a_form_of_another_site_is_refused(address):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, says()).status_code == 403
    assert not Complaint.objects.exists()


def test_attack_an_unknown_closed_or_foreign_token_opens_nothing(cast, now, address):
    assert Client().get("/c/nothing").status_code == 404
    assert Client().get(address.replace("/c/", "/cs/")).status_code == 404
    links.revoke(Link.objects.get(), actor=None, now=now)
    assert Client().post(address, says()).status_code == 410
    assert not Complaint.objects.exists()


def test_a_way_to_reach_the_complainant_is_needed(address):
    assert sent(address, phone="").status_code == 422
    assert sent(address, phone="", email="shen@example.cn").status_code == 302

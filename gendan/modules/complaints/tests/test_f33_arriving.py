"""Complaints by e-mail, and the same matter found, joined and separated (F33, F54.4, F60.4)."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from gendan.modules.complaints import actions, candidates
from gendan.modules.complaints.models import Complaint, MailRule
from gendan.modules.complaints.tests.story import told
from gendan.modules.mails.models import Thread
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.mails.tests.letters import come_in, letter
from gendan.spine.messages.models import Message
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.models import Attachment


@pytest.fixture
def box(cast, now):
    return mailbox_of(cast.xu, now - timedelta(days=1))


def picture():
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(target, "JPEG")
    return target.getvalue()


def writes(box, now, subject="投诉：联轴器开裂", **more):
    return come_in(box, letter(sender="沈工 <shen@example.cn>", to=box.address, date=now, subject=subject, text="两件开裂", **more), now=now)


def test_f33_1_a_mail_becomes_a_complaint_by_a_button_with_its_files(client, cast, now, staff, box):
    mail = writes(box, now, files=[("断口.jpg", picture(), "image/jpeg")])
    client.force_login(cast.xu)
    assert f"/complaints/from-mail/{mail.thread_id}" in client.get(f"/mails/{mail.thread_id}").content.decode()
    assert client.post(f"/complaints/from-mail/{mail.thread_id}").status_code in (204, 302)
    row = Complaint.objects.get()
    assert (row.channel, row.email, row.subject, row.owner) == ("mail", "shen@example.cn", "投诉：联轴器开裂", cast.xu)
    assert Attachment.objects.filter(kind="complaints.complaint", object_id=row.pk).count() == 1
    with pytest.raises(Refusal):
        actions.complain_by_mail(Thread.objects.get(), actor=cast.xu, now=now)


def test_f33_1_a_mailbox_for_complaints_takes_them_by_itself(cast, now, staff, box):
    actions.write_mail_rule(None, values={"mailbox": box, "words": "投诉, complaint"}, actor=cast.fang, now=now)
    writes(box, now, subject="请报价")
    assert not Complaint.objects.exists()
    writes(box, now)
    row = Complaint.objects.get()
    assert (row.state, row.owner, row.created_by) == ("received", cast.xu, None)
    assert Message.objects.filter(topic="complaints.came", recipient=cast.xu).exists()
    MailRule.objects.update(is_active=False)
    writes(box, now, subject="投诉第二件")
    assert Complaint.objects.count() == 1


def test_f54_4_the_same_matter_is_found_by_customer_or_telephone_near_in_time(client, cast, now, staff, firm):
    first = told(cast.xu, now, firm)
    second = told(cast.xu, now + timedelta(days=2), None, channel="letter", phone=first.phone)
    told(cast.xu, now, None, phone="13900009999")
    assert candidates.same_as(Complaint.objects.all(), second) == [first]
    far = told(cast.xu, now + timedelta(days=40), firm)
    assert candidates.same_as(Complaint.objects.all(), far) == []
    client.force_login(cast.xu)
    assert first.number in client.get(f"/complaints/{second.pk}").content.decode()


def test_f54_4_it_is_suggested_while_somebody_is_on_the_line(client, cast, now, staff, firm, monkeypatch):
    monkeypatch.setattr("gendan.modules.complaints.views.answering.timezone.now", lambda: now)
    first = told(cast.xu, now, firm)
    client.force_login(cast.xu)
    assert first.number in client.get(f"/complaints/similar?phone={first.phone}").content.decode()
    assert first.number not in client.get("/complaints/similar?phone=13900000000").content.decode()
    assert client.get("/complaints/similar?customer=99999999999999999999999").status_code == 200


def test_f54_4_what_is_the_same_is_joined_and_separated_again(client, cast, now, staff, firm):
    first, second = told(cast.xu, now, firm), told(cast.xu, now, firm)
    client.force_login(cast.xu)
    assert client.post(f"/complaints/{second.pk}/join", {"to": first.pk}).status_code == 302
    second.refresh_from_db()
    assert (second.state, second.joined_to) == ("joined", first)
    row = actions.separate_complaint(second, reason="不是同一批", actor=cast.xu, now=now)
    assert (row.state, row.joined_to) == ("received", None)
    assert row.next_todo_id

"""Complaints by e-mail, by a button or by the rule of a mailbox (F33)."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from gendan.modules.complaints import actions
from gendan.modules.complaints.models import Complaint, MailRule
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

"""Sending by a real SMTP server, and what follows: the follow-up, the waiting, the answer, the bounce."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from gendan.modules.customers.actions import add_contact, record_consent
from gendan.modules.followups.models import Activity
from gendan.modules.mails import actions, delivery, fetching, tasks
from gendan.modules.mails.models import Bounce, Mail, Mailbox
from gendan.modules.mails.tests import servers
from gendan.modules.mails.tests.letters import bounce_of, come_in
from gendan.spine.messages.models import Message
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.tests.samples import png
from tests.processes import free_port

TICKED = ["understood", "read", "reread", "files"]


@pytest.fixture
def written(live_box, gao_peng, customer, cast, now):
    """A mail to Gao Peng in the post."""
    def make(at=now, **values):
        draft = actions.begin(actor=cast.zhou, now=at, contact=gao_peng, customer=customer, subject="GICL-5 报价", text="高鹏您好：每套 1,280 元，可以吗？")
        actions.keep_draft(draft, values={"ticks": TICKED, **values}, actor=cast.zhou, now=at)
        return actions.send(draft, actor=cast.zhou, now=at)
    return make


def test_a_mail_goes_out_with_its_files(live_box, gao_peng, customer, cast, now, post):
    draft = actions.begin(actor=cast.zhou, now=now, contact=gao_peng, customer=customer, subject="GICL-5 图纸", text="高鹏您好：图纸见附件，可以吗？")
    actions.add_file(draft, upload=SimpleUploadedFile("GICL-5 图纸.png", png()), actor=cast.zhou, now=now)
    actions.keep_draft(draft, values={"ticks": TICKED, "cc": "shen@yaochuan.example"}, actor=cast.zhou, now=now)
    mail = actions.send(draft, actor=cast.zhou, now=now)
    assert delivery.deliver(live_box, now=now) == 1
    assert delivery.deliver(live_box, now=now) == 0
    to, message, _content = post.mails[0]
    assert to == ["gao.peng@yaochuan.example", "shen@yaochuan.example"]
    assert (message["Subject"], message["Message-ID"]) == ("GICL-5 图纸", mail.message_id)
    assert message["From"].addresses[0].display_name == "周砚"
    assert [part.get_filename() for part in message.iter_attachments()] == ["GICL-5 图纸.png"]
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_nothing_goes_out_before_the_commit_and_the_clock_asks_once(written, live_box, now, post):
    written()
    assert post.mails == []
    assert tasks.post_due(now) == 1
    assert tasks.post_due(now) == 0


def test_the_same_mail_always_has_the_same_bytes(written, live_box, now, post):
    mail = written()
    delivery.deliver(live_box, now=now)
    Mail.objects.filter(pk=mail.pk).update(state="waiting")
    delivery.deliver(live_box, now=now + timedelta(minutes=5))
    assert post.mails[0][2] == post.mails[1][2]


def test_sending_is_a_follow_up_that_waits_for_the_answer(written, customer, cast, now):
    mail = written()
    activity = Activity.objects.get(pk=mail.activity_id)
    assert (activity.way, activity.channel, activity.contact.name) == ("mail", "email", "高鹏")
    todo = Todo.objects.get(pk=mail.thread.waiting_todo_id)
    assert (todo.assignee, todo.status, todo.main_id) == (cast.zhou, "open", customer.pk)
    assert mail.thread.waiting_since == now


def test_an_answer_completes_the_waiting_and_asks_for_the_next(written, live_box, now, their_letter):
    mail = written()
    waiting = Todo.objects.get(pk=mail.thread.waiting_todo_id)
    answer = come_in(live_box, their_letter(answers=mail.message_id), now=now + timedelta(days=1))
    waiting.refresh_from_db()
    assert waiting.status == "done"
    assert answer.thread == mail.thread
    thread = answer.thread
    assert thread.waiting_since is None
    assert Todo.objects.get(pk=thread.answer_todo_id).status == "open"


def test_answering_completes_the_to_do_and_waits_again(live_box, gao_peng, cast, now, their_letter):
    mail = come_in(live_box, their_letter(), now=now)
    owed = mail.thread.answer_todo_id
    draft = actions.answer(mail, actor=cast.zhou, now=now)
    actions.keep_draft(draft, values={"ticks": TICKED, "text": "高鹏您好：1,280 元，可以吗？"}, actor=cast.zhou, now=now)
    sent = actions.send(draft, actor=cast.zhou, now=now)
    assert Todo.objects.get(pk=owed).status == "done"
    assert sent.references == [mail.message_id]
    assert sent.thread.answer_todo_id is None
    assert sent.thread.waiting_todo_id


def test_without_a_next_step_the_reason_is_asked(written, now):
    with pytest.raises(ValidationError) as wrong:
        written(next_due_at=None)
    assert "next_due_at" in wrong.value.message_dict
    assert written(next_title="", next_due_at=None, no_next_reason="只是通知").thread.waiting_since is None


def test_what_is_missing_is_said_at_its_field(live_box, cast, now):
    draft = actions.begin(actor=cast.zhou, now=now)
    for values, field in (({}, "to"), ({"to": "no address"}, "to"), ({"to": "a@b.example", "cc": "@"}, "cc"), ({"to": "a@b.example"}, "text")):
        actions.keep_draft(draft, values=values, actor=cast.zhou, now=now)
        with pytest.raises(ValidationError) as wrong:
            actions.send(draft, actor=cast.zhou, now=now)
        assert field in wrong.value.message_dict
        actions.keep_draft(draft, values={"to": "", "cc": ""}, actor=cast.zhou, now=now)


def test_a_subject_cannot_smuggle_in_heads(written, live_box, now, post):
    written(subject="GICL-5\r\nBcc: evil@else.example")
    delivery.deliver(live_box, now=now)
    to, message, _content = post.mails[0]
    assert to == ["gao.peng@yaochuan.example"]
    assert message["Bcc"] is None


def test_a_refused_receiver_is_noted_at_the_contact_and_told(written, live_box, now, post, gao_peng, cast):
    post.refused["gao.peng@yaochuan.example"] = "550 5.1.1 User unknown"
    mail = written()
    delivery.deliver(live_box, now=now)
    mail.refresh_from_db()
    assert mail.state == "bounced"
    assert Bounce.objects.get().contact == gao_peng
    assert Message.objects.filter(recipient=cast.zhou, topic="mails.undelivered").exists()


def test_a_receiver_who_is_busy_is_tried_again(written, live_box, now, post):
    post.refused["gao.peng@yaochuan.example"] = "450 4.2.1 busy"
    mail = written()
    delivery.deliver(live_box, now=now)
    post.refused.clear()
    assert delivery.deliver(live_box, now=now + timedelta(minutes=1)) == 0
    delivery.deliver(live_box, now=now + timedelta(minutes=3))
    mail.refresh_from_db()
    assert (mail.state, len(post.mails)) == ("sent", 1)


def test_a_dead_server_keeps_the_mail_and_gives_up_in_the_end(written, live_box, now, settings):
    mail = written()
    Mailbox.objects.filter(pk=live_box.pk).update(smtp_port=1)
    settings.MAIL_HOSTS = ["127.0.0.1:1"]
    live_box.refresh_from_db()
    for turn in range(8):
        delivery.deliver(live_box, now=now + timedelta(days=turn))
    mail.refresh_from_db()
    assert mail.state == "failed"
    assert Message.objects.filter(topic="mails.undelivered").count() == 1
    actions.send_again(mail, actor=mail.sent_by, now=now)
    assert mail.state == "waiting"


def test_a_bounce_that_comes_back_later_marks_the_mail_and_warns(written, live_box, imap, now, post, gao_peng):
    mail = written()
    delivery.deliver(live_box, now=now)
    imap.put("zhou", bounce_of(mail.message_id, recipient=gao_peng.email, date=now))
    fetching.fetch(live_box, now=now + timedelta(minutes=5))
    mail.refresh_from_db()
    assert mail.state == "bounced"
    assert "User unknown" in Bounce.objects.get(contact=gao_peng).reason


def test_what_we_sent_is_known_again_in_the_sent_folder(written, live_box, imap, now, post):
    written()
    delivery.deliver(live_box, now=now)
    imap.put("zhou", post.mails[0][2], folder="Sent")
    fetching.fetch(live_box, now=now)
    assert Mail.objects.count() == 1
    assert Activity.objects.filter(way="mail").count() == 1


def test_a_double_click_sends_once(live_box, gao_peng, customer, cast, now, client):
    draft = actions.begin(actor=cast.zhou, now=now, contact=gao_peng, customer=customer, subject="GICL-5 报价", text="高鹏您好：可以吗？")
    client.force_login(cast.zhou)
    form = {
        "do": "send", "once": "11111111-1111-4111-8111-111111111111", "mailbox": live_box.pk, "to": gao_peng.email, "subject": "GICL-5 报价",
        "text": "高鹏您好：可以吗？", "ticks": TICKED, "next_title": "等回复", "next_due_at": "2099-09-28T09:00",
    }
    first = client.post(f"/mails/drafts/{draft.pk}", form)
    assert first.status_code == 302, first.content.decode()
    assert Mail.objects.count() == 1
    again = client.post(f"/mails/drafts/{draft.pk}", form)
    assert (again.status_code, again.url) == (302, first.url)


def test_u11_a_mailing_goes_one_by_one_to_those_who_agreed(live_box, gao_peng, customer, cast, now, post):
    others = [add_contact(customer, values={"name": name, "email": email}, actor=cast.zhou, now=now)
              for name, email in (("沈立", "shen@yaochuan.example"), ("钱月", ""))]
    for contact in (gao_peng, others[1]):
        record_consent(contact, channel="email", given=True, how="展会", actor=cast.zhou, now=now)
    found = actions.send_to_each([gao_peng, *others], box=live_box, subject="新品 {customer}", text="{contact}您好", actor=cast.zhou, now=now)
    assert [one.ok for one in found] == [True, False, False]
    delivery.deliver(live_box, now=now)
    to, message, _content = post.mails[0]
    assert to == ["gao.peng@yaochuan.example"]
    assert "高鹏您好" in message.get_content()
    assert "unsubscribe" in message["List-Unsubscribe"]
    assert not Activity.objects.exists()


def test_u11_a_mailing_waits_for_decent_hours_and_has_a_limit(live_box, gao_peng, cast, now):
    record_consent(gao_peng, channel="email", given=True, how="展会", actor=cast.zhou, now=now)
    evening = now.replace(hour=21)
    for turn in range(5):
        found = actions.send_to_each([gao_peng], box=live_box, subject="新品到货", text="您好", actor=cast.zhou, now=evening + timedelta(hours=turn / 10))
    assert not found[0].ok
    assert Mail.objects.count() == 4
    assert delivery.deliver(live_box, now=evening + timedelta(hours=1)) == 0


def test_two_workers_never_send_the_same(written, live_box, now, post):
    written()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mails_mail WHERE state = 'waiting'")
        assert cursor.fetchone() == (1,)
    assert delivery.deliver(live_box, now=now) + delivery.deliver(live_box, now=now) == 1
    assert len(post.mails) == 1


def test_a_certificate_is_trusted_only_where_its_authority_is_known(live_box, cast, now, settings, tmp_path):
    context, public = servers.certificate(tmp_path)
    box = servers.Post(port=free_port())
    server = servers.Smtp(box, hostname="127.0.0.1", port=box.port, ssl_context=context)
    settings.MAIL_CA = str(public)
    server.start()
    try:
        settings.MAIL_HOSTS = [*settings.MAIL_HOSTS, f"127.0.0.1:{box.port}"]
        live_box.smtp_port, live_box.smtp_security = box.port, "tls"
        assert actions.try_box(live_box) == []
        settings.MAIL_CA = ""
        assert [trouble.field for trouble in actions.try_box(live_box)] == ["smtp_security"]
    finally:
        server.stop()

"""Fetching from a real IMAP server: every mail once, whatever breaks."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gendan.modules.mails import actions, fetching, tasks
from gendan.modules.mails.models import Copy, Mail, Mailbox, Thread
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.mails.tests.letters import letter
from gendan.spine.messages.models import Message
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Attachment
from gendan.spine.timeline.tests.samples import png


def test_a_mail_comes_in_once(live_box, imap, now, gao_peng, customer, their_letter):
    imap.put("zhou", their_letter(files=[("图纸 GICL-5.png", png(), "image/png")]))
    assert fetching.fetch(live_box, now=now) == 1
    assert fetching.fetch(live_box, now=now + timedelta(minutes=2)) == 0
    mail = Mail.objects.get()
    assert (mail.sender, mail.subject, mail.text.strip()) == ("gao.peng@yaochuan.example", "GICL-5 报价", "请报 60 套的价格。")
    assert (mail.thread.customer, mail.thread.contact) == (customer, gao_peng)
    assert Attachment.objects.get(kind="mails.mail", object_id=mail.pk).name == "图纸 GICL-5.png"
    live_box.refresh_from_db()
    assert (live_box.fetched_at, live_box.error) == (now + timedelta(minutes=2), "")


def test_reading_leaves_the_mails_unseen_on_the_server(live_box, imap, now, their_letter):
    imap.put("zhou", their_letter())
    fetching.fetch(live_box, now=now)
    client = imap.client("zhou")
    client.select_folder("INBOX", readonly=True)
    assert client.search("UNSEEN")
    client.logout()


def test_a_new_uidvalidity_begins_anew_and_finds_nothing_new(live_box, imap, now, their_letter):
    content = their_letter()
    imap.put("zhou", content)
    fetching.fetch(live_box, now=now)
    client = imap.client("zhou")
    client.select_folder("INBOX")
    client.delete_messages([1])
    client.expunge()
    client.logout()
    (imap.home / "mail" / "zhou" / "dovecot-uidlist").unlink()
    for path in (imap.home / "mail" / "zhou").glob("dovecot*"):
        path.unlink()
    imap.put("zhou", content)
    imap.put("zhou", their_letter(subject="又一封"))
    fetching.fetch(live_box, now=now)
    assert sorted(Mail.objects.values_list("subject", flat=True)) == ["GICL-5 报价", "又一封"]


def test_a_process_that_dies_in_the_middle_takes_the_rest_next_time(live_box, imap, now, their_letter, monkeypatch):
    for number in range(3):
        imap.put("zhou", their_letter(subject=f"第 {number} 封"))
    whole, seen = actions.receive, []

    def dies(parsed, **kwargs):
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(parsed)
        return whole(parsed, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(actions, "receive", dies)
        with pytest.raises(KeyboardInterrupt):
            fetching.fetch(live_box, now=now)
    assert Mail.objects.count() == 2
    assert fetching.fetch(live_box, now=now) == 1
    assert Mail.objects.count() == Copy.objects.count() == 3


def test_two_mailboxes_with_the_same_mail_share_one_thread(live_box, imap, post, now, cast, gao_peng, their_letter):
    second = mailbox_of(cast.he, now, imap_port=imap.port, smtp_port=post.port)
    content = their_letter(to="zhou@lichuan.example, he@lichuan.example")
    imap.put("zhou", content)
    imap.put("he", b"X-Received: by he\r\n" + content)
    fetching.fetch(live_box, now=now)
    fetching.fetch(second, now=now)
    assert Mail.objects.count() == 1
    assert cast.he.pk in Thread.objects.get().related_ids


def test_a_dead_server_is_waited_for_longer_each_time_and_told_once(live_box, imap, now, settings):
    settings.MAIL_HOSTS = ["127.0.0.1:1"]
    Mailbox.objects.filter(pk=live_box.pk).update(imap_port=1)
    pauses = []
    for turn in range(4):
        live_box.refresh_from_db()
        fetching.fetch(live_box, now=now + timedelta(hours=turn))
        live_box.refresh_from_db()
        pauses.append(live_box.next_fetch_at - now - timedelta(hours=turn))
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[-1]
    assert live_box.failing_since == now
    assert Message.objects.filter(topic="mails.failing", channel="in_app").count() == 1


def test_a_wrong_password_is_told_at_once_and_not_tried_every_minute(live_box, imap, now):
    from_secret = live_box.secret
    Mailbox.objects.filter(pk=live_box.pk).update(secret="broken")
    live_box.refresh_from_db()
    fetching.fetch(live_box, now=now)
    live_box.refresh_from_db()
    assert live_box.next_fetch_at == now + timedelta(hours=2)
    assert Message.objects.filter(topic="mails.failing").exists()
    Mailbox.objects.filter(pk=live_box.pk).update(secret=from_secret)
    live_box.refresh_from_db()
    fetching.fetch(live_box, now=now + timedelta(hours=2))
    live_box.refresh_from_db()
    assert (live_box.failures, live_box.failing_since, live_box.told_at) == (0, None, None)


def test_of_a_huge_mail_the_beginning_is_kept(live_box, imap, now, cast, their_letter):
    set_number("mails.largest_megabytes", 1, actor=cast.fang, now=now)
    imap.put("zhou", their_letter(text="见附件。", files=[("big.zip", b"PK\x03\x04" + b"0" * 1_500_000, "application/zip")]))
    assert fetching.fetch(live_box, now=now) == 1
    mail = Mail.objects.get()
    assert mail.text.strip() == "见附件。"
    assert len(mail.left_out) == 1
    assert mail.size > 1_500_000
    assert not Attachment.objects.exists()


def test_files_that_the_store_refuses_are_named_with_the_reason(live_box, imap, now, their_letter):
    imap.put("zhou", their_letter(files=[("virus.exe", b"MZ\x00\x01", "application/octet-stream"), ("图.png", png(), "image/png")]))
    fetching.fetch(live_box, now=now)
    mail = Mail.objects.get()
    assert len(mail.left_out) == 1
    assert mail.left_out[0].startswith("virus.exe")
    assert [one.name for one in Attachment.objects.all()] == ["图.png"]


def test_garbage_does_not_stand_in_the_way(live_box, imap, now, their_letter):
    imap.put("zhou", b"\x00\xff\xfe no mail at all")
    imap.put("zhou", b"From: =?gbk?B?broken?=\r\nSubject: =?x-nowhere?Q?=E4?=\r\nContent-Type: text/plain; charset=\"nowhere\"\r\n\r\n\xc4\xe3\xba\xc3")
    imap.put("zhou", their_letter())
    fetching.fetch(live_box, now=now)
    assert Mail.objects.filter(subject="GICL-5 报价").exists()
    assert Mail.objects.count() >= 2


def test_what_was_sent_from_the_telephone_is_a_follow_up(live_box, imap, now, cast, gao_peng, customer):
    sent = letter(sender="周砚 <zhou@lichuan.example>", to="gao.peng@yaochuan.example", date=now, subject="样件已寄出")
    imap.put("zhou", sent, folder="Sent")
    fetching.fetch(live_box, now=now)
    mail = Mail.objects.get()
    assert (mail.incoming, mail.state, mail.thread.customer) == (False, "sent", customer)
    assert mail.activity.way == "mail"
    assert Todo.objects.get(pk=mail.thread.waiting_todo_id).assignee == cast.zhou


def test_the_archive_of_a_new_mailbox_asks_nobody_to_do_anything(live_box, imap, now, gao_peng):
    old = now - timedelta(days=25)
    imap.put("zhou", letter(sender="高鹏 <gao.peng@yaochuan.example>", to="zhou@lichuan.example", date=old))
    before = Todo.objects.count()
    assert fetching.fetch(live_box, now=now) == 1
    assert Todo.objects.count() == before


def test_the_clock_asks_the_worker_once_for_each_mailbox(live_box, now):
    assert tasks.fetch_due(now) == 1
    assert tasks.fetch_due(now) == 0
    jobs = ProcrastinateJob.objects.filter(task_name="mails.fetch")
    assert [job.args for job in jobs] == [{"box_id": live_box.pk}]


def test_a_closed_mailbox_is_read_no_more_and_keeps_no_password(live_box, now, cast):
    actions.close_box(live_box, actor=cast.zhou)
    assert tasks.fetch_due(now) == 0
    live_box.refresh_from_db()
    assert live_box.secret == ""

"""The pages of mails."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.actions import record_consent
from gendan.modules.customers.models import Customer
from gendan.modules.mails import actions
from gendan.modules.mails.models import Draft, Mail, Mailbox, Template, Thread
from gendan.modules.mails.tests import servers
from gendan.modules.mails.tests.letters import come_in, letter
from gendan.spine import vault
from gendan.spine.messages.models import Message
from gendan.spine.timeline.models import Attachment
from gendan.spine.timeline.tests.samples import png

HTML = '<p>请看</p><img src="https://track.example/1.gif"><script>alert(1)</script>'


@pytest.fixture
def zhou(client, cast):
    client.force_login(cast.zhou)
    return client


@pytest.fixture
def mail(box, gao_peng, their_letter, now):
    return come_in(box, their_letter(html=HTML), now=now)


def box_form(imap, post, **values):
    return {
        "name": "我的", "address": "zhou@lichuan.example", "sender_name": "周砚", "username": "zhou", "password": servers.PASSWORD,
        "imap_host": "127.0.0.1", "imap_port": imap.port, "imap_security": "none", "smtp_host": "127.0.0.1", "smtp_port": post.port,
        "smtp_security": "none", "since": "2026-09-01", "signature": "周砚", **values,
    }


def field_errors(page):
    found = re.findall(r'data-field="(\w+)">(.*?)</div>', page.content.decode(), re.S)
    return {name for name, body in found if "field-error" in body}


def test_a_mailbox_is_connected_when_both_servers_answer(zhou, cast, imap, post, settings):
    settings.MAIL_HOSTS = [f"127.0.0.1:{imap.port}", f"127.0.0.1:{post.port}"]
    assert zhou.post("/settings/mailboxes/new", box_form(imap, post)).status_code == 302
    box = Mailbox.objects.get()
    assert (box.owner, box.shared) == (cast.zhou, False)
    assert servers.PASSWORD not in box.secret
    assert vault.unseal(box.secret) == servers.PASSWORD
    page = zhou.get(f"/settings/mailboxes/{box.pk}").content.decode()
    assert servers.PASSWORD not in page
    assert box.secret not in page
    assert zhou.post(f"/settings/mailboxes/{box.pk}", box_form(imap, post, password="", name="改名")).status_code == 302
    assert Mailbox.objects.get().name == "改名"


@pytest.mark.parametrize(("values", "field"), [
    ({"password": "wrong"}, "password"), ({"imap_port": 1, "imap_security": "tls"}, "imap_port"), ({"smtp_host": "10.0.0.1", "smtp_port": 465, "smtp_security": "tls"}, "smtp_host"),
    ({"imap_host": "localhost", "imap_port": 993, "imap_security": "tls"}, "imap_host"), ({"password": ""}, "password"), ({"imap_port": "x"}, "imap_port"),
    ({"imap_host": "192.168.1.1", "imap_port": 993}, "imap_security"),
])
def test_what_is_wrong_with_a_mailbox_is_said_at_its_field(zhou, imap, post, settings, values, field):
    settings.MAIL_HOSTS = [f"127.0.0.1:{imap.port}", f"127.0.0.1:{post.port}"]
    page = zhou.post("/settings/mailboxes/new", box_form(imap, post, **values))
    assert page.status_code == 422
    assert field in field_errors(page)
    assert not Mailbox.objects.exists()


def test_the_connection_is_tested_on_demand(zhou, live_box):
    assert "两台服务器" in zhou.post(f"/settings/mailboxes/{live_box.pk}/try", follow=True).content.decode()
    Mailbox.objects.update(secret=vault.seal("wrong"))
    assert "密码" in zhou.post(f"/settings/mailboxes/{live_box.pk}/try", follow=True).content.decode()


def test_nobody_settles_another_ones_mailbox(client, cast, box):
    for other in (cast.lin, cast.fang):
        client.force_login(other)
        assert client.get(f"/settings/mailboxes/{box.pk}").status_code == 404
        assert client.post(f"/settings/mailboxes/{box.pk}/close").status_code == 404


def test_shared_mailboxes_are_set_up_by_administrators(client, cast, imap, post, settings):
    settings.MAIL_HOSTS = [f"127.0.0.1:{imap.port}", f"127.0.0.1:{post.port}"]
    client.force_login(cast.fang)
    form = box_form(imap, post, shared="on", members=[cast.zhou.pk, cast.he.pk], address="sales@lichuan.example")
    assert client.post("/settings/mailboxes/new", form).status_code == 302
    assert set(Mailbox.objects.get().members.all()) == {cast.zhou, cast.he}
    client.force_login(cast.he)
    assert "sales@lichuan.example" in client.get("/settings/mailboxes").content.decode()


def test_the_list_the_thread_and_the_customers_tab(zhou, mail, customer):
    assert "GICL-5" in zhou.get("/mails").content.decode()
    page = zhou.get(f"/mails/{mail.thread_id}").content.decode()
    assert "请看" in page
    assert "alert(1)" not in page
    assert 'data-tab="mails"' in zhou.get(f"/customers/{customer.pk}?tab=mails").content.decode()


def test_pictures_from_elsewhere_are_loaded_only_where_somebody_asked(zhou, mail):
    page = zhou.get(f"/mails/{mail.thread_id}")
    assert "track.example" not in page.content.decode()
    assert "https:" not in page["Content-Security-Policy"]
    asked = zhou.get(f"/mails/letters/{mail.pk}/pictures")
    assert "track.example" in asked.content.decode()
    assert "img-src 'self' https:" in asked["Content-Security-Policy"]
    assert "script-src" not in asked["Content-Security-Policy"]
    assert asked["Referrer-Policy"] == "no-referrer"


def test_files_of_a_private_mail_are_closed_too(client, cast, box, gao_peng, their_letter, now):
    mail = come_in(box, their_letter(files=[("a.png", png(), "image/png")]), now=now)
    url = f"/attachments/{Attachment.objects.get().pk}"
    client.force_login(cast.lin)
    opened = [client.get(path).status_code for path in (f"/mails/{mail.thread_id}",)]
    actions.set_private(mail.thread, private=True, actor=cast.zhou)
    assert opened == [200]
    assert client.get(f"/mails/{mail.thread_id}").status_code == 404
    assert client.get(f"/mails/letters/{mail.pk}/pictures").status_code == 404
    assert client.get(f"{url}").status_code == 404


def test_an_answer_is_begun_kept_and_sent(zhou, mail, cast):
    page = zhou.get(f"/mails/{mail.thread_id}/answer", follow=True)
    draft = Draft.objects.get()
    assert page.redirect_chain[-1][0] == f"/mails/drafts/{draft.pk}"
    assert draft.to == "gao.peng@yaochuan.example"
    assert draft.text.splitlines()[-1].startswith("> ")
    form = {"mailbox": draft.mailbox_id, "to": draft.to, "subject": "Re: GICL-5 报价", "text": "高鹏您好：可以吗？"}
    kept = zhou.post(f"/mails/drafts/{draft.pk}/keep", form)
    assert 'data-point="reread" data-ok="no"' in kept.content.decode()
    assert Draft.objects.get().text == "高鹏您好：可以吗？"
    form |= {"do": "send", "next_due_at": "2099-09-28T09:00"}
    refused = zhou.post(f"/mails/drafts/{draft.pk}", form)
    assert refused.status_code == 422
    assert 'data-point="reread" data-ok="no"' in refused.content.decode()
    sent = zhou.post(f"/mails/drafts/{draft.pk}", form | {"ticks": ["read", "understood", "reread"]})
    assert (sent.status_code, sent.url) == (302, f"/mails/{mail.thread_id}")
    assert Mail.objects.get(incoming=False).sent_by == cast.zhou


def test_a_draft_takes_files_and_gives_them_back(zhou, box, gao_peng, customer):
    zhou.get(f"/mails/new?contact={gao_peng.pk}")
    draft = Draft.objects.get()
    good, bad = SimpleUploadedFile("a.png", png()), SimpleUploadedFile("a.exe", b"MZ")
    assert zhou.post(f"/mails/drafts/{draft.pk}", {"files": [good], "do": "save"}).status_code == 302
    assert zhou.post(f"/mails/drafts/{draft.pk}", {"files": [bad], "do": "save"}).status_code == 422
    file = Attachment.objects.get(kind="mails.draft")
    taken = zhou.get(f"/attachments/{file.pk}")
    assert b"".join(taken.streaming_content) == png()
    for close in taken._resource_closers:
        close()
    zhou.post(f"/mails/drafts/{draft.pk}/files/{file.pk}/remove")
    assert not Attachment.objects.exists()
    zhou.post(f"/mails/drafts/{draft.pk}/drop")
    assert not Draft.objects.exists()


def test_without_a_mailbox_one_is_told_where_to_connect_one(client, cast, customer):
    client.force_login(cast.zhou)
    page = client.get(f"/mails/new?customer={customer.pk}", follow=True)
    assert page.redirect_chain[-1][0] == "/settings/mailboxes"
    assert "请先连接邮箱" in page.content.decode()


def test_an_unknown_writer_becomes_a_customer(zhou, box, now, cast):
    mail = come_in(box, letter(sender="Sam <sam@gmail.com>", to="zhou@lichuan.example", date=now), now=now)
    page = zhou.post(f"/mails/{mail.thread_id}/customer", {"name": "Northwind Trading", "contact": "Sam"})
    assert page.status_code == 302, page.content.decode()
    customer = Customer.objects.get(name="Northwind Trading")
    assert (customer.owner, customer.contacts.get().email) == (cast.zhou, "sam@gmail.com")
    assert Thread.objects.get().customer == customer


def test_a_thread_is_attached_by_name_or_number(zhou, box, now, customer):
    mail = come_in(box, letter(sender="Sam <sam@gmail.com>", to="zhou@lichuan.example", date=now), now=now)
    assert zhou.post(f"/mails/{mail.thread_id}/attach", {"customer": "没有这家"}).status_code == 422
    assert zhou.post(f"/mails/{mail.thread_id}/attach", {"customer": customer.code}).status_code == 302
    assert Thread.objects.get().customer == customer


def test_the_silence_is_judged_on_a_page(zhou, box, gao_peng, customer, cast, now):
    draft = actions.begin(actor=cast.zhou, now=now, contact=gao_peng, customer=customer, subject="报价单", text="高鹏您好：可以吗？")
    actions.keep_draft(draft, values={"ticks": ["reread"]}, actor=cast.zhou, now=now)
    thread = actions.send(draft, actor=cast.zhou, now=now).thread
    page = zhou.get(f"/mails/{thread.pk}/silence").content.decode()
    assert page.count('name="cause"') == 4
    form = {"cause": "subject", "topic": "need", "next_title": "换个主题", "next_due_at": "2099-09-28T09:00"}
    assert zhou.post(f"/mails/{thread.pk}/silence", form).status_code == 302
    assert 'data-card="silence"' in zhou.get(f"/mails/{thread.pk}").content.decode()


def test_the_rules_are_settled_by_administrators(client, cast):
    client.force_login(cast.fang)
    page = client.get("/settings/mails")
    form = {field.name: field.value() for field in page.context["form"]}
    assert client.post("/settings/mails", form | {"question": "required"}).status_code == 302
    assert client.get("/settings/mails").context["form"]["question"].value() == "required"
    client.force_login(cast.zhou)
    assert client.get("/settings/mails").status_code == 403


def test_templates_are_ones_own_or_the_companys(client, cast):
    client.force_login(cast.zhou)
    client.post("/settings/mails/templates/new", {"name": "我的", "body": "您好", "language": "zh-hans", "company": "1"})
    mine = Template.objects.get(name="我的")
    assert mine.owner == cast.zhou
    company = Template.objects.filter(owner=None).first()
    assert client.post(f"/settings/mails/templates/{company.pk}/remove").status_code == 403
    client.force_login(cast.he)
    assert client.get(f"/settings/mails/templates/{mine.pk}").status_code == 404


def test_a_short_message_needs_consent_and_goes_into_the_story(zhou, gao_peng, cast, now, settings, tmp_path):
    settings.SMS = {"provider": "file", "folder": str(tmp_path)}
    form = {"text": "样件已寄出", "next_title": "确认收到", "next_due_at": "2099-09-28T09:00"}
    refused = zhou.post(f"/mails/text/{gao_peng.pk}", form)
    assert refused.status_code == 422
    record_consent(gao_peng, channel="sms", given=True, how="电话", actor=cast.zhou, now=now)
    assert zhou.post(f"/mails/text/{gao_peng.pk}", form).status_code == 302
    assert Message.objects.get(channel="sms").address == "+8613812345678"
    assert gao_peng.activities.get().way == "sms"


def test_u11_customers_chosen_on_their_list_are_written_to_one_by_one(zhou, live_box, gao_peng, customer, cast, now):
    form = {"id": [customer.pk], "mailbox": live_box.pk, "subject": "新品到货", "text": "{contact}您好"}
    refused = zhou.post("/lists/customers/bulk/mailing", form)
    assert "没有同意接收邮件" in refused.content.decode()
    record_consent(gao_peng, channel="email", given=True, how="展会", actor=cast.zhou, now=now)
    zhou.post("/lists/customers/bulk/mailing", form)
    assert Mail.objects.get().to == [["高鹏", "gao.peng@yaochuan.example"]]


def test_the_same_over_the_api(zhou, mail, cast):
    told = zhou.get(f"/api/v1/mails/{mail.thread_id}/mails").json()
    assert (told[0]["subject"], told[0]["incoming"]) == ("GICL-5 报价", True)
    draft = zhou.post(f"/api/v1/mails/{mail.thread_id}/answer", {}, content_type="application/json").json()
    url = f"/api/v1/drafts/{draft['id']}"
    assert zhou.post(f"{url}/send", {}, content_type="application/json").status_code in (409, 422)
    ticks = ["read", "understood", "reread"]
    zhou.patch(url, {"ticks": ticks, "text": "高鹏您好：可以吗？", "next_due_at": "2099-01-01T09:00:00+08:00"}, content_type="application/json")
    assert not any(one["blocks"] for one in zhou.get(f"{url}/gate").json())
    sent = zhou.post(f"{url}/send", {}, content_type="application/json")
    assert (sent.status_code, sent.json()["state"]) == (200, "waiting")


def test_the_files_of_a_mail_stand_on_the_page_of_its_attachments(zhou, box, gao_peng, their_letter, now):
    mail = come_in(box, their_letter(files=[("a.png", png(), "image/png")]), now=now)
    assert "a.png" in zhou.get(f"/attachments/mails.mail/{mail.pk}").content.decode()

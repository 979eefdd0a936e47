"""Short messages that come in: pushed by two providers or laid into a folder, an opt-out heeded at once, else answered."""

import json
from datetime import timedelta

import pytest

from gendan.modules.customers.actions import record_consent
from gendan.modules.customers.queries import consents
from gendan.modules.mails import actions
from gendan.modules.mails.models import ShortMessage
from gendan.spine.messages.models import Message
from gendan.spine.messages.sms import incoming
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Entry

STORY = "mails.texted"


@pytest.fixture
def phone(gao_peng, cast, now, settings, tmp_path):
    settings.SMS = {"provider": "tencent", "folder": str(tmp_path / "sms")}
    record_consent(gao_peng, channel="sms", given=True, how="展会", actor=cast.zhou, now=now)
    return incoming.mobile_number(gao_peng.mobile).removeprefix("+86")


def push(client, provider, body, *, key=""):
    return client.post(f"/sms/{provider}/{key or incoming.key_of(provider)}", json.dumps(body), content_type="application/json")


def tencent(phone, text, now):
    return {"extend": "", "mobile": phone, "nationcode": "86", "sign": "砺川", "text": text, "time": int(now.timestamp())}


def aliyun(phone, text, now):
    at = now.strftime("%Y-%m-%d %H:%M:%S")
    return [{"phone_number": phone, "send_time": at, "content": text, "sign_name": "砺川", "dest_code": "10690", "sequence_id": 7}]


def test_u11_td_by_short_message_is_an_opt_out_at_once(client, phone, gao_peng, now):
    actions.text_news(gao_peng, text="节日好", topic="care.news", now=now)
    assert Message.objects.filter(address__gt="").count() == 1
    answer = push(client, "tencent", tencent(phone, " TD。", now))
    assert answer.json() == {"result": 0, "errmsg": "OK"}
    assert not consents(gao_peng, channel="sms")
    assert Message.objects.filter(address__gt="").count() == 0
    assert not actions.text_news(gao_peng, text="再一条", topic="care.news", now=now + timedelta(days=9)).ok
    assert not Todo.objects.filter(key="text_answer").exists()


def test_f66_2_a_short_message_stands_on_the_story_and_is_answered_by_the_owner(client, phone, gao_peng, cast, now):
    push(client, "tencent", tencent(phone, "齿套什么时候到？", now))
    entry = Entry.objects.get(verb=STORY)
    assert (entry.main_id, entry.text) == (gao_peng.customer_id, "齿套什么时候到？")
    todo = Todo.objects.get(key="text_answer", status="open")
    assert (todo.assignee, todo.record_id) == (cast.zhou, gao_peng.customer_id)
    assert "齿套" in todo.title
    push(client, "tencent", tencent(phone, "急用", now + timedelta(minutes=2)))
    assert Todo.objects.filter(key="text_answer", status="open").count() == 1
    assert Entry.objects.filter(verb=STORY).count() == 2


def test_a_push_that_comes_again_is_taken_once(client, phone, now):
    for _time in range(2):
        assert push(client, "tencent", tencent(phone, "收到", now)).status_code == 200
    assert ShortMessage.objects.count() == 1


def test_aliyun_pushes_several_at_once(client, phone, settings, now):
    settings.SMS = {"provider": "aliyun"}
    other = {**aliyun(phone, "好的", now)[0], "sequence_id": 8, "content": "明天来"}
    assert push(client, "aliyun", [*aliyun(phone, "好的", now), other]).json() == {"code": 0, "msg": "OK"}
    assert ShortMessage.objects.count() == 2


@pytest.mark.parametrize("key", ["x", incoming.SALT])
def test_who_does_not_know_the_key_finds_nothing(client, phone, now, key):
    assert push(client, "tencent", tencent(phone, "TD", now), key=key).status_code == 404
    assert push(client, "aliyun", aliyun(phone, "TD", now)).status_code == 404, "this installation has another provider"
    assert not ShortMessage.objects.exists()


@pytest.mark.parametrize("body", [7, [1], {"mobile": "12"}, {}, {"mobile": "13806214407", "text": 3, "time": 1}, [{}] * 501])
def test_what_is_no_push_is_refused(client, phone, body):
    assert push(client, "tencent", body).status_code == 400


def test_an_unknown_number_reaches_the_supervisor(client, phone, cast, now):
    push(client, "tencent", tencent("13900000001", "你们做联轴器吗？", now))
    row = ShortMessage.objects.get()
    assert (row.contact, row.opted_out) == (None, False)
    assert Message.objects.filter(topic="mails.text_unknown", recipient=cast.bai, body=row.text).exists()


def test_the_folder_is_heard_and_what_cannot_be_read_is_laid_aside(phone, settings, tmp_path, now):
    settings.SMS = {"provider": "file", "folder": str(tmp_path)}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.json").write_text(json.dumps({"from": phone, "text": "到了", "at": now.isoformat()}))
    (tmp_path / "in" / "2.json").write_text("{")
    assert actions.hear_folder(now=now) == 1
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["2.unread"]


def test_the_administrator_finds_the_address_for_the_provider(client, phone, cast):
    cast.bai.is_administrator = True
    cast.bai.save()
    client.force_login(cast.bai)
    assert incoming.key_of("tencent") in client.get("/settings/mails").content.decode()

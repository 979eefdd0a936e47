"""Short messages: requests signed as the providers document it, the folder, limits, quiet hours."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from gendan.spine.messages import actions, declarations, delivery
from gendan.spine.messages.models import Message
from gendan.spine.messages.sms import aliyun, tencent
from gendan.spine.messages.sms.port import mobile_number
from gendan.spine.refusal import Refusal

WHEN = datetime(2026, 9, 24, 2, 20, tzinfo=UTC)


@pytest.fixture
def folder(settings, tmp_path):
    settings.SMS = {"provider": "file", "folder": str(tmp_path / "sms")}
    return tmp_path / "sms"


def texts(folder):
    return [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]


def test_aliyun_signature_equals_the_published_example():
    request = aliyun.signed(
        "YourAccessKeyId", "YourAccessKeySecret",
        query={"ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId": "cn-shanghai"},
        headers={"host": "ecs.cn-shanghai.aliyuncs.com", "x-acs-action": "RunInstances", "x-acs-version": "2014-05-26"},
        now=datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC), nonce="3156853299f313e23d1673dc12e1703d",
    )
    assert request.headers["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,"
        "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_tencent_signature_equals_the_published_example():
    body = b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    request = tencent.signed(
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", host="cvm.tencentcloudapi.com",
        body=body, headers={}, now=datetime.fromtimestamp(1551113065, UTC),
    )
    assert request.headers["Authorization"].endswith(
        "Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, "
        "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )


def test_aliyun_is_asked_for_one_text_to_one_number():
    asked = []
    port = aliyun.Aliyun(
        "id", "secret", sign="砺川传动", template="SMS_1", ask=lambda it: asked.append(it) or {"Code": "OK", "BizId": "9"}
    )
    assert port.send("+8613812345678", "明天 9:00 到货", now=WHEN) == "9"
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked[0].path).query).items()}
    assert query == {
        "PhoneNumbers": "13812345678", "SignName": "砺川传动", "TemplateCode": "SMS_1",
        "TemplateParam": '{"text": "明天 9:00 到货"}',
    }
    assert (asked[0].host, asked[0].headers["x-acs-action"]) == ("dysmsapi.aliyuncs.com", "SendSms")


def test_tencent_is_asked_for_one_text_to_one_number():
    asked = []
    answer = {"Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": "7"}]}}
    port = tencent.Tencent(
        "id", "secret", sign="砺川传动", template="1110", app="1400", ask=lambda it: asked.append(it) or answer
    )
    assert port.send("+8613812345678", "明天 9:00 到货", now=WHEN) == "7"
    assert json.loads(asked[0].body) == {
        "PhoneNumberSet": ["+8613812345678"], "SmsSdkAppId": "1400", "SignName": "砺川传动", "TemplateId": "1110",
        "TemplateParamSet": ["明天 9:00 到货"],
    }
    assert asked[0].headers["X-TC-Version"] == "2021-01-11"


def test_what_a_provider_refuses_is_told_in_its_words():
    port = aliyun.Aliyun("i", "s", sign="", template="", ask=lambda _: {"Code": "isv.AMOUNT_NOT_ENOUGH", "Message": "余额不足"})
    with pytest.raises(Refusal, match="余额不足"):
        port.send("+8613812345678", "x", now=WHEN)
    port = tencent.Tencent(
        "i", "s", sign="", template="", app="", ask=lambda _: {"Response": {"Error": {"Code": "AuthFailure", "Message": "签名错误"}}}
    )
    with pytest.raises(Refusal, match="签名错误"):
        port.send("+8613812345678", "x", now=WHEN)


@pytest.mark.parametrize(("phone", "number"), [
    ("138 1234 5678", "+8613812345678"), ("+852 9123 4567", "+85291234567"), ("0512-6688 1234", ""), ("", ""), ("1", ""),
])
def test_only_mobiles_take_short_messages(phone, number):
    assert mobile_number(phone) == number


def test_a_colleague_hears_by_sms_what_he_chose(cast, now, folder):
    declarations.register("test.late", "late", [])
    cast.zhou.phone = "13801974426"
    cast.zhou.save(update_fields=["phone"])
    actions.tell(cast.zhou, topic="test.late", title="逾期", now=now)
    actions.choose_channels(cast.zhou, topic="test.late", channels=["sms"])
    actions.tell(cast.zhou, topic="test.late", title="逾期", body="苏州砺川", now=now)
    delivery.deliver(now)
    assert [(one["to"], one["text"]) for one in texts(folder)] == [("+8613801974426", "逾期 苏州砺川")]


def test_a_colleague_gets_at_most_ten_short_messages_a_day(cast, now, folder):
    declarations.register("test.late", "late", ["sms"])
    cast.zhou.phone = "13801974426"
    cast.zhou.save(update_fields=["phone"])
    for number in range(12):
        actions.tell(cast.zhou, topic="test.late", title=f"第 {number} 条", now=now)
    assert Message.objects.filter(channel="sms").count() == 10
    actions.tell(cast.zhou, topic="test.late", title="明天", now=now + timedelta(days=1, hours=1))
    assert Message.objects.filter(channel="sms").count() == 11


def test_somebody_outside_is_left_in_peace_in_the_evening(db, now, folder):
    evening = now.replace(hour=21)
    actions.tell_outside("13812345678", topic="mails.text", text="已发货", now=evening)
    assert delivery.deliver(evening) == 0
    assert delivery.deliver(evening.replace(day=25, hour=8, minute=31)) == 1
    assert texts(folder)[0]["text"] == "已发货"


def test_somebody_outside_gets_at_most_four_in_a_month(db, now, folder):
    for day in range(4):
        actions.tell_outside("13812345678", topic="mails.text", text="已发货", now=now + timedelta(days=day))
    with pytest.raises(Refusal) as refused:
        actions.tell_outside("13812345678", topic="mails.text", text="再来", now=now + timedelta(days=5))
    assert refused.value.code == "too_often"


def test_a_number_that_is_none_fails_at_once_and_is_told(cast, now, folder):
    actions.tell_outside("0512-66881234", topic="mails.text", text="已发货", now=now)
    delivery.deliver(now)
    assert Message.objects.get(channel="sms").state == "failed"

"""Tencent Cloud SMS: SendSms of version 2021-01-11, signed with TC3-HMAC-SHA256."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine.messages.sms.https import Request, post
from gendan.spine.refusal import Refusal

HOST, ACTION, VERSION = "sms.tencentcloudapi.com", "SendSms", "2021-01-11"
ALGORITHM, JSON = "TC3-HMAC-SHA256", "application/json; charset=utf-8"


class Tencent:
    """An account with its application, its signature and its approved template."""

    def __init__(
        self, key: str, secret: str, *, sign: str, template: str, app: str, region: str = "ap-guangzhou",
        ask: Callable[[Request], Mapping[str, Any]] = post,
    ) -> None:
        self.key, self.secret, self.sign, self.template = key, secret, sign, template
        self.app, self.region, self.ask = app, region, ask

    def send(self, phone: str, text: str, *, now: datetime) -> str:
        answer = self.ask(self.request(phone, text, now=now)).get("Response", {})
        status = (answer.get("SendStatusSet") or [{}])[0]
        error = answer.get("Error") or {}
        code = error.get("Code") or status.get("Code", "")
        if code != "Ok":
            words = error.get("Message") or status.get("Message", "")
            raise Refusal(
                _("Tencent refused the short message: %(code)s %(words)s") % {"code": code, "words": words},
                code=str(code or "refused"),
            )
        return str(status.get("SerialNo", ""))

    def request(self, phone: str, text: str, *, now: datetime) -> Request:
        """The signed request; the number has its country."""
        body = json.dumps({
            "PhoneNumberSet": [phone], "SmsSdkAppId": self.app, "SignName": self.sign, "TemplateId": self.template,
            "TemplateParamSet": [text],
        }).encode()
        headers = {"X-TC-Action": ACTION, "X-TC-Version": VERSION, "X-TC-Region": self.region}
        return signed(self.key, self.secret, host=HOST, body=body, headers=headers, now=now)


def signed(
    key: str, secret: str, *, host: str, body: bytes, headers: dict[str, str], now: datetime
) -> Request:
    """A POST signed over its body, its content type and its host."""
    service, day = host.partition(".")[0], f"{now.astimezone(UTC):%Y-%m-%d}"
    names = "content-type;host"
    canonical = "\n".join([
        "POST", "/", "", f"content-type:{JSON}\nhost:{host}\n", names, hashlib.sha256(body).hexdigest(),
    ])
    scope, stamp = f"{day}/{service}/tc3_request", str(int(now.timestamp()))
    told = "\n".join([ALGORITHM, stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    secret_key = f"TC3{secret}".encode()
    for part in (day, service, "tc3_request"):
        secret_key = hmac.new(secret_key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(secret_key, told.encode(), hashlib.sha256).hexdigest()
    authorization = f"{ALGORITHM} Credential={key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return Request(
        host, headers | {"Content-Type": JSON, "Host": host, "X-TC-Timestamp": stamp, "Authorization": authorization},
        body=body,
    )

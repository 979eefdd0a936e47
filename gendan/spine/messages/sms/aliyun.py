"""Aliyun SMS: SendSms of version 2017-05-25, signed with ACS3-HMAC-SHA256."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.utils.translation import gettext as _

from gendan.spine.messages.sms.https import Request, post
from gendan.spine.refusal import Refusal

HOST, ACTION, VERSION = "dysmsapi.aliyuncs.com", "SendSms", "2017-05-25"
ALGORITHM = "ACS3-HMAC-SHA256"


class Aliyun:
    """An account with its signature and its approved template."""

    def __init__(
        self, key: str, secret: str, *, sign: str, template: str, variable: str = "text",
        ask: Callable[[Request], Mapping[str, Any]] = post,
    ) -> None:
        self.key, self.secret, self.sign, self.template, self.variable = key, secret, sign, template, variable
        self.ask = ask

    def send(self, phone: str, text: str, *, now: datetime) -> str:
        answer = self.ask(self.request(phone, text, now=now, nonce=uuid4().hex))
        if answer.get("Code") != "OK":
            raise Refusal(
                _("Aliyun refused the short message: %(code)s %(words)s")
                % {"code": answer.get("Code", ""), "words": answer.get("Message", "")},
                code=str(answer.get("Code", "refused")),
            )
        return str(answer.get("BizId", ""))

    def request(self, phone: str, text: str, *, now: datetime, nonce: str) -> Request:
        """The signed request; mainland numbers go without their country."""
        query = {
            "PhoneNumbers": phone.removeprefix("+86").removeprefix("+"), "SignName": self.sign,
            "TemplateCode": self.template,
            "TemplateParam": json.dumps({self.variable: text}, ensure_ascii=False),
        }
        headers = {"host": HOST, "x-acs-action": ACTION, "x-acs-version": VERSION}
        return signed(self.key, self.secret, query=query, headers=headers, now=now, nonce=nonce)


def signed(
    key: str, secret: str, *, query: dict[str, str], headers: dict[str, str], now: datetime, nonce: str
) -> Request:
    """A POST without a body, signed over its query and headers."""
    digest = hashlib.sha256(b"").hexdigest()
    headers = headers | {
        "x-acs-content-sha256": digest, "x-acs-date": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": nonce,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    asked = "&".join(f"{_encoded(name)}={_encoded(query[name])}" for name in sorted(query))
    canonical = "\n".join(["POST", "/", asked, lines, names, digest])
    told = f"{ALGORITHM}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()
    authorization = f"{ALGORITHM} Credential={key},SignedHeaders={names},Signature={signature}"
    return Request(headers["host"], headers | {"Authorization": authorization}, query)


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")

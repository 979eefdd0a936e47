"""Chat robots: what each kind wants to be sent, and a guarded way to send it."""

import base64
import hashlib
import hmac
import http.client
import json
import socket
import ssl
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, quote_plus, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from gendan.spine.messages.models import Channel, Robot
from gendan.spine.messages.outside import public_address
from gendan.spine.refusal import Refusal

TIMEOUT = 10
LONGEST = 1800  # bytes of text; WeCom takes 2,048


def payload(robot: Robot, *, text: str, phone: str = "", now: datetime) -> tuple[str, dict[str, Any]]:
    """The address and the JSON for this robot, signed where it has a secret."""
    text = text.encode()[:LONGEST].decode(errors="ignore")
    mentioned = [phone] if phone else []
    if robot.channel == Channel.WECOM:
        return robot.webhook, {"msgtype": "text", "text": {"content": text, "mentioned_mobile_list": mentioned}}
    if robot.channel == Channel.DINGTALK:
        body = {"msgtype": "text", "text": {"content": text}, "at": {"atMobiles": mentioned, "isAtAll": False}}
        return _signed_dingtalk(robot, now), body
    return robot.webhook, {**_signed_feishu(robot, now), "msg_type": "text", "content": {"text": text}}


def _signed_dingtalk(robot: Robot, now: datetime) -> str:
    if not robot.secret:
        return robot.webhook
    stamp = str(int(now.timestamp() * 1000))
    sign = _sign(robot.secret, f"{stamp}\n{robot.secret}")
    joint = "&" if "?" in robot.webhook else "?"
    return f"{robot.webhook}{joint}timestamp={stamp}&sign={quote_plus(sign)}"


def _signed_feishu(robot: Robot, now: datetime) -> dict[str, str]:
    if not robot.secret:
        return {}
    stamp = str(int(now.timestamp()))
    return {"timestamp": stamp, "sign": _sign(f"{stamp}\n{robot.secret}", "")}


def _sign(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def send(robot: Robot, *, text: str, phone: str = "", now: datetime) -> None:
    """Post one message; Refusal says what the robot or the network answered."""
    url, body = payload(robot, text=text, phone=phone, now=now)
    try:
        status, answer = _post(url, json.dumps(body, ensure_ascii=False).encode())
    except (OSError, http.client.HTTPException) as error:
        raise Refusal(_("The robot cannot be reached: %s") % error, code="unreachable") from error
    _judge(status, answer)


def _judge(status: int, answer: bytes) -> None:
    try:
        said = json.loads(answer or b"{}")
    except ValueError:
        said = {}
    facts = said if isinstance(said, dict) else {}
    code = facts.get("errcode", facts.get("code", facts.get("StatusCode")))
    if status != 200 or code != 0:
        words = facts.get("errmsg") or facts.get("msg") or answer[:120].decode(errors="replace")
        raise Refusal(_("The robot refused: %(status)s %(code)s %(words)s") % {
            "status": status, "code": "" if code is None else code, "words": words})


def check_address(url: str) -> None:
    """Refuse an address that is not a public https one; `ROBOT_HOSTS` lists exceptions as host:port."""
    parts = urlsplit(url)
    if not _is_exempt(parts):
        _public_address(parts)


def _post(url: str, body: bytes) -> tuple[int, bytes]:
    """Connect to the very address that was checked; redirects are not followed."""
    parts = urlsplit(url)
    connection = _connection(parts)
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        headers = {"Content-Type": "application/json; charset=utf-8", "Host": parts.netloc}
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        return response.status, response.read(65_536)
    finally:
        connection.close()


def _is_exempt(parts: SplitResult) -> bool:
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.hostname}:{port}" in settings.ROBOT_HOSTS and parts.scheme in ("http", "https")


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    if _is_exempt(parts) and parts.scheme == "http":
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
    if _is_exempt(parts):
        return http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
    return _Pinned(parts.hostname or "", _public_address(parts), parts.port or 443)


class _Pinned(http.client.HTTPSConnection):
    """An https connection to a fixed address, with the certificate checked against the name."""

    def __init__(self, name: str, address: str, port: int) -> None:
        super().__init__(name, port, timeout=TIMEOUT, context=ssl.create_default_context())
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), TIMEOUT)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def _public_address(parts: SplitResult) -> str:
    """The first address of the host; Refusal when it is not https, or when any of its addresses is not public."""
    if parts.scheme != "https" or not parts.hostname or parts.username:
        raise Refusal(_("A robot's address begins with https://."), field="webhook")
    return public_address(parts.hostname, parts.port or 443)

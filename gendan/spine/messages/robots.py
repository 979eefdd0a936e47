"""Chat robots: what each kind wants to be sent, and a guarded way to send it."""

import base64
import hashlib
import hmac
import http.client
import json
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from django.conf import settings
from django.utils.translation import gettext as _

from gendan.spine.messages.models import Channel, Robot
from gendan.spine.messages.outside import Gate
from gendan.spine.refusal import Refusal

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
    try:
        _gate().check(url)
    except Refusal as refusal:
        raise Refusal(refusal.reason, field="webhook", code=refusal.code) from refusal


def _post(url: str, body: bytes) -> tuple[int, bytes]:
    return _gate().ask(url, method="POST", body=body, headers={"Content-Type": "application/json; charset=utf-8"})


def _gate() -> Gate:
    return Gate(named=settings.ROBOT_HOSTS)

"""Short messages that come in: what each provider pushes, and the address that only this provider knows.

Neither provider signs what it pushes; so each is given an address with a key in it, made from the installation's secret.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.crypto import constant_time_compare, salted_hmac

from gendan.spine.messages.sms.port import mobile_number

SALT, CHINA = "gendan.sms.incoming", ZoneInfo("Asia/Shanghai")
MOST = 500  # messages in one push
FAR_OFF = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message as it came; `once` is the same when the provider pushes it again."""

    number: str
    text: str
    at: datetime
    once: str


def key_of(provider: str) -> str:
    """The part of the address that only the provider knows."""
    return salted_hmac(SALT, provider, algorithm="sha256").hexdigest()[:40]


def is_key(provider: str, key: str) -> bool:
    return constant_time_compare(key_of(provider), key)


def read(provider: str, body: bytes) -> list[Incoming]:
    """The messages in a push; ValueError where it is none."""
    given = json.loads(body)
    rows = given if isinstance(given, list) else [given]
    if provider not in READERS or len(rows) > MOST or not all(isinstance(row, dict) for row in rows):
        raise ValueError(provider)
    return [READERS[provider](row) for row in rows]


def _made(number: Any, text: Any, at: datetime, *, known_as: Any) -> Incoming:
    found = mobile_number(str(number))
    if not found or not isinstance(text, str) or at > FAR_OFF:
        raise ValueError(number)
    mark = hashlib.sha256(f"{found}|{at.isoformat()}|{known_as or text}".encode()).hexdigest()
    return Incoming(found, text.replace("\0", "").strip()[:1000], at, mark)


def _aliyun(row: dict[str, Any]) -> Incoming:
    """SmsUp: times are China's."""
    at = datetime.strptime(str(row.get("send_time")), "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA)
    return _made(row.get("phone_number"), row.get("content"), at, known_as=row.get("sequence_id"))


def _tencent(row: dict[str, Any]) -> Incoming:
    """The reply callback: the country stands beside the number, the time in seconds."""
    at = datetime.fromtimestamp(min(int(row.get("time") or 0), 2**32), tz=UTC)
    return _made(f"+{row.get('nationcode') or 86}{row.get('mobile')}", row.get("text"), at, known_as="")


def _file(row: dict[str, Any]) -> Incoming:
    """A gateway's own file, as those that go out: {"from", "text", "at"}."""
    return _made(row.get("from"), row.get("text"), datetime.fromisoformat(str(row.get("at"))), known_as=row.get("id"))


READERS: dict[str, Callable[[dict[str, Any]], Incoming]] = {"aliyun": _aliyun, "tencent": _tencent, "file": _file}

#: What each wants to hear.
ANSWERS: dict[str, dict[str, Any]] = {
    "aliyun": {"code": 0, "msg": "OK"}, "tencent": {"result": 0, "errmsg": "OK"}, "file": {"ok": True},
}

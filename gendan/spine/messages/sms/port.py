"""The port of short messages: what a provider is asked, and which one this installation has.

Chinese providers send only texts that they have approved: a template with variables. The approved template of an
installation has one variable, into which the whole text goes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import phonenumbers
from django.conf import settings
from django.utils.translation import gettext as _

from gendan.spine.messages.sms.aliyun import Aliyun
from gendan.spine.messages.sms.folder import Folder
from gendan.spine.messages.sms.tencent import Tencent
from gendan.spine.refusal import Refusal

LONGEST = 300  # characters; providers cut at about five parts of 67


class Port(Protocol):
    """A way to send one text to one number; Refusal says what the provider answered, OSError that nobody did."""

    def send(self, phone: str, text: str, *, now: datetime) -> str: ...


@dataclass(frozen=True, slots=True)
class Account:
    """What an installation has from its provider."""

    provider: str = ""
    key: str = ""
    secret: str = ""
    sign: str = ""
    template: str = ""
    variable: str = "text"
    app: str = ""
    region: str = "ap-guangzhou"
    folder: str = ""


PORTS: dict[str, Callable[[Account], Port]] = {
    "aliyun": lambda it: Aliyun(it.key, it.secret, sign=it.sign, template=it.template, variable=it.variable),
    "tencent": lambda it: Tencent(
        it.key, it.secret, sign=it.sign, template=it.template, app=it.app, region=it.region
    ),
    "file": lambda it: Folder(it.folder),
}


def is_set_up() -> bool:
    """Whether this installation can send short messages."""
    return settings.SMS.get("provider") in PORTS


def port() -> Port:
    """The installation's provider."""
    account = Account(**settings.SMS)
    if account.provider not in PORTS:
        raise Refusal(_("No provider of short messages is set up."), code="not_set_up")
    return PORTS[account.provider](account)


def mobile_number(phone: str) -> str:
    """The number as "+8613812345678"; empty where it is none that takes short messages."""
    try:
        number = phonenumbers.parse(phone, "CN")
    except phonenumbers.NumberParseException:
        return ""
    takes = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in takes:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

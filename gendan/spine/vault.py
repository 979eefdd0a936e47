"""Secrets at rest: passwords of other systems are kept sealed, with keys that are not in the database."""

import base64
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


class Unreadable(Exception):
    """None of the keys opens it: it was sealed with a key that is gone, or it was changed."""


def seal(text: str) -> str:
    """The text sealed with the first key; an empty one stays empty."""
    return _keys().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """What was sealed, with whichever of the keys; raises Unreadable."""
    if not sealed:
        return ""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def reseal(sealed: str) -> str:
    """The same secret sealed with the first key, so that older keys can be thrown away."""
    return seal(unseal(sealed))


if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField


class SealedText(Text):
    """A column whose text is sealed on the way into the database; one that no key opens any more reads as empty."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(str(value)) if value else ""

    def from_db_value(self, value: str, expression: Any, connection: Any) -> str:  # noqa: ARG002
        try:
            return unseal(value)
        except Unreadable:
            return ""


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in settings.VAULT_KEYS])


def _key(secret: str) -> Fernet:
    """A key of its own purpose from a secret of any length."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"gendan vault").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))

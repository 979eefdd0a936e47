"""A stick with keys, in software: answers as a browser with one would, truly or as a test wishes."""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HOLDS = 0x01, 0x04, 0x40


def text(raw):
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(told):
    return urlsafe_b64decode(told + "=" * (-len(told) % 4))


class Stick:
    """One key for one site; `changed` overrides what it says of itself."""

    def __init__(self, origin="http://testserver", host="testserver"):
        self.origin, self.host, self.uses = origin, host, 0
        self.key, self.id, self.handle = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16), b""

    def make(self, told, **changed):
        """The answer to navigator.credentials.create()."""
        self.handle = raw(told["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        held = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + public
        seen = self._seen(changed.pop("flags", PRESENT | VERIFIED) | HOLDS, changed) + held
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": seen})
        return self._told({"clientDataJSON": self._client("webauthn.create", told, changed), "attestationObject": made})

    def sign(self, told, **changed):
        """The answer to navigator.credentials.get()."""
        self.uses += 1
        seen, client = self._seen(changed.pop("flags", PRESENT | VERIFIED), changed), self._client("webauthn.get", told, changed)
        signature = changed.get("key", self.key).sign(seen + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._told({
            "clientDataJSON": client, "authenticatorData": seen, "signature": signature, "userHandle": changed.get("handle", self.handle),
        }, changed.get("id"))

    def _seen(self, flags, changed):
        host = hashlib.sha256(changed.get("host", self.host).encode()).digest()
        return host + bytes([flags]) + struct.pack(">I", changed.get("uses", self.uses))

    def _client(self, kind, told, changed):
        facts = {"type": kind, "challenge": told["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(facts | {name: value for name, value in changed.items() if name in ("type", "challenge", "origin")}).encode()

    def _told(self, response, named=None):
        name = text(named or self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": {key: text(part) for key, part in response.items()}})

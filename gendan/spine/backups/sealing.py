"""A stream sealed with a passphrase: AES-256-GCM in numbered chunks of which the last is marked, under a key by scrypt.

So a file of any size passes through a little memory, and what was cut off, exchanged or changed is noticed.
"""

import os
import struct
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"gendan sealed 1\n"
CHUNK = 1 << 20
SALT, PREFIX, TAG = 16, 7, 16
WORK = 1 << 15  # scrypt's n: 32 MB and a tenth of a second for each guess


class Closed(Exception):
    """It does not open: the passphrase is another one, or the file was cut off or changed."""


def is_sealed(start: bytes) -> bool:
    """Whether a file that begins so was sealed."""
    return start.startswith(MAGIC)


class Sealing:
    """A file to write to; `close` ends it with the marked chunk, and leaves the file below open."""

    def __init__(self, below: IO[bytes], passphrase: str) -> None:
        salt, self.prefix = os.urandom(SALT), os.urandom(PREFIX)
        self.below, self.cipher, self.number, self.waiting = below, _cipher(passphrase, salt), 0, bytearray()
        below.write(MAGIC + salt + self.prefix)

    def write(self, data: bytes) -> int:
        self.waiting += data
        while len(self.waiting) > CHUNK:  # one is held back: it might be the last
            self._send(bytes(self.waiting[:CHUNK]), last=False)
            del self.waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._send(bytes(self.waiting), last=True)

    def _send(self, chunk: bytes, *, last: bool) -> None:
        self.below.write(self.cipher.encrypt(_nonce(self.prefix, self.number, last=last), chunk, MAGIC))
        self.number += 1


class Opening:
    """A sealed file to read from; raises Closed as soon as something is not as it was written."""

    def __init__(self, below: IO[bytes], passphrase: str) -> None:
        head = below.read(len(MAGIC) + SALT + PREFIX)
        if not is_sealed(head) or len(head) < len(MAGIC) + SALT + PREFIX:
            raise Closed
        self.below, self.prefix, self.number = below, head[-PREFIX:], 0
        self.cipher = _cipher(passphrase, head[len(MAGIC) : len(MAGIC) + SALT])
        self.ready, self.ahead = bytearray(), below.read(CHUNK + TAG)

    def read(self, size: int = -1) -> bytes:
        while self.ahead and (size < 0 or len(self.ready) < size):
            self._receive()
        taken = bytes(self.ready if size < 0 else self.ready[:size])
        del self.ready[: len(taken)]
        return taken

    def _receive(self) -> None:
        chunk, self.ahead = self.ahead, self.below.read(CHUNK + TAG)
        try:
            self.ready += self.cipher.decrypt(_nonce(self.prefix, self.number, last=not self.ahead), chunk, MAGIC)
        except InvalidTag as error:
            raise Closed from error
        self.number += 1


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=WORK, r=8, p=1).derive(passphrase.encode()))

"""A mail server that keeps what it is given, by Message-ID."""

import logging
from collections import Counter
from email import message_from_bytes
from threading import Lock
from typing import Any

from aiosmtpd.controller import Controller


class Letters:
    """What was handed over on the wire; the same letter twice is seen by its Message-ID."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.lock = Lock()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802  aiosmtpd calls it so
        name = str(message_from_bytes(envelope.content)["Message-ID"]).strip()
        with self.lock:
            self.seen[name] += 1
        return "250 OK"


def mail_server(letters: Letters, *, port: int) -> Controller:
    """Start it; the caller stops it."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    server = Controller(letters, hostname="127.0.0.1", port=port)
    server.start()
    return server

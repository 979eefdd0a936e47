"""A browser that costs nearly nothing: HTTP/1.1 over one open connection, hundreds of them in one thread."""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.door import CSRF, HOST


@dataclass(frozen=True, slots=True)
class Seen:
    """One request: what it was for, how long it took, and what was wrong with the answer."""

    deed: str
    milliseconds: float
    error: str = ""


class Browser:
    """Asks one thing after the other, and notes each in `seen`; where an answer leads elsewhere, it follows."""

    def __init__(self, port: int, cookie: str, seen: list[Seen]) -> None:
        self.port, self.cookie, self.seen = port, cookie, seen
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, deed: str, path: str) -> None:
        await self._noted(deed, "GET", path, "", (200,))

    async def post(self, deed: str, path: str, **data: str) -> bool:
        """Whether it was done; the page that it leads to is looked at, as a browser does."""
        location = await self._noted(deed, "POST", path, urlencode(data), (200, 302))
        if location:
            await self.get(f"after: {deed}", location)
        return location is not None

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()
        self.streams = None

    async def _noted(self, deed: str, method: str, path: str, body: str, good: tuple[int, ...]) -> str | None:
        """Where the answer leads ("" for nowhere), or None for an error."""
        start = time.perf_counter()
        try:
            status, location, text = await self._asked(method, path, body)
            error = "" if status in good else f"{status} {method} {path}: {text[:300]!r}"
        except (OSError, asyncio.IncompleteReadError) as failure:
            self.close()
            location, error = "", f"{method} {path}: {failure!r}"
        self.seen.append(Seen(deed, (time.perf_counter() - start) * 1000, error))
        return None if error else location

    async def _asked(self, method: str, path: str, body: str) -> tuple[int, str, bytes]:
        kept = self.streams is not None
        try:
            return await self._exchange(method, path, body)
        except (ConnectionError, asyncio.IncompleteReadError):
            if not kept:
                raise
            self.close()  # the server had ended the idle connection; a browser opens another
            return await self._exchange(method, path, body)

    async def _exchange(self, method: str, path: str, body: str) -> tuple[int, str, bytes]:
        self.streams = self.streams or await asyncio.open_connection(HOST, self.port)
        reader, writer = self.streams
        head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\nCookie: {self.cookie}\r\nX-CSRFToken: {CSRF}\r\n"
        if body:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}\r\n{body}".encode())
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        fields = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)}
        text = await reader.readexactly(int(fields.get("content-length", 0)))
        return int(first.split()[1]), fields.get("location", ""), text

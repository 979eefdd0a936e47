"""A part of a file, where the browser asks for one: Safari plays sound only so, and whoever lost the line goes on where it broke off."""

import re
from dataclasses import dataclass
from typing import IO, cast

from django.http import HttpRequest
from whitenoise.responders import SlicedFile

ONE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `start` to `end`, both included, of `size`; nothing of it is there where `start` lies behind."""

    start: int
    end: int
    size: int

    @property
    def is_there(self) -> bool:
        return self.start <= self.end

    @property
    def headers(self) -> dict[str, str]:
        """What part of how much the answer holds."""
        if not self.is_there:
            return {"Content-Range": f"bytes */{self.size}"}
        return {"Content-Range": f"bytes {self.start}-{self.end}/{self.size}", "Content-Length": str(self.end - self.start + 1)}

    def of(self, content: IO[bytes]) -> IO[bytes]:
        """The file, begun and ended where the part is."""
        return cast("IO[bytes]", SlicedFile(content, self.start, self.end))


def asked_part(request: HttpRequest, *, size: int, etag: str) -> Part | None:
    """The part that is asked for; None where it is all, several at once, or a part of another file (RFC 9110, 14)."""
    found = ONE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or found[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    if not found[1]:
        return Part(max(0, size - int(found[2])), size - 1, size)
    start, end = int(found[1]), int(found[2]) if found[2] else size - 1
    return None if end < start < size else Part(start, min(end, size - 1), size)

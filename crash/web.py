"""A person's browser and a program's client: what they send, and how patiently they send it again."""

import http.client
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PATIENCE = 90.0
BOUNDARY = "gendan-crash"
HIDDEN = re.compile(r'name="(once|csrfmiddlewaretoken)"[^>]*value="([^"]+)"')


class Away(Exception):
    """Nobody answered, or the answer was that it does not go now."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(port: int, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None, timeout: float = 20) -> Answer:
    """One request on a connection of its own; Away where no answer came, or one of the kind 502 to 504."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body or None, headers or {})
        response = connection.getresponse()
        answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    except (OSError, http.client.HTTPException) as error:
        raise Away(str(error)) from error
    finally:
        connection.close()
    if answer.status in (502, 503, 504):
        raise Away(f"{answer.status}")
    return answer


def patiently(request: Callable[[], Answer]) -> Answer:
    """The same request until somebody answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return request()
        except Away:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@dataclass
class Program:
    """A client of the API."""

    port: int
    token: str

    def send(self, method: str, path: str, payload: Any = None) -> Answer:
        body = b"" if payload is None else json.dumps(payload).encode()
        return ask(self.port, method, f"/api/v1{path}", body=body, headers=self._head("application/json"))

    def upload(self, path: str, *, name: str, content: bytes) -> Answer:
        body, kind = multipart({}, {"file": (name, content)})
        return ask(self.port, "POST", f"/api/v1{path}", body=body, headers=self._head(kind))

    def _head(self, kind: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Content-Type": kind}


@dataclass
class Browser:
    """Somebody who is logged in, with pages, forms and cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def log_in(self, username: str, password: str) -> None:
        self.get("/login")
        answer = patiently(lambda: self.post("/login", {"username": username, "password": password}))
        if answer.status != 302:
            raise RuntimeError(f"{username} could not log in: {answer.status}")

    def get(self, path: str) -> Answer:
        return self._kept(patiently(lambda: ask(self.port, "GET", path, headers=self._head())))

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of a form: with the same ones it is saved once, however often it is sent."""
        return dict(HIDDEN.findall(self.get(path).body.decode()))

    def post(self, path: str, values: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None) -> Answer:
        if files:
            body, kind = multipart(values, files)
        else:
            body, kind = urlencode(values).encode(), "application/x-www-form-urlencoded"
        return self._kept(ask(self.port, "POST", path, body=body, headers={**self._head(), "Content-Type": kind}))

    def _head(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "X-CSRFToken": self.cookies.get("csrftoken", ""), "Referer": f"http://127.0.0.1:{self.port}/"}

    def _kept(self, answer: Answer) -> Answer:
        for one in re.findall(r"(csrftoken|sessionid)=([^;,]+)", answer.headers.get("set-cookie", "")):
            self.cookies[one[0]] = one[1]
        return answer


def multipart(values: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """A form with files as bytes, and its content type."""
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in values.items()]
    for name, (filename, content) in files.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: text/plain\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"

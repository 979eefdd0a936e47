"""The public door: a real server process, and clients with a session cookie."""

import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bench.spent import SERVERS
from gendan.spine.org.entrance import SessionStore
from gendan.spine.org.models import Employee
from tests.processes import free_port

HOST = "127.0.0.1"
CSRF = "b" * 32
START_WITHIN = 120


@contextmanager
def serving(*parts: str, environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """`gendan serve` with these parts; gives its port and the number of its process."""
    port = free_port()
    command = [sys.executable, "-m", "gendan.cli", "serve", *parts, "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        _wait_for(port, process)
        SERVERS[port] = process.pid
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def cookie_of(employee: Employee) -> str:
    """The cookies of somebody who has logged in."""
    session = SessionStore()
    session[SESSION_KEY] = str(employee.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = employee.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}; csrftoken={CSRF}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    location: str

    def rows(self) -> int:
        """How many rows a list has drawn."""
        return len(re.findall(rb'data-row="', self.body))


class Client:
    """One browser: a connection that stays open."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.connection = http.client.HTTPConnection(HOST, port, timeout=60)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, **data: str) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF}
        return self._ask("POST", path, urlencode(data), kind)

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        try:
            return self._asked(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # Between two figures plain SQL may take longer than the server keeps an idle connection; a browser opens another.
            self.connection.close()
            return self._asked(method, path, body, headers)

    def _asked(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        self.connection.request(method, path, body, {"Cookie": self.cookie, **headers})
        response = self.connection.getresponse()
        return Answer(response.status, response.read(), response.headers.get("Location", ""))


def expect(answer: Answer, status: int = 200) -> Answer:
    """A figure of a wrong answer is none."""
    if answer.status != status:
        text = re.sub(r"<[^>]+>|\s+", " ", answer.body.decode(errors="replace"))
        raise SystemExit(f"bench: {answer.status} instead of {status}: {text[:600]}")
    return answer


def throughput(port: int, path: str, cookie: str, *, seconds: int, clients: int = 8) -> float:
    """Requests a second with so many clients; by wrk where it is installed, else by threads."""
    if wrk := shutil.which("wrk"):
        command = [wrk, "-t1", f"-c{clients}", f"-d{seconds}", "-H", f"Cookie: {cookie}", f"http://{HOST}:{port}{path}"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        found = re.search(r"Requests/sec:\s+([\d.]+)", text)
        if found is None or "Non-2xx" in text:
            raise SystemExit(f"bench: {text}")
        return float(found[1])
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(lambda _n: _asked_until(Client(port, cookie), path, until), range(clients))) / seconds


def _asked_until(client: Client, path: str, until: float) -> int:
    for number in count():
        if time.monotonic() >= until:
            return number
        expect(client.get(path))
    return 0

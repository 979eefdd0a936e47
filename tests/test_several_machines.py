"""Two machines with pages, a pooler, a replica: each is restarted in its turn while people work, and nobody notices."""

import http.cookiejar
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest

from gendan.cli import command_of
from gendan.demo.company import PASSWORD
from gendan.postgres import DATABASE, USER
from tests.conftest import Upgraded
from tests.neighbours import POOLER, Cluster, pooler, someone
from tests.processes import Installation, wait_for

KEPT = Path(__file__).parent / "upgrades/0.1.0.sql.gz"
HOUSE = Path(__file__).parent.parent / "gendan"
#: What lives longer than a transaction, and the only files where it may stand: they never run behind a pooler.
IN_A_SESSION = re.compile(r"pg_(try_)?advisory_(un)?lock\(|\"(SET|RESET) (?!LOCAL|CONSTRAINTS)[a-z_]+|\bLISTEN [a-z]|set_config\([^)]*false\)")
DIRECT = {"spine/clock.py", "operations.py", "demo/live.py"}
SESSIONS = 3
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the servers end with their parent"),
    pytest.mark.xdist_group("machines"),
]


class Machine(Installation):
    """One of several that share a database."""

    def __init__(self, home: Path, **shared: str) -> None:
        super().__init__(home)
        self.shared = shared

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | self.shared

    def begin(self) -> None:
        """The web process alone, as `gendan serve web` starts it once everything is prepared."""
        command = command_of("web", Namespace(host="127.0.0.1", port=self.port, workers=1))
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)

    def leave(self) -> int:
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


class Visitor(threading.Thread):
    """Somebody at work; as a proxy does, a machine that takes no call is passed over, and nothing is sent twice."""

    def __init__(self, machines: list[Machine], number: int) -> None:
        super().__init__(daemon=True)
        self.machines, self.number, self.turn = machines, number, 0
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.stop, self.wrong, self.notes, self.rounds = threading.Event(), [], [], 0

    def call(self, path: str, data: bytes | None = None, kind: str = "") -> str:
        for _machine in self.machines:
            self.turn += 1
            port = self.machines[self.turn % len(self.machines)].port
            head = {"X-CSRFToken": self.token} | ({"Content-Type": kind} if kind else {})
            try:
                request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, head)
                return self.opener.open(request, timeout=60).read().decode()
            except urllib.error.URLError as error:
                if not isinstance(getattr(error, "reason", None), ConnectionRefusedError):
                    raise
        raise AssertionError("nobody answers")

    @property
    def token(self) -> str:
        return next((str(cookie.value) for cookie in self.jar if cookie.name == "csrftoken"), "")

    def enter(self) -> None:
        self.call("/login")
        form = {"username": "lin", "password": PASSWORD, "csrfmiddlewaretoken": self.token}
        assert "logout" in self.call("/login", urllib.parse.urlencode(form).encode())

    def run(self) -> None:
        customer = sorted(set(re.findall(r"/customers/(\d+)", self.call("/customers"))))[self.number]
        while not self.stop.is_set():
            self.rounds += 1
            text = f"通了电话：第 {self.number} 人第 {self.rounds} 次"
            note = {"customer_id": int(customer), "way": "call", "text": text, "no_next_reason": "等客户"}
            try:
                self.call("/api/v1/followups", json.dumps(note).encode(), "application/json")
                self.notes.append(text)
                if text not in self.call("/followups"):
                    self.wrong.append(f"{text} is not in the list")
                self.call(f"/customers/{customer}")
            except Exception as error:  # noqa: BLE001  all of them count
                self.wrong.append(repr(error))


@pytest.fixture
def machines(cluster: Cluster, upgraded: Callable[[Path], Upgraded]) -> Iterator[list[Machine]]:
    """Two machines of a company, before one pooler where that is installed, and one database with a replica."""
    home, direct = Path(tempfile.mkdtemp(prefix="gendan-test-")), upgraded(KEPT).url
    name = direct.partition("?")[0].rpartition("/")[2]
    sockets = str(cluster.primary.sockets)
    shared = {"DATABASE_DIRECT_URL": direct, "DATABASE_REPLICA_URL": cluster.standby.url.replace(f"/{DATABASE}?", f"/{name}?"),
              "GENDAN_SECRET_KEY": "of-both"}
    before = pooler({"host": sockets, "user": USER}, size=SESSIONS, user=someone(sockets)) if POOLER else nullcontext()
    with before as port:
        shared["DATABASE_URL"] = f"postgres://{USER}@127.0.0.1:{port}/{name}" if port else direct
        found = [Machine(home, **shared) for _number in range(2)]
        subprocess.run(found[0].command("process", "collect"), env=found[0].environment, check=True, stdout=subprocess.DEVNULL)
        for machine in found:
            machine.begin()
        try:
            assert all(wait_for(machine.answers) for machine in found), found[0].log()
            yield found
        finally:
            for machine in found:
                machine.end()
            shutil.rmtree(home, ignore_errors=True)


def test_each_machine_is_restarted_in_its_turn_and_nobody_notices(
    machines: list[Machine], cluster: Cluster, upgraded: Callable[[Path], Upgraded]
) -> None:
    people = [Visitor(machines, number) for number in range(2)]
    for person in people:
        person.enter()
        person.start()
    for machine in machines:
        assert machine.leave() == 0
        machine.begin()
        assert wait_for(machine.answers), machine.log()
    done = [person.rounds for person in people]
    assert wait_for(lambda: all(person.rounds > before for person, before in zip(people, done, strict=True)), seconds=30)
    for person in people:
        person.stop.set()
        person.join()
    assert [wrong for person in people for wrong in person.wrong] == []
    with psycopg.connect(upgraded(KEPT).url) as db:
        written = db.execute("SELECT text FROM followups_activity WHERE text LIKE '通了电话：%'").fetchall()
        sessions = db.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'")
        assert not POOLER or sessions.fetchone()[0] <= SESSIONS + 1  # and this one
    assert sorted(text for text, in written) == sorted(text for person in people for text in person.notes)
    with psycopg.connect(cluster.standby.url) as db:
        read = db.execute("SELECT sum(xact_commit) FROM pg_stat_database WHERE datname LIKE 'kept%'").fetchone()[0]
    assert read > sum(person.rounds for person in people)


def test_what_lives_longer_than_a_transaction_stands_where_the_connection_is_direct() -> None:
    found = {str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py")
             if "tests" not in path.parts and IN_A_SESSION.search(path.read_text())}
    assert found == DIRECT

"""Killed, cut off, full: nothing that was acknowledged is lost, and the pages say how it stands. `make crash` goes on for hundreds of rounds."""

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from gendan.postgres import Server
from tests.processes import Installation, wait_for

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.xdist_group("serve"),
]
ROUNDS = int(os.environ.get("GENDAN_CRASHES", "3"))


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A short, reachable folder: pytest's own is closed to the user that PostgreSQL runs as."""
    folder = Path(tempfile.mkdtemp(prefix="gendan-crash-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def told(port: int, path: str) -> tuple[int, str, Mapping[str, str]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers
    except OSError:
        return 0, "", {}


def test_what_was_acknowledged_survives_any_kill_and_is_there_once(home: Path) -> None:
    report = home / "report.html"
    command = [sys.executable, "-m", "crash", "--rounds", str(ROUNDS), "--people", "2", "--home", str(home / "house"), "--report", str(report)]
    bare = {"PATH": os.defpath, "LANG": "C.UTF-8"}
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{ROUNDS} crashes" in report.read_text()
    assert "Nothing. What was acknowledged is there once" in report.read_text()


def test_a_database_that_is_away_is_said_so_and_comes_back_by_itself(home: Path) -> None:
    server = Server(home / "house", fast=True)
    server.ensure()
    installation = Installation(home / "house", more={"DATABASE_URL": server.url})
    try:
        installation.serve("web")
        assert wait_for(lambda: told(installation.port, "/login")[0] == 200), installation.log()
        server.stop()
        status, page, headers = told(installation.port, "/customers")
        assert status == 503
        assert 'data-code="away"' in page
        assert headers["Refresh"] == headers["Retry-After"] == "5"
        assert "数据库暂时没有响应" in page
        server.ensure()
        assert wait_for(lambda: told(installation.port, "/login")[0] == 200, seconds=60), installation.log()
    finally:
        installation.end()
        server.stop()

"""`gendan serve` with real processes: it starts from nothing, heals, and leaves nothing running."""

import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gendan.postgres import SYSTEM_USER, Server, binaries, installed, running, socket_directory
from tests.processes import Installation, wait_for

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.xdist_group("serve"),
]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A short, reachable folder: pytest's own is closed to the user that PostgreSQL runs as."""
    folder = Path(tempfile.mkdtemp(prefix="gendan-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def installation(home: Path) -> Iterator[Installation]:
    made = Installation(home)
    yield made
    made.end()


def test_a_terminated_server_leaves_nothing_running(installation: Installation) -> None:
    process = installation.serve()
    assert wait_for(installation.answers), installation.log()
    assert reborn(installation, "process web", 0)
    assert reborn(installation, "process worker+clock", 0)
    assert wait_for(lambda: f"http://127.0.0.1:{installation.port}" in installation.log())
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert not installation.pids()


def test_an_interrupted_server_leaves_nothing_running(installation: Installation) -> None:
    process = installation.serve("web")
    assert wait_for(installation.answers), installation.log()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not installation.pids()


def test_a_company_that_is_interrupted_while_being_built_leaves_nothing_running(installation: Installation) -> None:
    process = installation.start("demo", "--serve", "--beside", "true")
    assert wait_for(lambda: "公司正在建立" in installation.page()), installation.log()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not installation.pids()
    assert not (installation.home / "building").exists()


def test_what_has_to_be_done_beside_must_succeed(installation: Installation) -> None:
    assert installation.start("demo", "--serve", "--beside", "false").wait(timeout=60) == 1
    assert not installation.pids()


@pytest.mark.parametrize("part", ["worker", "clock"])
def test_a_part_runs_alone_and_stops(installation: Installation, part: str) -> None:
    process = installation.serve(part)
    assert wait_for(lambda: reborn(installation, f"process {part}", 0)), installation.log()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert not installation.pids()


def test_a_killed_parent_leaves_nothing_running(installation: Installation) -> None:
    process = installation.serve()
    assert wait_for(installation.answers), installation.log()
    process.kill()
    process.wait()
    assert wait_for(lambda: not installation.pids(), seconds=40), installation.pids()


def test_a_port_in_use_is_named(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", installation.port)):
        done = installation.run("serve", "web")
    assert done.returncode == 1
    assert f"127.0.0.1:{installation.port}" in done.stderr


def test_a_dead_part_is_started_again(installation: Installation) -> None:
    installation.serve()
    assert wait_for(installation.answers), installation.log()
    for words in ("process web", "process worker+clock", "postgres -D"):
        first = installation.pid_of(words)
        os.kill(first, signal.SIGKILL)
        assert wait_for(lambda: reborn(installation, words, first)), installation.log()  # noqa: B023
    assert wait_for(installation.answers), installation.log()


def reborn(installation: Installation, words: str, first: int) -> bool:
    try:
        return installation.pid_of(words) not in (0, first)
    except ValueError:
        return False


def test_an_administrator_is_created_while_nothing_runs(installation: Installation) -> None:
    done = installation.run("migrate")
    assert done.returncode == 0, done.stderr
    done = installation.run("admin", "root", "--name", "管理员", text="a-long-enough-password\n")
    assert done.returncode == 0, done.stderr
    with running(installation.home) as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT name, is_administrator FROM org_employee WHERE username = 'root'").fetchone()
    assert row == ("管理员", True)
    assert (installation.home / "secret").stat().st_mode & 0o777 == 0o600


def test_a_weak_password_is_refused(installation: Installation) -> None:
    done = installation.run("admin", "weak", text="123\n")
    assert done.returncode == 1
    assert "weak" not in done.stdout


def test_the_second_process_joins_the_running_server(home: Path) -> None:
    first, second = Server(home), Server(home)
    assert first.ensure()
    assert not second.ensure()
    second.stop()
    assert first.answers()
    first.stop()
    assert second.ensure()
    second.stop()


def test_the_private_server_finds_chinese_text_and_lets_nobody_else_in(home: Path) -> None:
    with running(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT show_trgm('科技') <> '{}', current_setting('jit')").fetchone() == (
            True,
            "off",
        )
    assert socket_directory(home).stat().st_mode & 0o777 == 0o700
    if os.geteuid() == 0:
        assert socket_directory(home).owner() == SYSTEM_USER


def test_a_long_home_gets_a_short_socket() -> None:
    folder = socket_directory(Path("/srv") / ("company" * 20))
    assert len(str(folder / ".s.PGSQL.5432.lock")) <= 107


def test_an_installed_postgres_takes_the_place_of_the_wheel() -> None:
    if not installed():
        pytest.skip("no PostgreSQL is installed")
    assert binaries(system=True) in installed()
    assert binaries() not in installed()

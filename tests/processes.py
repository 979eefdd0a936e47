"""Starts the real `gendan` command in a home of its own, and looks at the processes that come of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

PROC = Path("/proc")


def wait_for(condition: Callable[[], bool], *, seconds: float = 180) -> bool:
    """Whether the condition comes true in time; other processes make it so."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Installation:
    """A home, a port, and the `gendan serve` that runs there."""

    def __init__(self, home: Path, *, more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.home, self.port, self.more = home, free_port(), more
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """As bare as that of a system service: no locale, no home of a user."""
        return {"PATH": os.defpath, "GENDAN_HOME": str(self.home), "PORT": str(self.port), **self.more}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "gendan.cli", *arguments]

    def serve(self, *parts: str) -> subprocess.Popen[bytes]:
        return self.start("serve", *parts)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(*arguments), env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        return self.process

    def run(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), env=self.environment, input=text, capture_output=True, text=True, check=False
        )

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/login", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def page(self) -> str:
        """What the login page says, whatever its status; nothing while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/login", timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return str(error.read().decode())
        except OSError:
            return ""

    def pids(self) -> dict[int, str]:
        """What still runs of this installation: its own processes know its home, and the server names its data."""
        return {pid: line for pid, line in running() if str(self.home) in line}

    def pid_of(self, words: str) -> int:
        return min(pid for pid, line in self.pids().items() if words in line.split("\0\0")[0].replace("\0", " "))

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)

    def log(self) -> str:
        return (self.home / "serve.log").read_text()


def children_of(pid: int) -> list[int]:
    """What a process has started and still lives."""
    found: list[int] = []
    with suppress(OSError):  # it may end meanwhile
        for task in (PROC / str(pid) / "task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


def running() -> Iterator[tuple[int, str]]:
    """(pid, command line and environment) of every live process that may be read."""
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                if ") Z" not in (folder / "stat").read_text():
                    line = (folder / "cmdline").read_bytes() + b"\0\0" + (folder / "environ").read_bytes()
                    yield int(folder.name), line.decode(errors="replace")

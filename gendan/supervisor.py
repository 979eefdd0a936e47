"""One parent for the processes of a machine: starts them, restarts what dies, and leaves nothing running."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.context import ForkProcess
from types import FrameType

import psycopg

from gendan.postgres import PostgresError, Server, call_itself, die_with_parent

log = logging.getLogger("gendan.serve")
FIRST_WAIT, LONGEST_WAIT, GOOD_LIFE, GRACE, BEAT = 0.25, 30.0, 5.0, 10.0, 0.05
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Patience:
    """What has lived well starts again at once; what dies again and again waits longer each time."""

    def __init__(self, *, longest: float = LONGEST_WAIT) -> None:
        self.wait = self.not_before = 0.0
        self.longest = longest

    def lose(self, now: float, *, lived: float) -> None:
        """Something died after so many seconds."""
        self.wait = 0.0 if lived > GOOD_LIFE else min(max(FIRST_WAIT, self.wait * 2), self.longest)
        self.not_before = now + self.wait


def before_exec() -> None:
    die_with_parent(signal.SIGTERM)


class Child:
    """A command that should always run, once the errands that it waits for are done.

    Its session is its own, so that its children can be ended with it.
    """

    def __init__(self, name: str, command: Sequence[str], *, after: Sequence["Errand"] = ()) -> None:
        self.name, self.command, self.after = name, command, after
        self.process: subprocess.Popen[bytes] | Fork | None = None
        self.started = 0.0
        self.patience = Patience()

    def start(self, now: float) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=before_exec
        )
        self.started = now

    def tend(self, now: float) -> None:
        """Start the child when it is time, and note when it has died."""
        if self.process is None:
            if now >= self.patience.not_before and all(errand.done for errand in self.after):
                self.start(now)
        elif self.process.poll() is not None:
            self.bury(now)

    def bury(self, now: float) -> None:
        """End what the dead child left behind; the next start waits longer each time, unless it had lived well."""
        code = self.process.returncode if self.process else None
        self.end(signal.SIGKILL)
        if code == os.EX_CONFIG:
            raise SystemExit(1)  # it has said itself what is wrong, and would say it again
        self.patience.lose(now, lived=now - self.started)
        self.process = None
        log.warning("%s ended with code %s; starting again in %.1f s.", self.name, code, self.patience.wait)

    def end(self, by: signal.Signals) -> None:
        if self.process and self.process.pid:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, by)


class Fork(ForkProcess):
    """A copy of this process, which is asked and ended as a command is."""

    @property
    def returncode(self) -> int | None:
        return self.exitcode

    def poll(self) -> int | None:
        return self.exitcode

    def wait(self, timeout: float | None = None) -> None:
        self.join(timeout)
        if self.exitcode is None:
            raise subprocess.TimeoutExpired(self.name, timeout or 0)


class Part(Child):
    """A child that is a fork of this process: what has been read once is there in a moment when it has died."""

    def __init__(self, name: str, command: Sequence[str], run: Callable[[], int], *, server: Server | None) -> None:
        super().__init__(name, command)
        self.run, self.server = run, server

    def start(self, now: float) -> None:
        """Signals wait until the fork has made them its own."""
        self.started, self.process = now, Fork(target=self.live, name=self.name)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def live(self) -> None:
        """In the fork: a session of its own, a name of its own, and nothing left of what its parent looks after."""
        os.setsid()
        before_exec()
        for number in ENDING:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        call_itself(" ".join(self.command))
        if self.server:
            self.server.leave()
        sys.exit(self.run())


class Errand(Child):
    """A command that runs once, and must succeed; others wait for it."""

    done = False

    def tend(self, now: float) -> None:
        if not self.done:
            super().tend(now)

    def bury(self, now: float) -> None:
        """Note that it is done; one that failed has said why itself, and ends everything."""
        if self.process and self.process.returncode:
            raise SystemExit(1)
        self.process, self.done = None, True


class Supervisor:
    """Runs until it is told to stop by SIGTERM, SIGINT or SIGHUP.

    The children start when `first` is done, beside the database, and wait for it themselves; those with errands as soon
    as these are done. `announce` is called again and again when all errands are done, until it has had its say.
    """

    def __init__(
        self, children: Sequence[Child], server: Server | None, *, first: Callable[[], object], announce: Callable[[], bool],
    ) -> None:
        self.children, self.server, self.first, self.announce = children, server, first, announce
        self.stopping = self.announced = False
        self.patience = Patience(longest=5.0)
        self.revived = 0.0

    def run(self) -> None:
        for number in ENDING:
            signal.signal(number, self.stop)
        try:
            if self.server:
                os.environ["DATABASE_URL"] = self.server.url
            self.first()
            self.tend_children(time.monotonic())
            if self.server and not self.stopping:
                self.server.ensure()
            while not self.stopping:
                self.tend(time.monotonic())
                time.sleep(BEAT)
        finally:
            self.end_all()

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def tend(self, now: float) -> None:
        if self.server and now >= self.patience.not_before and self.server.is_down():
            self.revive(self.server, now)
        self.tend_children(now)
        if not self.announced and all(errand.done for child in self.children for errand in child.after):
            self.announced = self.announce()

    def tend_children(self, now: float) -> None:
        for child in self.children:
            child.tend(now)

    def revive(self, server: Server, now: float) -> None:
        """Start the database again; another process may have run it until now."""
        log.warning("PostgreSQL is not running; starting it again.")
        self.patience.lose(now, lived=now - self.revived)
        self.revived = now
        try:
            server.stop()
            server.ensure()
        except (PostgresError, psycopg.OperationalError) as error:
            log.error("PostgreSQL could not be started: %s", error)  # noqa: TRY400  its own words are enough

    def end_all(self) -> None:
        """End the children first, then the database that they use."""
        for child in self.children:
            if child.process:
                child.process.terminate()
        until = time.monotonic() + GRACE
        for child in self.children:
            if child.process:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(timeout=max(0.1, until - time.monotonic()))
                child.end(signal.SIGKILL)
                child.process.wait()
        if self.server:
            self.server.stop()

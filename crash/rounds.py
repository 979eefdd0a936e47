"""Round after round: people work, something is killed, it comes back, and everything is held against the ledger."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from threading import Event, Thread

from django.db import connection

from crash.ledger import Ledger
from crash.people import Person
from crash.proof import Proof
from crash.web import Answer, Away, Program
from tests.processes import Installation, children_of, wait_for

LONGEST = 60.0


@dataclass(frozen=True)
class Fall:
    """One kill: what, how long until an answer again, what the machine had to do besides."""

    what: str
    seconds: float
    load: float


@dataclass
class Course:
    """What has happened, for the page."""

    ledger: Ledger
    proof: Proof
    seed: int
    falls: list[Fall] = field(default_factory=list)
    strays: int = 0
    twice: int = 0


@dataclass
class Rounds:
    """The house under attack."""

    house: Installation
    people: list[Person]
    course: Course
    dice: Random

    def one(self, number: int) -> None:
        """Work, a kill in the midst of it, the way back, the proof."""
        stop = Event()
        threads = [Thread(target=person.work, args=[stop], daemon=True) for person in self.people]
        for thread in threads:
            thread.start()
        time.sleep(self.dice.uniform(0.1, 1.5))
        what, kill = self.dice.choice(KILLS)
        with suppress(ProcessLookupError, ValueError, IndexError):  # it may be on its way back from the last time
            kill(self)
        self.course.falls.append(Fall(what, self.seconds_until_answer(), os.getloadavg()[0]))
        stop.set()
        for thread in threads:
            thread.join(LONGEST * 2)
        if any(thread.is_alive() for thread in threads):
            self.course.proof.wrong.append(f"round {number} ({what}): somebody still waits for an answer")
        self.course.proof.after_the_round(f"round {number} ({what})")
        connection.close()  # a session that is held would die in the next round

    def seconds_until_answer(self) -> float:
        """From now until a page with something of the database comes."""
        began, program = time.monotonic(), self.people[0].program
        while time.monotonic() < began + LONGEST:
            with suppress(Away):
                if answers(program):
                    break
            time.sleep(0.02)
        return time.monotonic() - began


def answers(program: Program) -> bool:
    """Whether the API tells who asks, which it reads from the database."""
    answer: Answer = program.send("GET", "/me")
    return answer.status == 200


# -- what is killed -------------------------------------------------------------------------------------------------------


def _kill(*pids: int) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def a_web_worker(rounds: Rounds) -> None:
    """One of those who answer."""
    _kill(rounds.dice.choice(children_of(rounds.house.pid_of("process web"))))


def the_web(rounds: Rounds) -> None:
    """The process that starts them."""
    _kill(rounds.house.pid_of("process web"))


def worker_and_clock(rounds: Rounds) -> None:
    """What goes on behind."""
    _kill(rounds.house.pid_of("process worker+clock"))


def the_database(rounds: Rounds) -> None:
    """The whole of it."""
    _kill(rounds.house.pid_of("postgres -D"))


def a_database_session(rounds: Rounds) -> None:
    """One session, which makes PostgreSQL end all others and recover."""
    _kill(rounds.dice.choice(children_of(rounds.house.pid_of("postgres -D"))))


def the_parent(rounds: Rounds) -> None:
    """The parent of all; whoever keeps services running starts it again at once."""
    process = rounds.house.process
    if process is not None:
        process.kill()
        process.wait()
    rounds.house.serve()


KILLS: tuple[tuple[str, Callable[[Rounds], None]], ...] = (
    ("a web worker", a_web_worker), ("the web", the_web), ("worker and clock", worker_and_clock), ("the database", the_database),
    ("a database session", a_database_session), ("the parent", the_parent),
)


def until_quiet(busy: Callable[[datetime], bool], *, read: Callable[[], datetime], seconds: float = 180) -> bool:
    """Until nothing waits any more: imports run to their end, letters go out."""
    return wait_for(lambda: not busy(read()), seconds=seconds)

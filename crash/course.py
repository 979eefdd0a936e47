"""The whole course: found the company, start the house, go round after round, let it come to rest, prove it once more."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import Random

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from crash import page
from crash.founding import Founded, found_company, hand_out_opinions, people_of
from crash.ledger import Ledger
from crash.post import Letters, mail_server
from crash.proof import Proof, stray_files
from crash.rounds import Course, Rounds, answers, until_quiet
from crash.web import Away
from gendan.spine.imports.models import Batch
from gendan.spine.messages.models import Message
from tests.processes import Installation, wait_for

EVERY = 10


def found(*, people: int, seed: int) -> Founded:
    """The company in its new database, whose server ends afterwards."""
    call_command("migrate", verbosity=0)
    founded = found_company(people=people, seed=seed)
    _let_go()
    return founded


def tell(text: str) -> None:
    """On the terminal, and at once in a file."""
    print(text, flush=True)


def run(founded: Founded, *, home: Path, rounds: int, seed: int, report: Path | None = None, say: Callable[[str], object] = tell) -> Course:
    """So many rounds; the page is written anew now and then."""
    ledger, letters = Ledger(), Letters()
    course = Course(ledger, Proof(ledger), seed)
    post = mail_server(letters, port=int(os.environ["GENDAN_SMTP_PORT"]))
    house = Installation(home, more={name: value for name, value in os.environ.items() if name.startswith(("GENDAN_SMTP", "GENDAN_MAIL"))})
    try:
        house.serve()
        if not wait_for(house.answers):
            raise RuntimeError(house.log())
        people = people_of(founded, port=house.port, ledger=ledger, seed=seed)
        connection.close()
        under = Rounds(house, people, course, Random(seed))
        for number in range(1, rounds + 1):
            if number % EVERY == 1:
                hand_out_opinions(founded, people, contracts=2)
                connection.close()
            under.one(number)
            if number % EVERY == 0:
                say(f"{number} rounds, {len(ledger.deeds)} deeds, {len(course.proof.wrong)} findings, "
                    f"back after {course.falls[-1].seconds:.1f} s ({course.falls[-1].what})")
                if report:
                    page.write(course, report, seconds=0)
        _come_to_rest(under, letters)
    finally:
        _let_go()
        _end(house)
        post.stop()
    course.twice = sum(count - 1 for count in letters.seen.values())
    return course


def _come_to_rest(under: Rounds, letters: Letters) -> None:
    """Nobody works any more; what was begun behind comes to its end."""
    wait_for(lambda: _alive(under))
    until_quiet(_is_busy, read=timezone.now)
    under.course.strays = len(stray_files())
    under.course.proof.at_the_end(letters.seen, now=timezone.now())


def _alive(under: Rounds) -> bool:
    try:
        return answers(under.people[0].program)
    except Away:
        return False


def _is_busy(now: datetime) -> bool:
    busy = Batch.objects.filter(state__in=("checking", "running")).exists()
    return busy or Message.objects.filter(state=Message.State.WAITING, not_before__lte=now).exists()


def _let_go() -> None:
    """Our own sessions end, so that the server can."""
    connection.close()
    connection.close_pool()


def _end(house: Installation) -> None:
    house.end()
    for pid, line in house.pids().items():
        if "gendan.cli" in line or "postgres" in line.split("\0")[0]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

"""`python -m bench.size SIZE PART… [--quick] [--users N] [--results FILE]`: one size in a process of its own."""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import django

from bench import database
from bench.course import RESULTS, Course
from bench.figures import QUICK, Effort, Figure, line
from bench.parts import PARTS
from gendan.messages_compile import compile_stale


def main() -> int:
    given = arguments()
    effort = QUICK if given.quick else Effort()
    effort = replace(effort, users=given.users or effort.users)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))  # servers are ended and the copy is dropped
    course, failed = Course(given.results), False
    compile_stale()  # what people write in files is guessed in both languages
    with database.server() as url:
        name = database.seeded(url, given.size, now=datetime.now(UTC))
        changing = any(PARTS[part].changes for part in given.parts)
        with database.copied(url, name) if changing else nullcontext(database.named(url, name)) as run:
            os.environ |= {"DATABASE_URL": run, "DJANGO_SETTINGS_MODULE": "config.settings"}
            django.setup()
            for part, figures in measured(run, given.parts, effort):
                failed |= not taken(course, figures, size=given.size, part=part)
    return int(failed)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.size", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("size", type=int)
    parser.add_argument("parts", nargs="+", choices=list(PARTS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--users", type=int, default=0)
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args()


def measured(url: str, parts: Sequence[str], effort: Effort) -> Iterator[tuple[str, Iterator[Figure]]]:
    """The figures of each part; parts that follow each other ask the same server."""
    door, floor, people = (importlib.import_module(f"bench.{name}") for name in ("door", "floor", "people"))
    plain, looking = floor.Floor(url), people.everybody()
    for served, names in groupby(parts, key=lambda part: PARTS[part].door):
        with ExitStack() as stack:
            first = [stack.enter_context(door.serving("web", environment=os.environ))[0]] if served else []
            for part in names:
                yield part, figures_of(part, *first, looking, plain, effort)
    plain.connection.close()


def figures_of(part: str, *given: Any) -> Iterator[Figure]:
    for name in PARTS[part].measures:
        module, _, function = name.partition(".")
        measure: Callable[..., Iterator[Figure]] = getattr(importlib.import_module(f"bench.{module}"), function)
        yield from measure(*given)


def taken(course: Course, figures: Iterator[Figure], *, size: int, part: str) -> bool:
    """Print and keep the figures of a part; where it breaks, the others go on."""
    try:
        for figure in figures:
            print(line(figure), flush=True)
            course.keep(figure, size=size, part=part)
    except (Exception, SystemExit) as error:
        print(f"{part}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        return False
    course.did(size, part)
    return True


if __name__ == "__main__":
    sys.exit(main())

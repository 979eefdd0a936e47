"""`python -m bench [--size CUSTOMERS] [--quick] [--only NAME…]`: measure, print, and write bench/results.json."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import django

from bench import database
from bench.figures import QUICK, RESULTS, Effort, Figure, line, write

PARTS = ("lists", "searches", "record", "alike", "verbs", "imports", "memory")


def main() -> int:
    given = arguments()
    effort = QUICK if given.quick else Effort()
    with database.server() as url:
        name = database.seeded(url, given.size, now=datetime.now(UTC))
        with database.copied(url, name) as run:
            os.environ |= {"DATABASE_URL": run, "DJANGO_SETTINGS_MODULE": "config.settings"}
            figures = [shown(figure) for figure in measured(run, given.only or PARTS, effort)]
    write(figures, given.results)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000, help="customers (default: 100000)")
    parser.add_argument("--quick", action="store_true", help="only show that everything works")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write (default: bench/results.json)")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    return parser.parse_args()


def measured(url: str, parts: list[str] | tuple[str, ...], effort: Effort) -> Iterator[Figure]:
    """The figures of all parts; the database is known only now, and so is Django."""
    django.setup()
    from django.db import connection  # noqa: PLC0415  needs the settings

    from bench import door, floor, importing, memory, pages, people, verbs  # noqa: PLC0415  need the models

    plain, looking = floor.Floor(url), people.everybody()
    through_the_door: dict[str, list[Callable[..., Iterator[Figure]]]] = {
        "lists": [pages.lists], "searches": [pages.searches], "record": [pages.record], "alike": [pages.alike],
        "verbs": [verbs.creating, verbs.moving],
    }
    with door.serving("web", environment=os.environ) as (port, _pid):
        for part in parts:
            for measure in through_the_door.get(part, ()):
                yield from measure(port, looking, plain, effort)
    if "imports" in parts:
        yield from importing.imports(looking, plain, effort)
    connection.close()
    plain.connection.close()
    if "memory" in parts:
        yield from memory.idle(effort)


def shown(figure: Figure) -> Figure:
    print(line(figure), flush=True)
    return figure


if __name__ == "__main__":
    sys.exit(main())

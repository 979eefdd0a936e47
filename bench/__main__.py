"""`python -m bench [--size CUSTOMERS] [--quick] [--only NAME…]`: measure, print, and write bench/results.json.

Each figure is kept as soon as it is known; with --only the others stay as they were.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import django

from bench import database
from bench.figures import QUICK, RESULTS, Effort, Figure, keep, line

CHANGING = {"verbs", "orders", "imports", "classes", "complaints", "fields", "many"}
PARTS = ("lists", "searches", "record", "alike", "verbs", "orders", "imports", "classes", "complaints", "fields", "many", "memory")


def main() -> int:
    given = arguments()
    parts = given.only or PARTS
    if not given.only:
        given.results.unlink(missing_ok=True)
    with database.server() as url:
        name = database.seeded(url, given.size, now=datetime.now(UTC))
        place = database.copied(url, name) if CHANGING.intersection(parts) else nullcontext(database.named(url, name))
        with place as run:
            os.environ |= {"DATABASE_URL": run, "DJANGO_SETTINGS_MODULE": "config.settings"}
            failed: list[str] = []
            for figure in measured(run, parts, QUICK if given.quick else Effort(), failed):
                print(line(figure), flush=True)
                keep(figure, given.results)
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000, help="customers (default: 100000)")
    parser.add_argument("--quick", action="store_true", help="only show that everything works")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write (default: bench/results.json)")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    return parser.parse_args()


def measured(url: str, parts: Sequence[str], effort: Effort, failed: list[str]) -> Iterator[Figure]:
    """The figures of all parts; the database is known only now, and so is Django. A part that fails ends alone."""
    django.setup()
    from django.db import connection  # noqa: PLC0415  needs the settings

    from bench import classes, complaints, door, fields, floor, importing, many, memory, orders, pages, people, verbs  # noqa: PLC0415  need the models

    plain, looking = floor.Floor(url), people.everybody()
    through_the_door: dict[str, list[Callable[..., Iterator[Figure]]]] = {
        "lists": [pages.lists], "searches": [pages.searches], "record": [pages.record], "alike": [pages.alike],
        "verbs": [verbs.creating, verbs.moving, verbs.quoting], "orders": [orders.orders],
        "complaints": [complaints.complaints],
    }
    with door.serving("web", environment=os.environ) as (port, _pid):
        for part in parts:
            for measure in through_the_door.get(part, ()):
                yield from alone(part, measure(port, looking, plain, effort), failed)
    if "imports" in parts:
        yield from alone("imports", importing.imports(looking, plain, effort), failed)
    if "classes" in parts:
        yield from alone("classes", classes.classes(looking, plain, effort), failed)
    if "fields" in parts:
        with door.serving("web", environment=os.environ) as (port, _pid):
            yield from alone("fields", fields.fields(port, looking, plain, effort), failed)
    if "many" in parts:
        yield from alone("many", many.many(looking, plain, effort), failed)
    connection.close()
    plain.connection.close()
    if "memory" in parts:
        yield from alone("memory", memory.idle(effort), failed)


def alone(part: str, figures: Iterator[Figure], failed: list[str]) -> Iterator[Figure]:
    """The figures of a part; where it breaks, the others go on."""
    try:
        yield from figures
    except (Exception, SystemExit) as error:
        print(f"{part}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        failed.append(part)


if __name__ == "__main__":
    sys.exit(main())

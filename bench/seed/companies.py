"""The names of the customers with their keys; worked out on all cores, always the same for the same numbers."""

import random
from collections.abc import Iterator
from multiprocessing import Pool

from psycopg import Connection

from bench.names import company_name
from gendan.modules.customers import names

CHUNK = 5000
STAGE = """
CREATE UNLOGGED TABLE bench_company (
    id bigint, name text, short_name text, name_key text, name_keys int[], pinyin text, initials text, city text,
    mobile text)
"""
Row = tuple[object, ...]


def company(number: int) -> Row:
    """The facts of one company, from its number alone."""
    random_ = random.Random(number)  # noqa: S311
    name = company_name(random_)
    core = names.core(name)
    mobile = f"1{random_.choice('356789')}{random_.randrange(10**9):09}"
    return (
        number, name, core[:12], core, names.keys_of(name), names.pinyin_of(name)[:400], names.initials_of(name)[:160],
        names.place_of(name), mobile,
    )


def chunk(start_and_end: tuple[int, int]) -> list[Row]:
    return [company(number) for number in range(*start_and_end)]


def companies(size: int) -> Iterator[list[Row]]:
    """All companies in chunks, in order."""
    spans = [(at, min(at + CHUNK, size + 1)) for at in range(1, size + 1, CHUNK)]
    if size <= CHUNK:
        yield from map(chunk, spans)
        return
    with Pool() as pool:
        yield from pool.imap(chunk, spans)


def stage(connection: Connection, size: int) -> None:
    """Write them into a table beside, from which the customers are made."""
    connection.execute(STAGE)
    with connection.cursor().copy("COPY bench_company FROM STDIN") as copy:
        for rows in companies(size):
            for row in rows:
                copy.write_row(row)

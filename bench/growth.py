"""`python -m bench.growth [--entries N] [--customers N]`: a timeline far beyond the benchmark, in SQL alone.

Rows are written in the order of time, as life does, into copies of the tables in a database of its own, which is dropped at the
end; of each reading the time and the pages of 8 kB are told. The timeline is tried as one table, and in parts by year.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg

from bench import database

YEARS = range(2022, 2027)
ENTRY = """
INSERT INTO entry (id, at, verb, kind, object_id, main_kind, main_id, title, text, data, system, internal, pinned, actor_id)
SELECT n, timestamptz '2022-01-01' + n * (interval '1820 days' / %(entries)s), 'followups.call', 'customers.customer', m, 'customers.customer', m,
    'customer ' || m, '客户对方案感兴趣，约下周再谈价格。', jsonb_build_object('code', 'B' || m), false, true, false, 1 + n %% 3000
FROM (SELECT n, 1 + (n * 2654435761) %% %(customers)s AS m FROM generate_series(%(first)s::bigint, %(last)s) n) x
"""
INDEXES = {
    "entry_pkey": "(id)", "of_actor": "(actor_id, at DESC)", "of_main": "(main_kind, main_id, at DESC, id DESC)",
    "of_object": "(kind, object_id, at DESC, id DESC)",
}
READINGS = {
    "story of a customer, 20 newest": "SELECT * FROM entry WHERE main_kind = 'customers.customer' AND main_id = {customer} ORDER BY at DESC, id DESC LIMIT 20",
    "story of a customer, this year alone": "SELECT * FROM entry WHERE main_kind = 'customers.customer' AND main_id = {customer} AND at >= '2026-01-01' ORDER BY at DESC, id DESC LIMIT 20",
    "what a person did last week": "SELECT count(*) FROM entry WHERE actor_id = {person} AND at >= '2026-12-18'",
    "entries by month of a year": "SELECT date_trunc('month', at), count(*) FROM entry WHERE at >= '2025-01-01' AND at < '2026-01-01' GROUP BY 1",
}
CHUNK = 2_000_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=20_000_000)
    parser.add_argument("--customers", type=int, default=2_000_000)
    given = parser.parse_args()
    with database.server() as url, database.copied(url, database.seeded(url, 1000, now=datetime.now(UTC))) as place:
        for parted in (False, True):
            with psycopg.connect(place, autocommit=True) as connection:
                connection.execute("SET maintenance_work_mem = '512MB'")
                connection.execute("SET max_parallel_maintenance_workers = 0")
                timeline(connection, entries=given.entries, customers=given.customers, parted=parted)


def timeline(connection: psycopg.Connection, *, entries: int, customers: int, parted: bool) -> None:
    """Fill, index, read, write and throw a year away."""
    print(f"\n{entries:,} entries of {customers:,} customers, {'in parts by year' if parted else 'one table'}", flush=True)
    connection.execute("DROP TABLE IF EXISTS entry")
    connection.execute(f"CREATE TABLE entry (LIKE timeline_entry) {'PARTITION BY RANGE (at)' if parted else ''}")
    for year in YEARS if parted else ():
        connection.execute(f"CREATE TABLE entry_{year} PARTITION OF entry FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')")
    facts = {"entries": entries, "customers": customers}
    with told("rows written"):
        for first in range(1, entries + 1, CHUNK):
            connection.execute(ENTRY, facts | {"first": first, "last": min(first + CHUNK - 1, entries)})
    for name, columns in INDEXES.items():
        with told(f"index {name} {columns}"):
            connection.execute(f"CREATE INDEX {name} ON entry {columns}")
    connection.execute("ANALYZE entry")
    print(f"  {size(connection):,.0f} MB with indexes", flush=True)
    for words, query in READINGS.items():
        found = [plan(connection, query.format(customer=1 + n * 7919 % customers, person=1 + n * 37 % 3000)) for n in range(40)]
        middle = sorted(found)[len(found) // 2]
        print(f"  {words}: {middle[0]:.2f} ms, {middle[1]:,} pages, {middle[2]:,} of them not in memory; at first {found[0][0]:.1f} ms", flush=True)
    with told("1,000 new entries, each its own statement"):
        for n in range(1000):
            connection.execute(ENTRY, facts | {"first": entries - n, "last": entries - n}, prepare=True)
    with told("the oldest year gone"):
        connection.execute(f"DROP TABLE entry_{YEARS[0]}" if parted else f"DELETE FROM entry WHERE at < '{YEARS[1]}-01-01'")
    with told("and its place given back"):
        connection.execute("VACUUM entry")
    print(f"  {size(connection):,.0f} MB afterwards", flush=True)


@contextmanager
def told(words: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"  {words}: {time.perf_counter() - start:.1f} s", flush=True)


def size(connection: psycopg.Connection) -> float:
    """Megabytes of the table with its indexes and parts."""
    query = "SELECT sum(pg_total_relation_size(oid)) / 2^20 FROM pg_class WHERE relkind = 'r' AND (relname = 'entry' OR relname ~ '^entry_[0-9]+$')"
    return float(connection.execute(query).fetchone()[0])  # type: ignore[index]


def plan(connection: psycopg.Connection, query: str) -> tuple[float, int, int]:
    """Milliseconds, pages touched, and pages read from outside of PostgreSQL's own memory."""
    found = connection.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}").fetchone()[0][0]  # type: ignore[index]
    top = found["Plan"]
    return found["Execution Time"], top["Shared Hit Blocks"] + top["Shared Read Blocks"], top["Shared Read Blocks"]


if __name__ == "__main__":
    main()

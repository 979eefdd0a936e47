"""`python -m bench.seed SIZE NOW` fills the database that DATABASE_URL names."""

import os
import sys
from datetime import datetime

import psycopg

from bench.seed.company import Shape, seed


def main() -> None:
    size, now = int(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        seed(connection, Shape(size), now=now)
        connection.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()

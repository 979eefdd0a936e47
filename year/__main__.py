"""`python -m year [--people N] [--customers N] [--days N] [--seed N]`: live a year and write var/year/report.html."""

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path

import django

from bench import database


def main() -> int:
    given = arguments()
    with database.server() as server, database.fresh(server, "gendan_year") as url:
        # What a power cut could lose is lived again.
        os.environ |= {"PGOPTIONS": "-c synchronous_commit=off", "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        from year import life, page  # noqa: PLC0415  need the models
        from year.company import Scale  # noqa: PLC0415

        began = time.monotonic()
        year = life.live(Scale(given.people, given.customers, given.days, given.seed), say=partial(print, flush=True))
        page.write(year, given.report, seconds=time.monotonic() - began)
        print(page.summary(year))
        print(f"report: {given.report}")
    return 1 if year.proof.wrong or year.failures else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m year", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=250, help="working days")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, default=Path("var/year/report.html"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

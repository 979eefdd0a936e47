"""`python -m crash [--rounds N] [--seed N] [--people N] [--home DIR] [--report FILE]`: work, kill, prove, and write a page."""

import argparse
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import django

from gendan.installation import PROJECT
from gendan.postgres import running, url_of
from tests.processes import free_port


def main() -> int:
    given = arguments()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    given.home = given.home.resolve()
    shutil.rmtree(given.home, ignore_errors=True)
    given.home.mkdir(parents=True)
    os.environ |= {
        "GENDAN_HOME": str(given.home), "DATABASE_URL": url_of(given.home), "DJANGO_SETTINGS_MODULE": "config.settings",
        "GENDAN_SMTP_HOST": "127.0.0.1", "GENDAN_SMTP_PORT": str(free_port()), "GENDAN_MAIL_FROM": "gendan@example.com",
    }
    django.setup()
    from crash import course, page  # noqa: PLC0415  need the models

    began = time.monotonic()
    with running(given.home):
        founded = course.found(people=given.people, seed=given.seed)
    ran = course.run(founded, home=given.home, rounds=given.rounds, seed=given.seed, report=given.report)
    page.write(ran, given.report, seconds=time.monotonic() - began)
    print(page.summary(ran))
    print(f"report: {given.report}")
    return 1 if ran.proof.wrong else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m crash", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=4, help="how many work at once")
    parser.add_argument("--home", type=Path, default=PROJECT / "var" / "crash", help="is emptied first")
    parser.add_argument("--report", type=Path, default=Path("var/crash/report.html"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

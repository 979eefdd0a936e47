"""`python -m tests.upgrades.keep FILE` in an empty database: lives a small made-up company, and keeps it as SQL for the tests of upgrades.

Run it at each release, on the oldest PostgreSQL that is supported, whose statements all others understand:
`python -m gendan.postgres --system --home DIR python -m tests.upgrades.keep tests/upgrades/VERSION.sql.gz`
"""

import gzip
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import django

NOW = datetime(2026, 9, 24, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
#: What belongs to one server, not to the company.
LEFT_OUT = re.compile(r"^(\\(un)?restrict .*|SET .*|SELECT pg_catalog\.set_config.*|--.*|CREATE SCHEMA.*|COMMENT ON .*)?\n", re.MULTILINE)


def keep(target: Path) -> None:
    """Settings are read only now, when the server runs."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from gendan.demo import live, world  # noqa: PLC0415
    from gendan.postgres import client  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    live.build(now=NOW, scale=world.Scale(customers=24, opportunities=12, days=20))
    command = [client("pg_dump", at_least=15), "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200", settings.DATABASE_URL]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    target.write_bytes(gzip.compress(LEFT_OUT.sub("", text).encode(), 9, mtime=0))


if __name__ == "__main__":
    keep(Path(sys.argv[1]))

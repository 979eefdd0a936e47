"""What tests of the whole house share: a database with a replica, and companies that were kept with earlier versions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.figures import Figures, figures
from tests.neighbours import Cluster, elsewhere


@dataclass(frozen=True)
class Upgraded:
    """A company of an earlier version after it was brought up to date, and its figures from before and after."""

    url: str
    before: Figures
    after: Figures


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Made once; whoever uses it is of the group "machines"."""
    made = Cluster()
    yield made
    made.end()


@pytest.fixture(scope="session")
def upgraded(cluster: Cluster, django_db_blocker: Any) -> Callable[[Path], Upgraded]:
    """Brings what a file keeps up to date, once."""

    @cache
    def bring(path: Path) -> Upgraded:
        url = cluster.restored(path)
        with django_db_blocker.unblock(), elsewhere(url), connection.cursor() as cursor:
            before = figures(cursor)
            call_command("migrate", verbosity=0)
            return Upgraded(url, before, figures(cursor))

    return bring

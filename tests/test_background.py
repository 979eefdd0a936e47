"""Two machines with jobs and a clock each, before one database: every job is done once, every step that is due taken once."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from gendan.modules.customers.models import Customer
from gendan.spine.messages.models import Message
from gendan.spine.procedures.models import Escalation, Todo
from gendan.spine.timeline.models import Entry
from gendan.ui.listing.bulk import create_job
from gendan.ui.listing.declare import listing_of
from gendan.ui.models import Job
from tests.conftest import Upgraded
from tests.neighbours import Cluster, elsewhere
from tests.processes import Installation, wait_for

KEPT = Path(__file__).parent / "upgrades/0.1.0.sql.gz"
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the servers end with their parent"),
    pytest.mark.xdist_group("machines"),
]


@pytest.fixture
def company(cluster: Cluster, upgraded: Callable[[Path], Upgraded]) -> str:
    """A copy of the kept company: two months have passed since somebody looked, so that much is due."""
    return cluster.copied(upgraded(KEPT).url, "background")


@pytest.fixture
def machines(company: str) -> Iterator[list[Installation]]:
    home = Path(tempfile.mkdtemp(prefix="gendan-test-"))
    found = [Installation(home, more={"DATABASE_URL": company, "GENDAN_SECRET_KEY": "of-both"}) for _number in range(2)]
    try:
        yield found
    finally:
        for machine in found:
            machine.end()
        shutil.rmtree(home, ignore_errors=True)


def due(url: str) -> int:
    """How many steps and jobs wait."""
    with psycopg.connect(url) as db:
        row = db.execute(
            "SELECT (SELECT count(*) FROM procedures_escalation e JOIN procedures_todo t ON t.id = e.todo_id"
            " WHERE e.done_at IS NULL AND e.due_at <= now() - interval '1 minute' AND t.status = 'open')"
            " + (SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'ui.job' AND status IN ('todo', 'doing'))"
        ).fetchone()
    return int(row[0]) if row else 0


def test_two_workers_and_two_clocks_do_everything_once(company: str, machines: list[Installation], django_db_blocker: Any) -> None:
    assert due(company) > 20
    with django_db_blocker.unblock(), elsewhere(company):
        began, ids = timezone.now(), []
        with transaction.atomic():
            for customer in Customer.objects.exclude(owner=None).exclude(importance="main").filter(deleted_at=None).select_related("owner"):
                data = {"importance": ["main"]}
                job = create_job(listing_of("customers"), "class", ids=[customer.pk], data=data, actor=customer.owner, now=began)
                app.configure_task("ui.job").defer(job_id=job.pk)
                ids.append(customer.pk)
        for machine in machines:
            machine.serve("worker", "clock")
        assert wait_for(lambda: not due(company)), machines[0].log()
        for machine in machines:
            machine.end()
        assert Job.objects.filter(created_at=began, status=Job.Status.DONE, done=1, failed=0).count() == len(ids) > 10
        changed = Entry.objects.filter(kind="customers.customer", verb="customer.changed", at__gte=began, data__changes__0__field="importance")
        assert sorted(changed.values_list("object_id", flat=True)) == sorted(ids)
        taken = Escalation.objects.filter(done_at__gte=began)
        assert taken.count() == taken.values("todo", "step").distinct().count() > 20
        told = Message.objects.filter(created_at__gte=began, topic="procedures.late", channel="in_app")
        assert told.count() == sum(len(one.told) for one in taken) > 0
        assert not Escalation.objects.filter(done_at=None, due_at__lte=began - timedelta(minutes=1), todo__status=Todo.Status.OPEN).exists()

"""A job whose worker was killed comes to another; one that ends every worker does not."""

from datetime import datetime

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gendan.spine import jobs


def begun(*, attempts: int, worker: str) -> int:
    """A job that a worker has begun: one that lives, or one that is gone."""
    pk = app.configure_task("ui.job").defer(job_id=0)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        living = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s, worker_id = %s WHERE id = %s",
            [attempts, living if worker == "alive" else None, pk],
        )
    return pk


def test_jobs_of_dead_workers_are_taken_up_again(db: None, now: datetime) -> None:
    left, deadly, running = begun(attempts=0, worker="dead"), begun(attempts=jobs.TRIES, worker="dead"), begun(attempts=0, worker="alive")
    assert jobs.take_up_again(now) == 2
    states = dict(ProcrastinateJob.objects.filter(pk__in=[left, deadly, running]).values_list("pk", "status"))
    assert states == {left: "todo", deadly: "failed", running: "doing"}
    assert jobs.take_up_again(now) == 0

"""Background jobs whose worker died are taken up again; every task goes on where it stood, or does nothing a second time."""

import logging
from datetime import datetime, timedelta

from django.db import connection
from procrastinate.contrib.django import app

log = logging.getLogger("gendan.jobs")
#: A living worker tells so every ten seconds.
SILENCE = timedelta(seconds=30)
#: A job that has taken so many workers along stays down.
TRIES = 5
STALLED = """
SELECT job.id, job.attempts FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s)) ORDER BY job.id
"""
GIVEN_UP = "SELECT procrastinate_finish_job_v1(%s, 'failed', false)"


def take_up_again(now: datetime) -> int:
    """Give jobs of silent workers to others; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(STALLED, [SILENCE.total_seconds()])
        stalled = cursor.fetchall()
        for pk, attempts in stalled:
            if attempts >= TRIES:
                log.error("Job %s has ended %s workers, and is given up.", pk, attempts)
                cursor.execute(GIVEN_UP, [pk])
            else:
                app.job_manager.retry_job_by_id(pk, retry_at=now)
    return len(stalled)

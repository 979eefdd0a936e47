"""Background jobs whose worker died are taken up again; every task goes on where it stood, or does nothing a second time."""

import logging
from datetime import datetime, timedelta

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

log = logging.getLogger("gendan.jobs")
#: A living worker tells so every ten seconds.
SILENCE = timedelta(seconds=30)
#: A job that has taken so many workers along stays down.
TRIES = 5


def take_up_again(now: datetime) -> int:
    """Give jobs of silent workers to others; returns how many."""
    return async_to_sync(_take_up_again)(now)


async def _take_up_again(now: datetime) -> int:
    jobs = app.job_manager
    stalled = list(await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENCE.total_seconds()))
    for job in stalled:
        if job.attempts >= TRIES:
            log.error("Job %s has ended %s workers, and is given up.", job.id, job.attempts)
            await jobs.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job, retry_at=now)
    return len(stalled)

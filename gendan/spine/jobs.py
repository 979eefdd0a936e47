"""Background jobs whose worker died are taken up again; every task goes on where it stood, or does nothing a second time."""

import logging
from datetime import datetime, timedelta

from procrastinate import sql
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

log = logging.getLogger("gendan.jobs")
#: A living worker tells so every ten seconds.
SILENCE = timedelta(seconds=30)
#: A job that has taken so many workers along stays down.
TRIES = 5


def take_up_again(now: datetime) -> int:
    """Give jobs of silent workers to others; returns how many."""
    asking = app.connector.get_sync_connector()
    stalled = list(asking.execute_query_all(
        sql.queries["select_stalled_jobs_by_heartbeat"], queue=None, task_name=None, seconds_since_heartbeat=SILENCE.total_seconds(),
    ))
    for job in stalled:
        if job["attempts"] >= TRIES:
            log.error("Job %s has ended %s workers, and is given up.", job["id"], job["attempts"])
            asking.execute_query(sql.queries["finish_job"], job_id=job["id"], status=Status.FAILED.value, delete_job=False)
        else:
            app.job_manager.retry_job_by_id(job["id"], retry_at=now)
    return len(stalled)

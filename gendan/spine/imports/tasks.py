"""Jobs of imports: an id in, one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gendan.spine.imports import working


@app.task(name=working.JOB, queue="imports")
def work_on(batch_id: int) -> None:
    """Carry the batch to the end of what it is in the middle of."""
    working.work(batch_id, now=timezone.now())

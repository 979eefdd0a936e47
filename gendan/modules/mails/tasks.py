"""Work for mailboxes in the background: the clock finds what is due, the worker does it, one job at a time for a mailbox."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from gendan.modules.mails import queries
from gendan.modules.mails.delivery import deliver
from gendan.modules.mails.fetching import fetch
from gendan.modules.mails.models import Mailbox

FETCH, POST = "mails.fetch", "mails.post"


@app.task(name=FETCH)
def fetch_box(box_id: int) -> None:
    """Read one mailbox."""
    now = timezone.now()
    box = queries.due_boxes(now).select_related("owner").filter(pk=box_id).first()
    if box is not None:
        fetch(box, now=now)


@app.task(name=POST)
def post_box(box_id: int) -> None:
    """Send what waits in one mailbox."""
    box = Mailbox.objects.select_related("owner").filter(pk=box_id).first()
    if box is not None:
        deliver(box, now=timezone.now())


def fetch_due(now: datetime) -> int:
    """Tick: a job for each mailbox that is to be read; one that is still at it gets no second."""
    return sum(_ask(FETCH, pk) for pk in queries.due_boxes(now).values_list("pk", flat=True))


def post_due(now: datetime) -> int:
    """Tick: a job for each mailbox from which something waits to be sent."""
    boxes = queries.due_mails(now).order_by("mailbox").values_list("mailbox", flat=True).distinct()
    return sum(_ask(POST, pk) for pk in boxes)


def _ask(task: str, box_id: int) -> bool:
    name = f"{task}:{box_id}"
    try:
        with transaction.atomic():
            app.configure_task(task, lock=name, queueing_lock=name).defer(box_id=box_id)
    except AlreadyEnqueued:
        return False
    return True

"""Carries a batch on from wherever it stands; the body of the background job."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.db.models import Q
from django.utils import translation
from procrastinate.contrib.django import app

from gendan.spine.imports import checking, running, undoing
from gendan.spine.imports.models import Batch
from gendan.spine.imports.queries import BUSY
from gendan.spine.refusal import Refusal

log = logging.getLogger(__name__)
SILENCE = timedelta(seconds=90)
JOB = "gendan.imports.work_on"
STEPS = {
    Batch.State.CHECKING: checking.check,
    Batch.State.RUNNING: running.run,
    Batch.State.UNDOING: undoing.undo,
}


def defer(batch_id: int) -> None:
    """Hand the batch to a worker once the caller's transaction is committed."""
    app.configure_task(JOB, queue="imports").defer(batch_id=batch_id)


def work(batch_id: int, *, now: datetime) -> Batch | None:
    """Check, run or undo as the batch's state says; an error that no row explains is kept with the batch."""
    batch = Batch.objects.select_related("owner").filter(pk=batch_id).first()
    step = STEPS.get(Batch.State(batch.state)) if batch else None
    if batch is None or step is None:
        return batch
    with translation.override(batch.owner.language or settings.LANGUAGE_CODE):
        try:
            with _no_collecting():
                return step(batch, now=now)
        except Refusal as error:
            return _broke(batch, str(error.reason))
        except OperationalError:
            raise  # the database is away: nothing is wrong with the file, and the clock takes the batch up again
        except (DatabaseError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            log.exception("import batch %s broke", batch_id)
            return _broke(batch, f"{type(error).__name__}: {error}")


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Thousands of rows at a time, none of which hold each other in a circle: looking for circles took a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _broke(batch: Batch, why: str) -> Batch:
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.FAILED, error=why[:1000])
    batch.refresh_from_db()
    return batch


def take_up_again(now: datetime) -> int:
    """Give batches on which nobody has worked for a while to a worker again; returns how many."""
    silent = Q(beat_at__lt=now - SILENCE) | Q(beat_at=None)
    ids = list(Batch.objects.filter(silent, state__in=BUSY).values_list("pk", flat=True))
    for batch_id in ids:
        defer(batch_id)
    Batch.objects.filter(pk__in=ids).update(beat_at=now)
    return len(ids)

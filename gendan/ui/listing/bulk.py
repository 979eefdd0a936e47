"""Actions on many rows: at once up to a hundred, above that as a job with a result for each row."""

from collections.abc import Iterator
from datetime import datetime
from inspect import signature
from itertools import islice
from typing import Any

from django.db import transaction
from django.http import QueryDict

from gendan.ui.listing.declare import Bulk, Listing, Result, listing_of
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.sheet import Sheet
from gendan.ui.models import Job, JobRow

__all__ = ["AT_ONCE", "bound_form", "chosen_ids", "create_job", "run_job"]

AT_ONCE = 100


def chosen_ids(sheet: Sheet, action: str, data: QueryDict) -> list[int]:
    """The chosen rows on which the person may do `action`: single ones, or all that match."""
    if data.get("all") == "1":
        rows = sheet.narrowed(action)
    else:
        wanted = [int(text) for text in data.getlist("id") if text.isdigit() and len(text) < 19]
        rows = sheet.listing.visible(sheet.asked.user, action).filter(pk__in=wanted)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def bound_form(bulk: Bulk, data: Any, *, actor: Any) -> Any:
    """The action's form filled with `data`; None for an action that asks nothing."""
    if bulk.form is None:
        return None
    return bulk.form(data, actor=actor) if "actor" in signature(bulk.form).parameters else bulk.form(data)


# -- jobs -----------------------------------------------------------------------------------------------------


def create_job(
    listing: Listing, action: str, *, ids: list[int], data: dict[str, Any], query: str = "", actor: Any, now: datetime,
) -> Job:
    """Write down work for the background; the caller defers the task."""
    return Job.objects.create(
        owner=actor, listing=listing.key, action=action, ids=ids, data=data, query=query, total=len(ids),
        created_at=now,
    )


def run_job(job: Job, *, now: datetime) -> None:
    """Do a job in pieces; each piece and its progress are one transaction, so a restart goes on where it stood."""
    listing = Sheet(listing_of(job.listing), data=QueryDict(job.query), asked=Asked(job.owner, now)).listing
    bulk = listing.bulk_action(job.action)
    assert bulk is not None
    form = bound_form(bulk, _as_post(job.data), actor=job.owner)
    data = form.cleaned_data if form is not None and form.is_valid() else {}
    for ids in _pieces(job.ids[job.done:], bulk.piece):
        with transaction.atomic():
            allowed = listing.visible(job.owner, bulk.action).filter(pk__in=ids).values_list("pk", flat=True)
            _note(job, ids, bulk.run(list(allowed), actor=job.owner, data=data, now=now))
    job.status, job.finished_at = Job.Status.DONE, now
    job.save(update_fields=["status", "finished_at"])


def _note(job: Job, ids: list[int], results: list[Result]) -> None:
    JobRow.objects.bulk_create(
        JobRow(job=job, record_id=item.id, title=item.title[:200], ok=item.ok, reason=item.reason[:300])
        for item in results
    )
    job.status = Job.Status.RUNNING
    job.done += len(ids)
    job.failed += sum(not item.ok for item in results)
    job.save(update_fields=["status", "done", "failed"])


def _pieces(ids: list[int], size: int) -> Iterator[list[int]]:
    left = iter(ids)
    while piece := list(islice(left, size)):
        yield piece


def _as_post(data: dict[str, list[str]]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in data.items():
        found.setlist(name, values)
    return found

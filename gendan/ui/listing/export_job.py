"""Exports of more rows than a page can wait for: written in the background, fetched from the job's page."""

from datetime import datetime
from pathlib import Path
from secrets import token_urlsafe

from django.conf import settings
from django.http import QueryDict

from gendan.ui.listing.declare import listing_of
from gendan.ui.listing.export import write
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.sheet import Sheet
from gendan.ui.models import Job

EXPORT = "export"
FOLDER = "exports"


def path_of(job: Job) -> Path:
    """Where the file of a job lies; its name cannot be guessed."""
    return Path(settings.MEDIA_ROOT) / FOLDER / job.file


def write_file(job: Job, *, now: datetime) -> None:
    """Write the list of the job's address, as far as its owner may export it now."""
    sheet = Sheet(listing_of(job.listing), data=QueryDict(job.query), asked=Asked(job.owner, now))
    job.file, job.status = f"{token_urlsafe(24)}.xlsx", Job.Status.RUNNING
    path_of(job).parent.mkdir(parents=True, exist_ok=True)
    with path_of(job).open("wb") as target:
        job.done = job.total = write(target, sheet)
    job.status, job.finished_at = Job.Status.DONE, now
    job.save()

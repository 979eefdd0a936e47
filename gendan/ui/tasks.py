"""Background work of the lists: actions on many rows and large exports."""

from django.conf import settings
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from gendan.ui.listing.bulk import run_job
from gendan.ui.listing.export_job import EXPORT, write_file
from gendan.ui.models import Job


@app.task(name="ui.job")
def do_job(job_id: int) -> None:
    """Do a job; one that broke off is marked so, and may be deferred again."""
    job = Job.objects.select_related("owner").get(pk=job_id)
    if job.status == Job.Status.DONE:
        return
    try:
        work = write_file if job.action == EXPORT else run_job
        with translation.override(job.owner.language or settings.LANGUAGE_CODE):
            work(job, now=timezone.now())
    except Exception:
        Job.objects.filter(pk=job_id).update(status=Job.Status.FAILED, finished_at=timezone.now())
        raise

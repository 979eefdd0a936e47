"""A file whose row was never written is swept away; one that has its row stays, and so does one that may still get it."""

import os
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.tests.factories import customer
from gendan.spine import clock
from gendan.spine.timeline import files
from gendan.spine.timeline.actions import add_attachment


def test_files_without_a_row_are_swept_away_after_a_day(cast, now: datetime, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = add_attachment(customer(cast.lin, now), upload=SimpleUploadedFile("a.txt", b"kept"), actor=cast.lin, now=now)
    stray, young = (files.store(BytesIO(b"nobody's"), now=now) for _one in range(2))
    for name in (str(kept.file), stray):
        os.utime(tmp_path / name, times=(now.timestamp() - 90_000, now.timestamp() - 90_000))
    os.utime(tmp_path / young, times=(now.timestamp(), now.timestamp()))
    assert clock.TICKS["files.strays"].function(now) == 1
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()} == {str(kept.file), young}
    assert clock.TICKS["files.strays"].function(now + timedelta(days=2)) == 1

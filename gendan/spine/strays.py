"""Files that no row speaks of: a process was killed between the file and its row. They are swept away when they are a day old."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

log = logging.getLogger("gendan.files")
#: Where files lie that belong to exactly one row.
FOLDERS = ("attachments", "imports")
#: No transaction lasts so long.
OLD = timedelta(days=1)
CHUNK = 500


def sweep(now: datetime) -> int:
    """Remove them; returns how many."""
    root, count = Path(settings.MEDIA_ROOT), 0
    files = _old_files(root, before=(now - OLD).timestamp())
    while names := list(islice(files, CHUNK)):
        for name in sorted(set(names) - _named(names)):
            (root / name).unlink(missing_ok=True)
            count += 1
    if count:
        log.warning("%s files without a row were removed.", count)
    return count


def _old_files(root: Path, *, before: float) -> Iterator[str]:
    files = chain.from_iterable((root / folder).rglob("*") for folder in FOLDERS if (root / folder).exists())
    return (str(path.relative_to(root)) for path in files if path.is_file() and path.stat().st_mtime < before)


def _named(names: list[str]) -> set[str]:
    """Those of which some row speaks."""
    return {name for field in file_fields() for name in _names_in(field).filter(**{f"{field.name}__in": names})}


def named_files() -> Iterator[str]:
    """All files of which some row speaks."""
    return (name for field in file_fields() for name in _names_in(field) if name)


def file_fields() -> Iterator[models.FileField]:
    """Where rows speak of files."""
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return (field for field in fields if isinstance(field, models.FileField))


def _names_in(field: models.FileField) -> models.QuerySet[Any, str]:
    return field.model._base_manager.values_list(field.name, flat=True)

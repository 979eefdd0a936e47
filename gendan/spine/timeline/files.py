"""Where attached files lie: under random names outside of the web's reach."""

import hashlib
import os
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

CHUNK = 256 * 1024


def store(content: BinaryIO, *, now: datetime) -> str:
    """Keep the content under a name that nobody can guess, and return the name; it lies on the disk before its row does."""
    content.seek(0)
    name = f"attachments/{now:%Y/%m}/{uuid.uuid4().hex}"
    try:
        stored = default_storage.save(name, File(content))
        _settle(Path(default_storage.path(stored)))
    except OSError:
        default_storage.delete(name)  # what there was room for
        raise
    return stored


def _settle(path: Path) -> None:
    """A power cut must not leave the row without its file."""
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def discard(name: str) -> None:
    """Remove a stored file at once."""
    default_storage.delete(name)


def delete_after_commit(names: Iterable[str | None]) -> None:
    """Remove stored files once the rows are gone for certain."""
    gone = [name for name in names if name]
    transaction.on_commit(lambda: _discard_all(gone))


def _discard_all(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def digest(content: BinaryIO) -> str:
    """The SHA-256 of the content, as hexadecimal digits."""
    content.seek(0)
    found = hashlib.sha256()
    while chunk := content.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()

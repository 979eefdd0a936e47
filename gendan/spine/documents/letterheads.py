"""The company's letterhead: read by every paper, changed by administrators."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage

from gendan.spine.documents.models import Letterhead

#: What has an English form beside the Chinese one.
BOTH = ("name", "address", "bank")
PLAIN = ("phone", "fax", "email", "website", "tax_number", "account", "swift")
PICTURES = ("logo", "stamp")


@dataclass(frozen=True, slots=True)
class Images:
    """The pictures of the letterhead by their file names, and what tells one from another."""

    contents: Mapping[str, bytes]
    digests: Mapping[str, str]


def letterhead() -> Letterhead:
    """The company's letterhead; an empty one where nobody wrote it yet."""
    return Letterhead.objects.first() or Letterhead()


def company_on(head: Letterhead, *, language: str) -> dict[str, Any]:
    """The company's values on a paper in this language; what has no English form is given in Chinese."""
    english = language == "en"
    values = {name: (english and getattr(head, f"{name}_en")) or getattr(head, name) for name in BOTH}
    pictures = {name: picture_name(head, name) for name in PICTURES}
    return values | {name: getattr(head, name) for name in PLAIN} | pictures


def picture_name(head: Letterhead, name: str) -> str:
    """As which file the press gets the picture; empty where there is none."""
    stored = getattr(head, name)
    return f"{name}{PurePosixPath(str(stored)).suffix}" if stored else ""


def images_of(head: Letterhead) -> Images:
    """The bytes of logo and seal."""
    contents = {}
    for name in PICTURES:
        if file := picture_name(head, name):
            with default_storage.open(str(getattr(head, name))) as kept:
                contents[file] = kept.read()
    return Images(contents, {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()})

"""The company's letterhead: read by every paper, changed by administrators."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from gendan.spine.documents.models import Letterhead
from gendan.spine.org.models import Employee
from gendan.spine.org.rules import require_administrator
from gendan.spine.timeline import files
from gendan.spine.timeline.content import media_type_of
from gendan.spine.whole import whole

#: What has an English form beside the Chinese one.
BOTH = ("name", "address", "bank")
PLAIN = ("phone", "fax", "email", "website", "tax_number", "account", "swift")
PICTURES = ("logo", "stamp")
TEXTS = (*BOTH, *(f"{name}_en" for name in BOTH), *PLAIN)
LARGEST, WIDEST = 5 * 1024 * 1024, 1200


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
    return f"{name}.png" if getattr(head, name) else ""


def images_of(head: Letterhead) -> Images:
    """The bytes of logo and seal."""
    contents = {}
    for name in PICTURES:
        if file := picture_name(head, name):
            with default_storage.open(str(getattr(head, name))) as kept:
                contents[file] = kept.read()
    return Images(contents, {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()})


@whole
def change_letterhead(
    values: Mapping[str, str], *, pictures: Mapping[str, Any], actor: Employee, now: datetime
) -> Letterhead:
    """Change what papers say of the company from now on; those made before keep theirs.

    `pictures` names logo and stamp: an upload, or None to take the picture away; what is not named stays.
    """
    require_administrator(actor)
    head = Letterhead.objects.select_for_update().first() or Letterhead()
    for name in TEXTS:
        setattr(head, name, values.get(name, getattr(head, name)))
    for name, upload in pictures.items():
        if old := str(getattr(head, name)):
            files.delete_after_commit([old])
        setattr(head, name, _keep(name, upload, now) if upload else "")
    head.changed_at, head.changed_by = now, actor
    head.full_clean(exclude=PICTURES)
    head.save()
    return head


def _keep(name: str, upload: Any, now: datetime) -> str:
    """The picture, drawn anew so that nothing but the picture is kept."""
    if (upload.size or 0) > LARGEST:
        raise ValidationError({name: _("The file is larger than %(count)s MB.") % {"count": LARGEST // 1024 // 1024}})
    try:
        kind = media_type_of(upload, name=str(upload.name))
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from None
    if kind not in ("image/png", "image/jpeg", "image/webp"):
        raise ValidationError({name: _("Choose a picture: PNG, JPEG or WebP.")})
    upload.seek(0)
    held = io.BytesIO()
    with Image.open(upload) as picture:
        drawn = picture.convert("RGBA")
    drawn.thumbnail((WIDEST, WIDEST))
    drawn.save(held, "PNG")
    return files.store(held, now=now)

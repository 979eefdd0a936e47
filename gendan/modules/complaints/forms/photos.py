"""Photographs from somebody outside: few, small enough, really pictures; drawn anew, so that nothing else comes along with them."""

import io
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from gendan.spine.timeline.content import sniff

MEGABYTE = 1024 * 1024
MOST, LARGEST, TOGETHER = 6, 10 * MEGABYTE, 30 * MEGABYTE
#: No camera takes more; what claims to have more is made to eat memory.
PIXELS, EDGE = 60_000_000, 2560
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
FORMATS = ("PNG", "JPEG", "WEBP")


class PhotosInput(forms.FileInput):
    """Several files at once; the phone offers its camera."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ",".join(sorted(PICTURES)), "multiple": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:  # noqa: ARG002  the shape of widgets
        return list(files.getlist(name)) if hasattr(files, "getlist") else [files[name]] if name in files else []


class PhotosField(forms.Field):
    """Clean to JPEG files without what a camera writes into them (place, time, owner)."""

    widget = PhotosInput

    def clean(self, value: Any) -> list[SimpleUploadedFile]:
        uploads = [one for one in value or [] if one.size]
        if len(uploads) > MOST:
            raise ValidationError(_("At most %d photographs.") % MOST)
        if any(one.size > LARGEST for one in uploads) or sum(one.size for one in uploads) > TOGETHER:
            raise ValidationError(_("One photograph has at most %(one)d MB, all together %(all)d MB.") % {
                "one": LARGEST // MEGABYTE, "all": TOGETHER // MEGABYTE})
        return list(self._drawn(uploads))

    def _drawn(self, uploads: Iterable[Any]) -> Iterable[SimpleUploadedFile]:
        for place, upload in enumerate(uploads, 1):
            yield SimpleUploadedFile(f"{_('photograph')} {place}.jpg", drawn(upload), content_type="image/jpeg")


def drawn(upload: Any) -> bytes:
    """The picture anew as JPEG, upright, its longer edge cut to a screen; ValidationError where it is none."""
    if sniff(upload) not in PICTURES:
        raise ValidationError(_("Only photographs (JPEG, PNG, WebP) can be sent."))
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > PIXELS:
                raise ValidationError(_("This picture is too large."))
            picture = ImageOps.exif_transpose(image).convert("RGB")
            picture.thumbnail((EDGE, EDGE))
            target = io.BytesIO()
            picture.save(target, "JPEG", quality=85)
    except ValidationError:
        raise
    except Exception as error:  # Pillow's readers raise many kinds of errors on damaged files
        raise ValidationError(_("This file cannot be read as a photograph.")) from error
    return target.getvalue()

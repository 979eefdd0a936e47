"""Small files of every sort, made on the spot."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def png() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(held, "PNG")
    return held.getvalue()


def office(folder: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<x/>")
    return held.getvalue()


def upload(name="图纸.png", content=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, png() if content is None else content)

"""What a file really is: told by its first bytes, compared with its name, and let in only from a list."""

import re
import unicodedata
import warnings
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

HEAD = 4096
PLAIN = "text/plain"
OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"}

#: What each extension may turn out to be; an extension that is not here is not let in.
ALLOWED: dict[str, str] = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "bmp": "image/bmp", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/x-ole-storage", "xls": "application/x-ole-storage", "ppt": "application/x-ole-storage",
    "wps": "application/x-ole-storage", "et": "application/x-ole-storage", "msg": "application/x-ole-storage",
    "zip": "application/zip", "7z": "application/x-7z-compressed", "rar": "application/vnd.rar",
    "txt": PLAIN, "csv": PLAIN, "md": PLAIN, "log": PLAIN, "json": PLAIN, "xml": PLAIN, "eml": PLAIN,
    "svg": PLAIN, "html": PLAIN, "htm": PLAIN,
    "mp3": "audio/mpeg", "wav": "audio/wav", "amr": "audio/amr", "m4a": "video/mp4", "mp4": "video/mp4",
    "webm": "audio/webm", "ogg": "audio/ogg",
}
#: What the timeline plays: notes that somebody spoke.
SPOKEN = frozenset({"webm", "ogg", "m4a", "mp3", "wav"})

SIGNATURES: list[tuple[bytes, str]] = [
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"), (b"BM", "image/bmp"), (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"), (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"PK\x03\x04", "application/zip"), (b"PK\x05\x06", "application/zip"), (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"), (b"\xff\xf3", "audio/mpeg"), (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "audio/webm"), (b"OggS", "audio/ogg"),
]
#: Text that a browser would run; kept, but never told to be more than unknown bytes.
ACTIVE = {"svg", "html", "htm", "xml"}


def safe_name(name: str) -> str:
    """The last part of the name without paths, control and direction marks, at most 120 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(mark for mark in name if unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    name = re.sub(r'[<>:"|?*;]', "_", name).strip(" .")
    path = PurePosixPath(name or "file")
    return f"{path.stem[:110]}{path.suffix[:10]}"


def _zip_type(content: BinaryIO) -> str:
    """An office paper is a zip with a fixed first folder; a broken zip is nothing."""
    try:
        names = zipfile.ZipFile(content).namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return ""
    if "[Content_Types].xml" in names:
        for folder, extension in OFFICE.items():
            if any(entry.startswith(folder) for entry in names):
                return ALLOWED[extension]
    return "application/zip"


def _is_text(content: BinaryIO) -> bool:
    """Text in UTF-8, UTF-16 with a mark, or GB 18030; no zero bytes otherwise."""
    content.seek(0)
    data = content.read()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(data, "utf-16")
    return b"\0" not in data and (_decodes(data, "utf-8") or _decodes(data, "gb18030"))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _image_is_whole(content: BinaryIO) -> bool:
    """Pillow reads the structure; a bomb or a torn file is refused."""
    content.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(content) as image:
                image.verify()
    except Exception:  # noqa: BLE001 - Pillow's readers raise many kinds of errors on damaged files
        return False
    return True


def sniff(content: BinaryIO) -> str:
    """The media type that the bytes themselves tell; empty where they tell none of the known ones."""
    content.seek(0)
    head = content.read(HEAD)
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return "video/mp4"
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return _zip_type(content) if media_type == "application/zip" else media_type
    if head.startswith((b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")):
        return ""
    return PLAIN if head and _is_text(content) else ""


def media_type_of(content: BinaryIO, *, name: str) -> str:
    """Check the content against the name and return the type under which it is served."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    wanted = ALLOWED.get(extension)
    if wanted is None:
        raise ValidationError({"file": _("Files of the kind “%(kind)s” are not accepted.") % {"kind": extension or name}})
    found = sniff(content)
    if found != wanted or (found in IMAGES and not _image_is_whole(content)):
        raise ValidationError({"file": _("The content of “%(name)s” is not what its name says.") % {"name": name}})
    return "application/octet-stream" if extension in ACTIVE else found
